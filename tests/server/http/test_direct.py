"""Answers that are written as soon as the question is whole: the same as by way of ASGI."""

import gzip
import json
import socket
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import zstandard

from server.app import utc_now

Serve = Callable[..., Any]
NAMES = "{ processes(first: 2) { totalCount nodes { slug name } } }"
ONE = "query One($slug: String!) { process(slug: $slug) { slug name } }"
AGE = "{ snapshot { age version } }"
WRONG = '{ process(slug: "no such one") { no } }'
BROKEN = "{ processes(first: -1) { totalCount } }"
PAGED = '{ processes(first: 1, after: "nowhere") { totalCount } }'
LONG = '{ __type(name: "Process") { fields { name description } } }'
TIMES = 5
"""Made by the layers, by a plan that is walked, by one that is compiled, and from memory."""
NOT_COMPARED = {"date"}


def body_of(query: str, **variables: Any) -> bytes:
    return json.dumps({"query": query, "variables": variables}).encode()


def post(body: bytes, *lines: str, address: str = "/graphql") -> bytes:
    head = "".join(f"{line}\r\n" for line in ("Content-Type: application/json", *lines))
    return (
        f"POST {address} HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def get(query: str, *lines: str, more: str = "") -> bytes:
    head = "".join(f"{line}\r\n" for line in lines)
    return f"GET /graphql?query={quote(query)}{more} HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode()


class Caller:
    """A client that says bytes and hears answers, one after the other."""

    def __init__(self, host: str) -> None:
        name, _, port = host.partition(":")
        self.socket = socket.create_connection((name, int(port)), timeout=10)
        self.heard = self.socket.makefile("rb")

    def say(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        status = int(self.heard.readline().split()[1])
        headers: dict[str, str] = {}
        while line := self.heard.readline().decode().strip():
            name, _, value = line.partition(": ")
            assert name not in headers, "said once"
            headers[name] = value
        length = 0 if status == 304 else int(headers["content-length"])
        return status, headers, self.heard.read(length)

    def leave(self) -> None:
        self.heard.close()
        self.socket.close()


@pytest.fixture
def calling() -> Iterator[Callable[[Any], Caller]]:
    callers: list[Caller] = []

    def call(serving: Any) -> Caller:
        callers.append(Caller(serving.host))
        return callers[-1]

    yield call
    for one in callers:
        one.leave()


ASKED = {
    "post": post(body_of(NAMES)),
    "with a variable": post(body_of(ONE, slug="hld")),
    "in French": post(body_of(NAMES), "Accept-Language: fr"),
    "in the language of the address": post(body_of(NAMES), address="/graphql?language=es"),
    "as GraphQL": post(body_of(NAMES), "Accept: application/graphql-response+json"),
    "packed": post(body_of(LONG), "Accept-Encoding: gzip"),
    "too small to pack": post(body_of(AGE), "Accept-Encoding: gzip"),
    "of the moment": post(body_of(AGE)),
    "wrong": post(body_of(WRONG)),
    "an error": post(body_of(BROKEN)),
    "nowhere": post(body_of(PAGED)),
    "no JSON": post(b"{"),
    "variables missing": post(body_of(ONE)),
    "get": get(NAMES),
    "get in French": get(NAMES, more="&language=fr"),
    "get twice the same": get(NAMES, more="&query=x"),
    "get what is known": get(NAMES, "If-None-Match: *"),
    "get with variables": get(ONE, more="&variables=" + quote('{"slug": "hld"}')),
    "get packed": get(LONG, "Accept-Encoding: zstd"),
    "a fragment": get(NAMES, more="#part"),
    "no content type": b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
    "a prefix": post(body_of(NAMES), address="/other/graphql"),
    "two lengths": post(body_of(NAMES), "Accept-Language: fr", "Accept-Language: en"),
}


@pytest.mark.parametrize("keep", [0, 10], ids=["nothing kept", "kept"])
@pytest.mark.parametrize("asked", ASKED)
def test_it_is_the_answer_of_the_layers(
    serve: Serve, calling: Callable[[Any], Caller], asked: str, keep: int
) -> None:
    # Counting requests keeps everything behind the layers.
    direct, behind = calling(serve(keep=keep)), calling(serve(keep=0, rate="100000/1s"))
    behind.say(ASKED[asked])
    status, headers, body = behind.answer()
    expected = {k: v for k, v in headers.items() if not k.startswith("ratelimit")}
    for _ in range(TIMES):
        direct.say(ASKED[asked])
        got = direct.answer()
        assert got[0] == status
        assert _compared(got[1]) == _compared(expected)
        assert unpacked(*got[1:]) == unpacked(headers, body)


def unpacked(headers: dict[str, str], body: bytes) -> bytes:
    coding = headers.get("content-encoding")
    if coding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(body)
    return gzip.decompress(body) if coding == "gzip" else body


def _compared(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in NOT_COMPARED}


@pytest.mark.parametrize("keep", [0, 10], ids=["nothing kept", "kept"])
@pytest.mark.parametrize("asked", ["post", "with a variable", "in French", "get", "get in French"])
def test_what_was_asked_before_needs_no_application(
    serve: Serve, calling: Callable[[Any], Caller], asked: str, keep: int
) -> None:
    serving = serve(keep=keep)
    caller = calling(serving)
    for _ in range(TIMES):
        caller.say(ASKED[asked])
        assert caller.answer()[0] == 200
    before = len(serving.by_asgi)
    for _ in range(TIMES):
        caller.say(ASKED[asked])
        assert caller.answer()[0] == 200
    assert len(serving.by_asgi) == before <= TIMES


def test_a_question_may_come_byte_by_byte(serve: Serve, calling: Callable[[Any], Caller]) -> None:
    caller = calling(serve())
    for _ in range(3):
        for byte in post(body_of(NAMES)):
            caller.say(bytes([byte]))
        assert b'"data"' in caller.answer()[2]


@pytest.mark.parametrize("keep", [0, 10])
def test_questions_sent_at_once_are_answered_in_their_order(
    serve: Serve, calling: Callable[[Any], Caller], keep: int
) -> None:
    caller = calling(serve(keep=keep))
    slow = post(body_of(BROKEN))
    for _ in range(3):
        caller.say(post(body_of(NAMES)) + slow + get(NAMES) + post(body_of(AGE)) * 3)
        bodies = [caller.answer()[2] for _ in range(6)]
        kinds = [
            "processes" if b"nodes" in one else "age" if b'"age"' in one else "-" for one in bodies
        ]
        assert kinds == ["processes", "-", "processes", "age", "age", "age"]


@pytest.mark.parametrize(
    ("version", "line"), [("1.1", "Connection: close"), ("1.0", "Accept: */*")]
)
def test_who_wants_one_answer_gets_one(
    serve: Serve, calling: Callable[[Any], Caller], version: str, line: str
) -> None:
    serving = serve()
    for _ in range(TIMES):
        caller = calling(serving)
        caller.say(post(body_of(NAMES), line).replace(b"HTTP/1.1", f"HTTP/{version}".encode()))
        status, headers, _ = caller.answer()
        assert (status, headers["connection"]) == (200, "close")
        assert caller.heard.read() == b""


def test_a_question_that_is_on_its_way_when_the_server_stops_is_answered(
    serve: Serve, calling: Callable[[Any], Caller]
) -> None:
    serving = serve()
    caller = calling(serving)
    asked = post(body_of(NAMES))
    caller.say(asked[:-10])
    time.sleep(0.1)
    serving.stop()
    time.sleep(1)
    caller.say(asked[-10:])
    status, headers, body = caller.answer()
    assert (status, headers["connection"]) == (200, "close")
    assert b'"nodes"' in body


def test_what_is_published_is_answered_from(
    serve: Serve, calling: Callable[[Any], Caller], publish: Callable[..., Any]
) -> None:
    serving = serve(keep=0)
    caller = calling(serving)
    versions = set()
    for _ in range(2):
        publish(f"p{len(versions)}")
        for _ in range(200):
            caller.say(post(body_of("{ snapshot { version } }")))
            _, headers, body = caller.answer()
            assert json.loads(body)["extensions"]["version"] == int(headers["x-iscm-version"])
            versions.add(headers["x-iscm-version"])
    assert len(versions) > 1


def test_what_nobody_foresaw_is_an_error_of_ours(
    serve: Serve, calling: Callable[[Any], Caller]
) -> None:
    broken = False

    def now() -> datetime:
        if broken:
            raise ZeroDivisionError
        return utc_now()

    caller = calling(serve(now, keep=0))
    for _ in range(TIMES):
        caller.say(post(body_of(NAMES)))
        assert caller.answer()[0] == 200
    broken = True
    caller.say(post(body_of(NAMES)))
    status, headers, body = caller.answer()
    assert (status, headers["content-type"]) == (500, "application/problem+json")
    assert json.loads(body)["errorId"]


def test_more_header_than_any_client_sends_is_refused(
    serve: Serve, calling: Callable[[Any], Caller]
) -> None:
    caller = calling(serve())
    for _ in range(3):
        caller.say(post(body_of(NAMES)))
        assert caller.answer()[0] == 200
    caller.say(post(body_of(NAMES), "Cookie: " + "c" * 40_000))
    assert caller.answer()[0] == 431


def test_it_is_counted(serve: Serve, calling: Callable[[Any], Caller]) -> None:
    serving = serve()
    caller = calling(serving)
    for _ in range(TIMES):
        caller.say(post(body_of(NAMES)))
        caller.answer()
    metrics = httpx.get(serving.http + "/metrics").text
    assert 'iscm_answers_total{source="memory"} 4.0' in metrics
