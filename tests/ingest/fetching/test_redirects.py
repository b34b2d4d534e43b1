from collections import Counter
from typing import Any

import pytest

from benchmarks.world import Reply, World
from ingest.fetching.results import Failed, Moved, NotModified, PageRequest
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page", etag='"1"', last_modified="Wed, 01 Jan 2025 00:00:00 GMT")
URL = "http://a.test/page"


def to(location: str, status: int = 301) -> Reply:
    return Reply(status=status, headers=(("Location", location),))


def once(world: World) -> bool:
    return max(Counter((seen.host, seen.path) for seen in world.log).values()) == 1


@pytest.mark.anyio
async def test_a_page_comes_with_all_that_was_said_of_it(world: World, answers: Any) -> None:
    world.script("a.test", "/page", PAGE)
    answer = (await answers([URL + "#part"]))[URL + "#part"]
    assert isinstance(answer, Capture)
    assert (answer.final_url, answer.status, answer.body) == (URL, 200, b"<p>Page")
    assert (answer.media_type, answer.etag) == ("text/html; charset=utf-8", '"1"')
    assert answer.last_modified == "Wed, 01 Jan 2025 00:00:00 GMT"
    assert ("ETag", '"1"') in answer.headers
    assert answer.retrieved_at.endswith("Z")
    assert len(answer.retrieved_at) == 20


@pytest.mark.anyio
async def test_known_validators_are_asked_with(world: World, answers: Any) -> None:
    world.script("a.test", "/page", PAGE)
    asked = PageRequest(url=URL, etag='"1"', last_modified="Wed, 01 Jan 2025 00:00:00 GMT")
    answer = (await answers([asked]))[URL]
    assert isinstance(answer, NotModified)
    assert answer.etag == '"1"'
    assert world.log[1].headers["if-modified-since"] == "Wed, 01 Jan 2025 00:00:00 GMT"


@pytest.mark.anyio
async def test_a_304_out_of_the_blue_is_asked_past_all_caches(world: World, answers: Any) -> None:
    world.script("a.test", "/page", [Reply(status=304), PAGE])
    answer = (await answers([URL]))[URL]
    assert isinstance(answer, Capture)
    assert [seen.headers.get("cache-control") for seen in world.log] == [None, None, "no-cache"]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/new", "new", "//b.test/new", "http://b.test/new"])
async def test_a_redirect_is_followed(
    world: World, answers: Any, status: int, location: str
) -> None:
    world.script("a.test", "/page", to(location, status))
    host = "b.test" if "b.test" in location else "a.test"
    world.script(host, "/new", PAGE)
    answer = (await answers([URL]))[URL]
    assert isinstance(answer, Capture)
    assert (answer.url, answer.final_url) == (URL, f"http://{host}/new")


@pytest.mark.anyio
async def test_a_redirect_to_an_asked_address_leaves_the_answer_to_that(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", to("http://b.test/new"))
    world.script("b.test", "/new", PAGE)
    got = await answers([URL, "http://b.test/new"])
    move = got[URL]
    assert isinstance(move, Moved)
    assert move.to == "http://b.test/new"
    assert isinstance(got["http://b.test/new"], Capture)
    assert once(world)


@pytest.mark.anyio
async def test_a_move_names_the_end_of_all_moves(world: World, answers: Any) -> None:
    for number in range(3):
        world.script("a.test", f"/{number}", to(f"/{number + 1}"))
    world.script("a.test", "/3", PAGE)
    urls = [f"http://a.test/{number}" for number in range(4)]
    got = await answers(urls)
    assert [got[url].to for url in urls[:3]] == [urls[3]] * 3
    assert isinstance(got[urls[3]], Capture)
    assert once(world)


@pytest.mark.anyio
@pytest.mark.parametrize("hosts", ["ab", "aa"])
async def test_two_ways_to_one_page_ask_for_it_once(world: World, answers: Any, hosts: str) -> None:
    one, other = (f"http://{host}.test/{number}" for number, host in enumerate(hosts))
    for number, host in enumerate(hosts):
        world.script(f"{host}.test", f"/{number}", to("http://c.test/page"))
    world.script("c.test", "/page", PAGE)
    got = await answers([one, other])
    kinds = Counter(type(answer) for answer in got.values())
    assert kinds == {Capture: 1, Moved: 1}
    (move,) = (answer for answer in got.values() if isinstance(answer, Moved))
    assert isinstance(got[move.to], Capture)
    assert once(world)


@pytest.mark.anyio
async def test_asked_addresses_that_lead_to_each_other_are_a_loop(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", to("http://b.test/page"))
    world.script("b.test", "/page", to("http://a.test/page"))
    got = await answers([URL, "http://b.test/page"])
    assert [answer.code for answer in got.values()] == ["redirect-loop"] * 2
    assert once(world)


@pytest.mark.anyio
async def test_two_spellings_of_an_address_are_one(world: World, answers: Any) -> None:
    world.script("a.test", "/page", PAGE)
    got = await answers([URL, URL, "http://A.test:80/page#part"])
    assert isinstance(got[URL], Capture)
    assert got["http://A.test:80/page#part"].to == URL
    assert len(got) == 2
    assert once(world)


@pytest.mark.anyio
async def test_the_front_page_may_be_asked_for_itself(world: World, answers: Any) -> None:
    world.script("a.test", "/", to("http://b.test/"))
    world.script("b.test", "/", PAGE)
    got = await answers(["http://a.test"])
    assert isinstance(got["http://a.test"], Capture)


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["elsewhere.test", "user:secret@a.test", "a.test:99999"])
async def test_an_address_outside_the_rules_is_not_asked(
    world: World, answers: Any, host: str
) -> None:
    (answer,) = (await answers([f"http://{host}/page"])).values()
    assert isinstance(answer, Failed)
    assert answer.code == "bad-address"
    assert world.log == ()


@pytest.mark.anyio
@pytest.mark.parametrize(
    "location", ["http://user:secret@a.test/x", "ftp://a.test/x", "javascript:x", "http://[x"]
)
async def test_a_redirect_out_of_the_web_is_not_followed(
    world: World, answers: Any, location: str
) -> None:
    world.script("a.test", "/page", to(location))
    answer = (await answers([URL]))[URL]
    assert answer.code == "redirect-elsewhere"
    assert location in answer.message


@pytest.mark.anyio
@pytest.mark.parametrize(
    "to_port", ["http://a.test:6379", "https://a.test:8443", "http://a.test:443"]
)
async def test_a_redirect_to_a_port_that_nobody_named_is_not_followed(
    world: World, answers: Any, to_port: str
) -> None:
    world.script("a.test", "/page", to(f"{to_port}/x"))
    answer = (await answers([URL]))[URL]
    assert answer.code == "redirect-elsewhere"
    port = to_port.rpartition(":")[2]
    assert f"no address of the run names the port {port}" in answer.message
    assert world.paths("a.test") == ["/robots.txt", "/page"]


@pytest.mark.anyio
async def test_a_redirect_to_a_port_that_an_address_names_is_followed(
    world: World, answers: Any
) -> None:
    other = "http://a.test:6379/other"
    world.script("a.test", "/page", to("http://a.test:6379/x"))
    for path in ("/x", "/other"):
        world.script("a.test", path, PAGE)
    places = world.connect_to("a.test") | {"a.test:6379": f"{world.address}:{world.port}"}
    got = await answers([URL, other], connect_to=places)
    assert isinstance(got[URL], Capture)
    assert got[URL].final_url == "http://a.test:6379/x"


@pytest.mark.anyio
async def test_a_host_with_accents_is_asked_by_its_ascii_name(world: World, answers: Any) -> None:
    name, ascii_name = "mün.test", "xn--mn-xka.test"
    world.script("a.test", "/page", to(f"http://{name}/page"))
    world.script(ascii_name, "/page", PAGE)
    world.script(ascii_name, "/own", PAGE)
    hosts = {"hosts": frozenset({"a.test", ascii_name})}
    got = await answers([URL, f"http://{name}/own"], played=("a.test", name), **hosts)
    assert all(isinstance(answer, Capture) for answer in got.values()), got
    assert sorted(world.paths(ascii_name)) == ["/own", "/page", "/robots.txt"]
