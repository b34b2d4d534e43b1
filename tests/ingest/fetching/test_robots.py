from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.stage import RobotsInMemory
from benchmarks.world import Reply, Seen, World
from ingest.clock import timestamp
from ingest.fetching.results import Failed
from ingest.page import Capture
from snapshots.stores.records import StoredRobots

PAGE = Reply(body=b"<p>Page")
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
URL = "http://a.test/page"
NOTHING = Reply(body=b"User-agent: *\nDisallow: /\n")


def kept(age: timedelta, status: int = 200, body: bytes = b"User-agent: *\nDisallow: /") -> Any:
    robots = RobotsInMemory()
    robots.keep_robots(
        StoredRobots(
            origin="http://a.test", fetched_at=timestamp(NOW - age), status=status, body=body
        )
    )
    return robots


@pytest.mark.anyio
async def test_a_disallowed_page_is_not_requested(world: World, answers: Any) -> None:
    world.script("a.test", "/robots.txt", Reply(body=b"User-agent: iscm\nDisallow: /private\n"))
    world.script("a.test", "/page", PAGE)
    got = await answers([URL, "http://a.test/private/page"])
    assert isinstance(got[URL], Capture)
    assert got["http://a.test/private/page"].code == "robots-disallowed"
    assert world.paths("a.test") == ["/robots.txt", "/page"]


@pytest.mark.anyio
async def test_rules_for_others_are_not_ours(world: World, answers: Any) -> None:
    text = b"User-agent: other\nDisallow: /\n\nUser-agent: iscm\nDisallow:\n"
    world.script("a.test", "/robots.txt", Reply(body=text))
    world.script("a.test", "/page", PAGE)
    assert isinstance((await answers([URL]))[URL], Capture)


@pytest.mark.anyio
async def test_a_redirect_obeys_the_robots_txt_of_its_own_host(world: World, answers: Any) -> None:
    world.script("a.test", "/page", Reply(status=302, headers=(("Location", "http://b.test/x"),)))
    world.script("b.test", "/robots.txt", NOTHING)
    answer = (await answers([URL]))[URL]
    assert answer.code == "robots-disallowed"
    assert world.paths("b.test") == ["/robots.txt"]


@pytest.mark.anyio
async def test_a_robots_txt_is_asked_for_once_and_kept(world: World, answers: Any) -> None:
    robots = RobotsInMemory()
    world.script("a.test", "/robots.txt", Reply(body=b"User-agent: *\nAllow: /\n"))
    for path in ("/page", "/other"):
        world.script("a.test", path, PAGE)
    await answers([URL, "http://a.test/other"], robots=robots, now=lambda: NOW)
    await answers([URL], robots=robots, now=lambda: NOW + timedelta(hours=23))
    assert world.paths("a.test").count("/robots.txt") == 1
    await answers([URL], robots=robots, now=lambda: NOW + timedelta(hours=25))
    assert world.paths("a.test").count("/robots.txt") == 2
    stored = robots.robots("http://a.test")
    assert stored is not None
    assert stored.body == b"User-agent: *\nAllow: /\n"
    assert stored.fetched_at == "2025-06-02T13:00:00Z"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("age", "asked"),
    [(timedelta(hours=1), False), (timedelta(hours=24), True), (timedelta(hours=-1), True)],
    ids=["of today", "of yesterday", "of the future"],
)
async def test_only_a_robots_txt_of_the_last_day_is_believed(
    world: World, answers: Any, age: timedelta, asked: bool
) -> None:
    world.script("a.test", "/page", PAGE)
    answer = (await answers([URL], robots=kept(age), now=lambda: NOW))[URL]
    assert isinstance(answer, Capture) is asked
    assert ("/robots.txt" in world.paths("a.test")) is asked


@pytest.mark.anyio
async def test_that_there_is_none_is_kept_too(world: World, answers: Any) -> None:
    world.script("a.test", "/page", PAGE)
    robots = kept(timedelta(hours=1), status=404, body=b"")
    assert isinstance((await answers([URL], robots=robots, now=lambda: NOW))[URL], Capture)
    assert world.paths("a.test") == ["/page"]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [429, 503])
async def test_a_kept_refusal_is_no_rule(world: World, answers: Any, status: int) -> None:
    world.script("a.test", "/robots.txt", NOTHING)
    robots = kept(timedelta(hours=1), status=status, body=b"")
    answer = (await answers([URL], robots=robots, now=lambda: NOW))[URL]
    assert answer.code == "robots-disallowed"


@pytest.mark.anyio
@pytest.mark.parametrize("status", [429, 500, 503])
async def test_an_unreachable_one_allows_nothing_and_is_asked_again_in_the_next_run(
    world: World, answers: Any, status: int
) -> None:
    robots = RobotsInMemory()
    world.script("a.test", "/robots.txt", Reply(status=status))
    world.script("a.test", "/page", PAGE)
    got = await answers([URL, "http://a.test/other"], robots=robots)
    assert {answer.code for answer in got.values()} == {"robots-unreachable"}
    assert world.paths("a.test") == ["/robots.txt", "/robots.txt"]
    assert robots.kept == {}


@pytest.mark.anyio
@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_one_that_is_not_there_allows_all(world: World, answers: Any, status: int) -> None:
    world.script("a.test", "/robots.txt", Reply(status=status, body=b"User-agent: *\nDisallow: /"))
    world.script("a.test", "/page", PAGE)
    assert isinstance((await answers([URL]))[URL], Capture)


@pytest.mark.anyio
async def test_redirects_of_a_robots_txt_are_followed(world: World, answers: Any) -> None:
    to = (("Location", "http://b.test/robots.txt"),)
    world.script("a.test", "/robots.txt", Reply(status=301, headers=to))
    world.script("b.test", "/robots.txt", NOTHING)
    world.script("a.test", "/page", PAGE)
    assert (await answers([URL]))[URL].code == "robots-disallowed"


@pytest.mark.anyio
@pytest.mark.parametrize(
    "to", ["http://elsewhere.test/robots.txt", "http://a.test:6379/robots.txt", "/robots.txt"]
)
async def test_redirects_that_lead_nowhere_allow_nothing(
    world: World, answers: Any, to: str
) -> None:
    world.script("a.test", "/robots.txt", Reply(status=301, headers=(("Location", to),)))
    answer = (await answers([URL]))[URL]
    assert isinstance(answer, Failed)
    assert answer.code == "robots-unreachable"
    assert len(world.log) <= 6


@pytest.mark.anyio
async def test_pages_of_two_hosts_that_lead_to_a_third_ask_for_its_robots_txt_once(
    world: World, answers: Any
) -> None:
    for host in "ab":
        to = (("Location", f"http://c.test/{host}"),)
        world.script(f"{host}.test", "/page", Reply(status=301, headers=to))
        world.script("c.test", f"/{host}", PAGE)

    def slowly(_: Seen) -> Reply:
        return Reply(body=b"User-agent: *\nAllow: /\n", wait=0.05)

    world.script("c.test", "/robots.txt", slowly)
    await answers([URL, "http://b.test/page"])
    assert sorted(world.paths("c.test")) == ["/a", "/b", "/robots.txt"]
