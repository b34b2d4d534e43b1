"""Answers come whole or not at all, in whatever pieces; leftovers are no part of the next one."""

from typing import Any

import pytest

from benchmarks.world import Reply, World
from ingest.fetching.http1 import MOST_HEAD, IncomingResponse
from ingest.fetching.results import PageRequest
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page")
HEAD = b"HTTP/1.1 200\r\nContent-Length: 5"
TWO_HEADS = (
    b"\r\n\nHTTP/1.1 103 Early\r\nLink : x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<p>Pa"
)
URLS = ["http://a.test/1", "http://a.test/2"]


def taken(data: bytes, size: int) -> tuple[bytes, IncomingResponse]:
    answer, made = IncomingResponse(), b""
    for start in range(0, len(data), size):
        made += answer.take(data[start : start + size])
    return made, answer


@pytest.mark.parametrize("size", [1, 2, 7, 1_000])
def test_heads_are_mended_whatever_pieces_they_come_in(size: int) -> None:
    made, answer = taken(TWO_HEADS, size)
    assert made == b"HTTP/1.1 103\r\nLink: x\r\n\r\n" + HEAD + b"\r\n\r\n<p>Pa"
    assert answer.is_complete


@pytest.mark.parametrize("size", [1, 7, 1_000])
@pytest.mark.parametrize(
    ("body", "fields", "over"),
    [
        (b"<p>Pa", b"Content-Length: 5", True),
        (b"<p>P", b"Content-Length: 5", False),
        (b"<p>Pages", b"Content-Length: 5", False),
        (b"5\r\n<p>Pa\r\n0\r\n\r\n", b"Transfer-Encoding: chunked", True),
        (b"5\r\n<p>Pa\r\n0\r\n\r\n\r\n", b"Transfer-Encoding: chunked", False),
        (b"5\r\n<p>Pa\r\n", b"Transfer-Encoding: chunked", False),
        (b"<p>Pa", b"A: 1", False),
    ],
)
def test_only_a_connection_that_is_as_new_is_used_again(
    body: bytes, fields: bytes, over: bool, size: int
) -> None:
    made, answer = taken(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n\r\n" + body, size)
    assert answer.is_complete is over
    assert made.partition(b"\r\n\r\n")[2] == (body[:5] if b"Length" in fields else body)


def test_a_head_without_end_is_passed_on_where_it_is_too_long() -> None:
    answer = IncomingResponse()
    line = b"A: " + b"1" * 1_000 + b"\r\n"
    assert answer.take(b"HTTP/1.1 200 OK\r\n") == b""
    passed = sum(len(answer.take(line)) for _ in range(2 * MOST_HEAD // len(line)))
    assert passed > MOST_HEAD


@pytest.mark.anyio
@pytest.mark.parametrize("endless", [b"A: 1\r\n" * 30_000, b"A: " + b"1" * 200_000, b"x" * 200_000])
async def test_a_host_whose_head_never_ends_is_not_listened_to(
    world: World, answers: Any, endless: bytes
) -> None:
    world.script("a.test", "/1", Reply(raw=b"HTTP/1.1 200 OK\r\n" + endless))
    world.script("a.test", "/2", PAGE)
    got = await answers(URLS)
    assert got[URLS[0]].code == "bad-response"
    assert isinstance(got[URLS[1]], Capture)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "first",
    [
        Reply(body=b"<p>Page, and more", headers=(("Content-Length", "7"),)),
        Reply(body=b"<p>Page\r\n", headers=(("Content-Length", "7"),)),
        Reply(status=404, body=b"HTTP/1.1 200 OK\r\n\r\n<p>No", headers=(("Content-Length", "0"),)),
    ],
)
async def test_what_comes_behind_a_body_is_not_the_next_page(
    world: World, answers: Any, first: Reply
) -> None:
    world.script("a.test", "/1", first)
    world.script("a.test", "/2", PAGE)
    got = await answers(URLS)
    assert getattr(got[URLS[0]], "body", b"<p>Page") == b"<p>Page"
    assert got[URLS[1]].body == b"<p>Page"
    assert world.log[-1].connection != world.log[1].connection


@pytest.mark.anyio
@pytest.mark.parametrize("status", [204, 304])
async def test_a_body_where_none_may_be_is_not_the_next_page(
    world: World, answers: Any, status: int
) -> None:
    world.script("a.test", "/1", Reply(status=status, body=b"<p>none"))
    world.script("a.test", "/2", PAGE)
    got = await answers([PageRequest(url=URLS[0], etag='"1"'), URLS[1]])
    assert isinstance(got[URLS[1]], Capture)
    assert got[URLS[1]].body == b"<p>Page"


CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Pa\r\n"
LONG = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Le", "reset"),
        (b"HTTP/1.1 200 OK\r\n", "reset"),
        (LONG, "truncated"),
        (LONG + b"<p>Page", "truncated"),
        (CHUNK, "truncated"),
        (CHUNK + b"6\r\n<p>", "truncated"),
        (CHUNK + b"0\r\n", "truncated"),
    ],
)
async def test_half_an_answer_is_asked_for_again(
    world: World, answers: Any, raw: bytes, code: str
) -> None:
    world.script("a.test", "/1", Reply(raw=raw))
    world.script("a.test", "/2", [Reply(raw=raw), PAGE])
    got = await answers(URLS)
    assert got[URLS[0]].code == code
    assert isinstance(got[URLS[1]], Capture)
