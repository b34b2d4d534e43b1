"""A run comes to its end, whatever hosts do."""

from datetime import UTC, datetime
from typing import Any

import pytest

from benchmarks.stage import RobotsInMemory
from benchmarks.world import Reply, World
from ingest.clock import timestamp
from ingest.page import Capture
from snapshots.stores.records import StoredRobots

PAGE = Reply(body=b"<p>Page")
URLS = [f"http://a.test/{number}" for number in range(3)]


@pytest.fixture
def robots() -> RobotsInMemory:
    """Nothing but pages is asked for."""
    robots, now = RobotsInMemory(), timestamp(datetime.now(UTC))
    for host in "abc":
        robots.keep_robots(
            StoredRobots(origin=f"http://{host}.test", fetched_at=now, status=404, body=b"")
        )
    return robots


@pytest.mark.anyio
async def test_what_was_not_asked_for_in_time_is_not_asked_for_any_more(
    world: World, answers: Any, robots: RobotsInMemory
) -> None:
    world.script("a.test", "/0", Reply(body=b"<p>Page", wait=0.2))
    got = await answers(URLS, robots=robots, run_timeout=0.15)
    assert isinstance(got[URLS[0]], Capture), "what was under way came to its end"
    assert [got[url].code for url in URLS[1:]] == ["run-over"] * 2
    assert "within the 0.15 seconds of the run" in got[URLS[1]].message
    assert world.paths("a.test") == ["/0"]


@pytest.mark.anyio
async def test_a_request_under_way_is_cut_by_its_own_time(
    world: World, answers: Any, robots: RobotsInMemory
) -> None:
    world.script("a.test", "/0", Reply(body=b"<p>Page", wait=60))
    limits = {"run_timeout": 0.1, "total_timeout": 0.2, "attempts": 5}
    got = await answers(URLS, robots=robots, **limits)
    assert [got[url].code for url in URLS] == ["timeout", "run-over", "run-over"]
    assert world.paths("a.test") == ["/0"]


@pytest.mark.anyio
async def test_a_pause_that_outlasts_the_run_is_not_waited_for(
    world: World, answers: Any, robots: RobotsInMemory
) -> None:
    for path in ("/0", "/1", "/2"):
        world.script("a.test", path, PAGE)
    got = await answers(URLS, robots=robots, run_timeout=60, delay=100)
    assert isinstance(got[URLS[0]], Capture)
    assert [got[url].code for url in URLS[1:]] == ["run-over"] * 2
    assert world.paths("a.test") == ["/0"]


@pytest.mark.anyio
async def test_a_retry_after_that_outlasts_the_run_is_not_waited_for(
    world: World, answers: Any, robots: RobotsInMemory
) -> None:
    world.script("a.test", "/0", Reply(status=429, headers=(("Retry-After", "100"),)))
    got = await answers(URLS, robots=robots, run_timeout=60)
    assert [got[url].code for url in URLS] == ["rate-limited", "run-over", "run-over"]
    assert world.paths("a.test") == ["/0"]


@pytest.mark.anyio
async def test_no_robots_txt_is_asked_for_after_the_run_either(world: World, answers: Any) -> None:
    got = await answers([*URLS, "http://b.test/page"], run_timeout=0)
    assert {answer.code for answer in got.values()} == {"run-over"}
    assert len(got) == 4
    assert world.log == ()


@pytest.mark.anyio
async def test_a_turn_that_the_run_is_too_short_for_is_not_waited_for_in_line(
    world: World, answers: Any, robots: RobotsInMemory
) -> None:
    for host in "ab":
        to = (("Location", f"http://c.test/{host}"),)
        world.script(f"{host}.test", "/0", Reply(status=301, headers=to))
        world.script("c.test", f"/{host}", Reply(body=b"<p>Page", wait=0.1))
    urls = ["http://a.test/0", "http://b.test/0"]
    got = await answers(urls, robots=robots, run_timeout=60, delay=100)
    assert sorted(getattr(got[url], "code", "") for url in urls) == ["", "run-over"]
    assert len(world.paths("c.test")) == 1


@pytest.mark.anyio
async def test_a_robots_txt_that_the_run_is_too_short_for_is_no_fault_of_the_host(
    world: World, answers: Any, robots: RobotsInMemory
) -> None:
    world.script("b.test", "/0", Reply(status=429, headers=(("Retry-After", "100"),)))
    to = (("Location", "http://b.test/robots.txt"),)
    world.script("a.test", "/robots.txt", Reply(status=301, headers=to))
    del robots.kept["http://a.test"]
    urls = ["http://b.test/0", URLS[0]]
    got = await answers(urls, robots=robots, run_timeout=60, hosts_at_once=1)
    assert [got[url].code for url in urls] == ["rate-limited", "run-over"]
    assert world.paths("a.test") == ["/robots.txt"]
