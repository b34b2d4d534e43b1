"""Validators go to the address that they came from, and to no other; 304 is believed about them."""

from typing import Any

import pytest

from benchmarks.world import Reply, Seen, World
from ingest.fetching.exchange import valid_field_value
from ingest.fetching.redirects import LONGEST_VALIDATOR
from ingest.fetching.results import Failed, NotModified, PageRequest
from ingest.page import Capture

OLD, NEW = "Tue, 01 Sep 2026 00:00:00 GMT", "Thu, 01 Oct 2026 00:00:00 GMT"
PAGE = Reply(body=b"<p>Page", etag='"1"', last_modified=OLD)
URL, OTHER = "http://a.test/page", "http://a.test/new"


def to(location: str, status: int = 301) -> Reply:
    return Reply(status=status, headers=(("Location", location),))


def refusing(status: int) -> Any:
    """A host that has the page for whoever asks without conditions."""

    def answer(seen: Seen) -> Reply:
        conditional = {"if-none-match", "if-modified-since"} & seen.headers.keys()
        return Reply(status=status, body=b"no") if conditional else PAGE

    return answer


def conditions(world: World, path: str) -> list[str | None]:
    return [seen.headers.get("if-none-match") for seen in world.log if seen.path == path]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_page_that_has_moved_is_fetched_whole(
    world: World, answers: Any, status: int
) -> None:
    world.script("a.test", "/page", to("/new", status))
    world.script("a.test", "/new", Reply(body=b"<p>New", etag='"1"', last_modified=OLD))
    answer = (await answers([PageRequest(url=URL, etag='"1"', last_modified=OLD)]))[URL]
    assert isinstance(answer, Capture)
    assert answer.body == b"<p>New"
    assert conditions(world, "/page") == ['"1"']
    assert conditions(world, "/new") == [None]


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["a.test", "b.test"])
async def test_validators_are_sent_to_where_redirects_had_led(
    world: World, answers: Any, host: str
) -> None:
    there = f"http://{host}/new"
    world.script("a.test", "/page", to(there))
    world.script(host, "/new", PAGE)
    answer = (await answers([PageRequest(url=URL, etag='"1"', validators_of=there)]))[URL]
    assert isinstance(answer, NotModified)
    assert conditions(world, "/page") == [None]


@pytest.mark.anyio
async def test_a_page_that_redirects_no_more_is_fetched_whole(world: World, answers: Any) -> None:
    world.script("a.test", "/page", PAGE)
    answer = (await answers([PageRequest(url=URL, etag='"1"', validators_of=OTHER)]))[URL]
    assert isinstance(answer, Capture)


@pytest.mark.anyio
async def test_a_page_that_redirects_elsewhere_now_is_fetched_whole(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", to("/third"))
    world.script("a.test", "/third", PAGE)
    answer = (await answers([PageRequest(url=URL, etag='"1"', validators_of=OTHER)]))[URL]
    assert isinstance(answer, Capture)
    assert answer.final_url == "http://a.test/third"


@pytest.mark.anyio
async def test_a_304_behind_a_redirect_to_which_nothing_was_sent_is_not_believed(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", to("/new"))
    world.script("a.test", "/new", Reply(status=304))
    answer = (await answers([PageRequest(url=URL, etag='"1"')]))[URL]
    assert isinstance(answer, Failed)
    assert answer.code == "unexpected-304"


@pytest.mark.anyio
async def test_a_304_about_another_version_is_not_believed(world: World, answers: Any) -> None:
    world.script("a.test", "/page", [Reply(status=304, headers=(("ETag", '"2"'),)), PAGE])
    answer = (await answers([PageRequest(url=URL, etag='"1"', last_modified=OLD)]))[URL]
    assert isinstance(answer, Capture)
    assert conditions(world, "/page") == ['"1"', None]


@pytest.mark.anyio
@pytest.mark.parametrize("known", ['"1"', 'W/"1"'])
@pytest.mark.parametrize("told", ['"1"', 'W/"1"', None])
async def test_a_304_may_name_the_version_strongly_or_weakly_or_not_at_all(
    world: World, answers: Any, known: str, told: str | None
) -> None:
    fields = (("Last-Modified", NEW), *((("ETag", told),) if told else ()))
    world.script("a.test", "/page", Reply(status=304, headers=fields))
    answer = (await answers([PageRequest(url=URL, etag=known, last_modified=OLD)]))[URL]
    assert isinstance(answer, NotModified)
    assert (answer.etag, answer.last_modified) == (told or known, NEW)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [400, 412, 413, 431, 494, 500])
async def test_a_page_that_refuses_validators_is_asked_without(
    world: World, answers: Any, status: int
) -> None:
    world.script("a.test", "/page", refusing(status))
    asked = PageRequest(url=URL, etag='"1"', last_modified=OLD)
    answer = (await answers([asked], attempts=1))[URL]
    assert isinstance(answer, Capture)
    assert conditions(world, "/page") == ['"1"', None]


@pytest.mark.anyio
async def test_a_page_that_is_refused_without_validators_too_has_failed(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", Reply(status=400, body=b"no"))
    answer = (await answers([PageRequest(url=URL, etag='"1"')]))[URL]
    assert (answer.code, answer.status) == ("http-status", 400)
    assert conditions(world, "/page") == ['"1"', None]


@pytest.mark.anyio
@pytest.mark.parametrize(
    "value", ['"é"', '"\u044f"', '"\x01"', '"\x7f"', "", f'"{"a" * 9_000}"'], ids=ascii
)
async def test_a_validator_that_no_field_can_hold_is_neither_kept_nor_sent(
    world: World, answers: Any, value: str
) -> None:
    world.script("a.test", "/page", Reply(body=b"<p>Page", headers=(("ETag", value),)))
    first = (await answers([URL]))[URL]
    assert isinstance(first, Capture)
    assert first.etag is None
    again = (await answers([PageRequest(url=URL, etag=value, last_modified=value)]))[URL]
    assert isinstance(again, Capture)
    assert conditions(world, "/page") == [None, None]


def test_what_may_be_sent_is_visible_ascii_of_a_bounded_length() -> None:
    for value in ('"1"', 'W/"1-gzip"', "abc", "a b", OLD, "a" * LONGEST_VALIDATOR):
        assert valid_field_value(value, LONGEST_VALIDATOR) == value
    for value in (None, "", " a", "a ", "a\tb", "a\nb", "a\0", "à", "a" * 1_001):
        assert valid_field_value(value, LONGEST_VALIDATOR) is None
