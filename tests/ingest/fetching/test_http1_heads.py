"""Lines that break the grammar are mended or dropped; what is no HTTP at all stays as it is."""

from typing import Any

import h11
import pytest

from benchmarks.world import Reply, World
from ingest.fetching.http1 import MOST_HEAD, repaired_head
from ingest.page import Capture

OK = b"HTTP/1.1 200 OK\r\n"
ODD = {
    "blank before the colon": (b"Content-Type : text/html", {b"content-type": b"text/html"}),
    "tab before the colon": (b"Content-Type\t: text/html", {b"content-type": b"text/html"}),
    "no blank behind it": (b"Content-Type:text/html", {b"content-type": b"text/html"}),
    "blank in a name": (b"X Powered By: php\r\nA: 1", {b"a": b"1"}),
    "no name": (b": php\r\nA: 1", {b"a": b"1"}),
    "no colon": (b"php 5\r\nA: 1", {b"a": b"1"}),
    "letters beyond ASCII in a name": ("Clé: x\r\nA: 1".encode(), {b"a": b"1"}),
    "letters beyond ASCII in a value": ("A: é".encode(), {b"a": "é".encode()}),
    "brackets in a name": (b"<br />Warning: x\r\nA: 1", {b"a": b"1"}),
    "NUL in a value": (b"A: 1\x002", {b"a": b"1 2"}),
    "NUL in a name": (b"A\0: 1\r\nB: 2", {b"a": b"1", b"b": b"2"}),
    "CR in a value": (b"A: 1\r2", {b"a": b"1 2"}),
    "form feed in a value": (b"A: 1\x0c2\x0b3", {b"a": b"1 2 3"}),
    "control characters in a value": (b"A: 1\x012\x7f", {b"a": b"1\x012\x7f"}),
    "a folded line": (b"A: 1\r\n  2\r\n\t3\r\nB: 4", {b"a": b"1 2 3", b"b": b"4"}),
    "a fold at the beginning": (b"  2\r\nA: 1", {b"a": b"1"}),
    "a folded line without a name": (b"php\r\n  2: 3\r\nA: 1", {b"a": b"1"}),
    "an empty value": (b"A:\r\nB: 1", {b"a": b"", b"b": b"1"}),
    "line ends without CR": (b"A: 1\nB: 2", {b"a": b"1", b"b": b"2"}),
    "two Transfer-Encodings": (
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        {b"transfer-encoding": b"chunked"},
    ),
    "chunked twice": (b"Transfer-Encoding: chunked, Chunked", {b"transfer-encoding": b"chunked"}),
    "no Transfer-Encoding": (b"Transfer-Encoding: identity\r\nA: 1", {b"a": b"1"}),
    "a length beside chunks": (
        b"Content-Length: x\r\nTransfer-Encoding: chunked",
        {b"transfer-encoding": b"chunked"},
    ),
    "the same length twice": (
        b"Content-Length: 5\r\nContent-Length : 5",
        {b"content-length": b"5"},
    ),
}


def read_by_h11(head: bytes) -> h11.Response:
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "a.test")]))
    connection.receive_data(head)
    event = connection.next_event()
    assert isinstance(event, h11.Response)
    return event


@pytest.mark.parametrize(("lines", "fields"), ODD.values(), ids=ODD)
def test_a_line_that_breaks_the_grammar_is_mended_or_dropped(
    lines: bytes, fields: dict[bytes, bytes]
) -> None:
    assert dict(read_by_h11(repaired_head(OK + lines + b"\r\n\r\n")).headers) == fields


@pytest.mark.parametrize(
    ("line", "version"),
    [
        (b"HTTP/1.1 200", b"1.1"),
        (b"HTTP/1.1 200 ", b"1.1"),
        (b"HTTP/1.1  200  OK", b"1.1"),
        (b"HTTP/1.1 200 \0\x0c\xe9", b"1.1"),
        (b"http/1.1 200 OK", b"1.1"),
        (b"HTTP/1.0 200 OK", b"1.0"),
        (b"HTTP/1 200 OK", b"1.0"),
        (b"HTTP/2 200 OK", b"2.0"),
        (b"HTTP/1.1\t200\tOK", b"1.1"),
    ],
)
def test_a_status_line_needs_a_version_and_a_status(line: bytes, version: bytes) -> None:
    response = read_by_h11(repaired_head(line + b"\r\nA: 1\r\n\r\n"))
    assert (response.status_code, response.http_version) == (200, version)
    assert list(response.headers) == [(b"a", b"1")]


@pytest.mark.parametrize(
    "head",
    [
        b"220 mail.example.org ESMTP\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"<html>\r\n\r\n",
    ],
)
def test_what_does_not_begin_as_http_is_left_as_it_is(head: bytes) -> None:
    assert repaired_head(head) == head


@pytest.mark.parametrize(
    "lines",
    [
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: five",
        b"Content-Length: -5",
        b"Transfer-Encoding: gzip, chunked",
    ],
)
def test_how_long_a_body_is_is_never_guessed(lines: bytes) -> None:
    with pytest.raises(h11.RemoteProtocolError):
        read_by_h11(repaired_head(OK + lines + b"\r\n\r\n"))


@pytest.mark.parametrize(
    "line", [b" \r\n", b"a\r\n", b"a:\r\n", b":\r\n", b"\0\r", b"a: 1\r\n x\r\n"]
)
def test_as_many_lines_as_a_head_holds_are_mended_without_delay(line: bytes) -> None:
    count = MOST_HEAD // len(line)
    read_by_h11(repaired_head(OK + line * count + b"\r\n\r\n"))


@pytest.mark.anyio
@pytest.mark.parametrize("lines", [lines for lines, _ in ODD.values()], ids=ODD)
async def test_a_page_with_odd_lines_is_had(world: World, answers: Any, lines: bytes) -> None:
    chunked = b"chunked" in lines.lower()
    body = b"5\r\n<p>Pa\r\n0\r\n\r\n" if chunked else b"<p>Pa"
    world.script("a.test", "/page", Reply(raw=OK + lines + b"\r\n\r\n" + body))
    (answer,) = (await answers(["http://a.test/page"])).values()
    assert isinstance(answer, Capture), answer
    assert answer.body == b"<p>Pa"
