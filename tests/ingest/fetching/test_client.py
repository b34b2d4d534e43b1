from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from benchmarks.world import Reply, World
from ingest.fetching.results import Failed
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page")
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


def limited(after: str, status: int = 429) -> Reply:
    return Reply(status=status, headers=(("Retry-After", after),))


@pytest.mark.anyio
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_what_may_pass_is_asked_again(world: World, answers: Any, status: int) -> None:
    world.script("a.test", "/page", [Reply(status=status), PAGE])
    (answer,) = (await answers(["http://a.test/page"])).values()
    assert isinstance(answer, Capture)
    assert world.paths("a.test").count("/page") == 2


@pytest.mark.anyio
@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501, 505])
async def test_what_will_not_pass_is_not(world: World, answers: Any, status: int) -> None:
    world.script("a.test", "/page", [Reply(status=status), PAGE])
    (answer,) = (await answers(["http://a.test/page"])).values()
    assert isinstance(answer, Failed)
    assert (answer.code, answer.status) == ("http-status", status)
    assert world.paths("a.test").count("/page") == 1


@pytest.mark.anyio
async def test_no_page_is_asked_more_often_than_the_rules_say(world: World, answers: Any) -> None:
    world.script("a.test", "/page", Reply(status=500))
    await answers(["http://a.test/page"], attempts=4)
    assert world.paths("a.test").count("/page") == 4


@pytest.mark.anyio
async def test_a_time_to_wait_is_kept_by_all_pages_of_the_host(world: World, answers: Any) -> None:
    world.script("a.test", "/1", limited("1"))
    world.script("a.test", "/2", PAGE)
    await answers(["http://a.test/1", "http://a.test/2"], attempts=1)
    _, first, second = world.log
    assert first.ended is not None
    assert second.began - first.ended >= 1


@pytest.mark.anyio
async def test_a_date_to_wait_for_is_read_against_the_clock(world: World, answers: Any) -> None:
    world.script("a.test", "/page", [limited(format_datetime(NOW + timedelta(seconds=1))), PAGE])
    (answer,) = (await answers(["http://a.test/page"], now=lambda: NOW)).values()
    assert isinstance(answer, Capture)
    _, first, second = world.log
    assert first.ended is not None
    assert second.began - first.ended >= 1


@pytest.mark.anyio
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("after", ["3600", "Sun, 01 Jun 2025 13:00:00 GMT"])
async def test_a_host_that_wants_long_peace_has_it_for_the_rest_of_the_run(
    world: World, answers: Any, after: str, status: int
) -> None:
    world.script("a.test", "/1", limited(after, status))
    world.script("a.test", "/2", PAGE)
    got = await answers(["http://a.test/1", "http://a.test/2"], now=lambda: NOW)
    first, second = got["http://a.test/1"], got["http://a.test/2"]
    assert isinstance(first, Failed)
    assert first.status == status
    assert isinstance(second, Failed)
    assert second.code == "host-left-alone"
    assert "2025-06-01T13:00:00Z" in second.message
    assert world.paths("a.test") == ["/robots.txt", "/1"]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [403, 429, 503])
async def test_a_host_that_fails_again_and_again_is_left_alone(
    world: World, answers: Any, status: int
) -> None:
    urls = [f"http://a.test/{number}" for number in range(6)]
    world.script("b.test", "/page", PAGE)
    for number in range(6):
        world.script("a.test", f"/{number}", Reply(status=status))
    got = await answers([*urls, "http://b.test/page"], give_up_after=3, attempts=1)
    codes = [got[url].code for url in urls]
    assert codes[3:] == ["host-left-alone"] * 3
    assert "host-left-alone" not in codes[:3]
    assert world.paths("a.test") == ["/robots.txt", "/0", "/1", "/2"]
    assert isinstance(got["http://b.test/page"], Capture)


@pytest.mark.anyio
@pytest.mark.parametrize("between", [PAGE, Reply(status=404)])
async def test_only_failures_in_a_row_count(world: World, answers: Any, between: Reply) -> None:
    urls = [f"http://a.test/{number}" for number in range(6)]
    for number in range(6):
        banned = Reply(status=403)
        world.script("a.test", f"/{number}", between if number % 2 else banned)
    got = await answers(urls, give_up_after=2)
    assert "host-left-alone" not in {getattr(answer, "code", None) for answer in got.values()}


@pytest.mark.anyio
async def test_a_host_whose_failures_cost_long_is_left_alone_though_pages_came_between(
    world: World, answers: Any
) -> None:
    urls = [f"http://a.test/{number}" for number in range(8)]
    for number in range(8):
        world.script("a.test", f"/{number}", Reply(body=b"<p>", wait=60) if number % 2 else PAGE)
    got = await answers(urls, attempts=1, read_timeout=0.1, most_lost=0.25)
    assert got[urls[1]].code == "timeout"
    assert [got[url].code for url in urls[6:]] == ["host-left-alone"] * 2
    assert "seconds of the run, at most 0.25 expected" in got[urls[7]].message
    assert "/6" not in world.paths("a.test")


@pytest.mark.anyio
async def test_the_time_that_a_host_makes_us_wait_is_lost_as_well(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/1", limited("100"))
    got = await answers(["http://a.test/1", "http://a.test/2"], most_lost=99)
    assert [answer.code for answer in got.values()] == ["rate-limited", "host-left-alone"]
    assert world.paths("a.test") == ["/robots.txt", "/1"]


@pytest.mark.anyio
async def test_every_request_names_us(world: World, answers: Any) -> None:
    world.script("a.test", "/page", PAGE)
    await answers(["http://a.test/page"])
    assert {seen.headers["user-agent"] for seen in world.log} == {
        "iscm/0 (+https://iscm.test/contact)"
    }
    assert world.log[1].headers["accept"] == (
        "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8"
    )
    assert world.log[1].headers["accept-encoding"] == "gzip, deflate"
