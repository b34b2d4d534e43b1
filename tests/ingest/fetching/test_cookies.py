"""Cookies live as long as one walk over redirects, and go to whom they belong."""

from typing import Any

import pytest

from benchmarks.world import Reply, Seen, World
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page")
URL = "http://a.test/page"


def bounce(location: str, *cookies: str) -> Reply:
    fields = (("Location", location), *(("Set-Cookie", cookie) for cookie in cookies))
    return Reply(status=302, headers=fields)


def cookies(world: World, *paths: str) -> list[str | None]:
    return [seen.headers.get("cookie") for seen in world.log if seen.path in (paths or ("/page",))]


def unless(cookie: str, otherwise: Reply) -> Any:
    def answer(seen: Seen) -> Reply:
        return PAGE if cookie in seen.headers.get("cookie", "") else otherwise

    return answer


@pytest.mark.anyio
async def test_a_page_behind_a_cookie_is_had(world: World, answers: Any) -> None:
    world.script("a.test", "/page", unless("seen=1", bounce("/page", "seen=1; Path=/")))
    assert isinstance((await answers([URL]))[URL], Capture)
    assert cookies(world) == [None, "seen=1"]


@pytest.mark.anyio
async def test_a_cookie_is_forgotten_after_the_walk(world: World, answers: Any) -> None:
    for path in ("/page", "/other"):
        world.script("a.test", path, unless("seen=1", bounce(path, "seen=1; Path=/")))
    got = await answers([URL, "http://a.test/other"])
    assert all(isinstance(answer, Capture) for answer in got.values())
    assert cookies(world, "/other") == [None, "seen=1"]


@pytest.mark.anyio
async def test_consent_on_another_host_leads_back_to_the_page(world: World, answers: Any) -> None:
    world.script("a.test", "/page", unless("ok=1", bounce("http://b.test/consent")))
    world.script("b.test", "/consent", bounce("http://a.test/agreed", "own=1"))
    world.script("a.test", "/agreed", bounce("/page", "ok=1; Path=/", "theme=dark"))
    assert isinstance((await answers([URL]))[URL], Capture)
    assert cookies(world, "/agreed") == [None], "a cookie of one host is not another's"
    assert cookies(world) == [None, "ok=1; theme=dark"]


@pytest.mark.anyio
@pytest.mark.parametrize(
    "cookie",
    [
        "a=1; Domain=b.test",
        "a=1; Domain=test",
        "a=1; Path=/elsewhere",
        "a=1; Secure",
        "a=1; Max-Age=0",
        "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "a=\u00e9",
        "a=\x01",
        "a=" + "1" * 5_000,
        "",
        "; ; =",
    ],
    ids=lambda cookie: ascii(cookie[:24]),
)
async def test_a_cookie_that_does_not_belong_there_is_not_sent(
    world: World, answers: Any, cookie: str
) -> None:
    world.script("a.test", "/page", bounce("/page", cookie))
    answer = (await answers([URL]))[URL]
    assert answer.code == "redirect-loop"
    assert cookies(world) == [None]


@pytest.mark.anyio
async def test_a_cookie_of_a_domain_goes_to_its_hosts(world: World, answers: Any) -> None:
    hosts = ("www.a.test", "cdn.a.test")
    world.script(
        "www.a.test", "/page", bounce("http://cdn.a.test/x", "all=1; Domain=a.test", "w=1")
    )
    world.script("cdn.a.test", "/x", PAGE)
    (answer,) = (await answers(["http://www.a.test/page"], played=hosts)).values()
    assert isinstance(answer, Capture)
    assert cookies(world, "/x") == ["all=1"]


@pytest.mark.anyio
async def test_a_host_that_sets_another_cookie_each_time_is_not_followed_for_ever(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", lambda _: bounce("/page", f"n={len(world.log)}"))
    assert (await answers([URL]))[URL].code == "too-many-redirects"
    assert len(cookies(world)) == 6


@pytest.mark.anyio
async def test_more_cookies_than_a_field_holds_are_none(world: World, answers: Any) -> None:
    many = [f"c{number}={'x' * 1_000}" for number in range(60)]
    world.script("a.test", "/page", bounce("/new", *many))
    world.script("a.test", "/new", PAGE)
    assert isinstance((await answers([URL]))[URL], Capture)
    assert cookies(world, "/new") == [None]


@pytest.mark.anyio
async def test_a_robots_txt_behind_a_cookie_is_had(world: World, answers: Any) -> None:
    rules = Reply(body=b"User-agent: *\nDisallow: /\n", media_type="text/plain")
    first = bounce("/robots.txt", "seen=1")
    world.script("a.test", "/robots.txt", lambda seen: rules if "cookie" in seen.headers else first)
    assert (await answers([URL]))[URL].code == "robots-disallowed"
