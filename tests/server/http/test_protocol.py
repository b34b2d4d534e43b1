"""HTTP/1.1 spoken by clients that mean no good, or leave, or are slow."""

import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from server.http.protocol import MOST, PIECE, PIECES

Serve = Callable[..., Any]
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
QUESTION = b'{"query": "{ __typename }"}'


class Client:
    def __init__(self, serving: Any) -> None:
        host, _, port = serving.host.partition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=10)

    def say(self, data: bytes) -> None:
        self.socket.sendall(data)

    def hear(self) -> bytes:
        """All that comes until the server closes its side."""
        heard = b""
        while part := self.socket.recv(65_536):
            heard += part
        return heard

    def leave(self) -> None:
        self.socket.close()


@pytest.fixture
def calling() -> Iterator[Callable[[Any], Client]]:
    clients: list[Client] = []

    def call(serving: Any) -> Client:
        clients.append(Client(serving))
        return clients[-1]

    yield call
    for one in clients:
        one.leave()


def status(answer: bytes) -> int:
    return int(answer[9:12])


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        (GET, b"X-A: " + b"a" * 500 + b"\r\n"),
        (GET + b"X-A: ", b"a" * 500),
        (GET + b"X", b"a" * 500),
        (b"GET /", b"a" * 500),
        (b"", b"\r\n" * 250),
        (CHUNKED + b"1\r\n{\r\n0\r\n", b"X-A: " + b"a" * 500 + b"\r\n"),
        (CHUNKED + b"1\r\n{\r\n0\r\nX-A: ", b"a" * 500),
        (CHUNKED + b"1;", b"a" * 500),
    ],
    ids=["headers", "value", "name", "address", "blank", "trailers", "trailer", "chunk extension"],
)
def test_what_comes_without_end_is_refused_while_it_comes(
    serve: Serve, calling: Callable[[Any], Client], begin: bytes, more: bytes
) -> None:
    client = calling(serve())
    client.say(begin + more * ((MOST + 2 * PIECE) // len(more) + 1))
    answer = client.hear()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status(answer) == 431
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["detail"] == f"a head of at most {MOST:,} bytes expected, more found"


def test_a_body_in_very_many_chunks_is_refused(
    serve: Serve, calling: Callable[[Any], Client]
) -> None:
    client = calling(serve())
    client.say(CHUNKED + b"1\r\n \r\n" * (PIECES + PIECE))
    assert status(client.hear()) == 413


def test_trailers_are_read_and_dropped(serve: Serve, calling: Callable[[Any], Client]) -> None:
    client = calling(serve())
    chunk = b"%x\r\n%b\r\n0\r\n" % (len(QUESTION), QUESTION)
    client.say(CHUNKED + chunk + b"X-A: 1\r\n\r\n" + GET + b"Connection: close\r\n\r\n")
    answers = client.hear()
    assert b'{"data":{"__typename":"Query"}' in answers
    assert answers.endswith(b"ok\n")


def test_many_requests_sent_at_once_are_answered_one_after_the_other(
    serve: Serve, calling: Callable[[Any], Client]
) -> None:
    client = calling(serve())
    client.say((GET + b"\r\n") * 2_000 + GET + b"Connection: close\r\n\r\n")
    assert client.hear().count(b"HTTP/1.1 200 OK") == 2_001


def test_what_is_no_http_is_refused(serve: Serve, calling: Callable[[Any], Client]) -> None:
    client = calling(serve())
    client.say(b"\x16\x03\x01 hello\r\n\r\n")
    assert status(client.hear()) == 400


@pytest.mark.parametrize("part", [b"GET /heal", POST + b"Content-Length: 9\r\n\r\n{"])
def test_half_a_request_is_given_up_on(
    serve: Serve, calling: Callable[[Any], Client], part: bytes
) -> None:
    client = calling(serve(live_patience=0.2))
    client.say(part)
    assert status(client.hear()) == 408


def test_a_byte_now_and_then_makes_no_request(
    serve: Serve, calling: Callable[[Any], Client]
) -> None:
    client = calling(serve(live_patience=0.3))
    for byte in GET + b"\r\n":
        client.say(bytes([byte]))
        time.sleep(0.03)
    assert status(client.hear()) == 408


def test_idle_connections_are_closed(serve: Serve, calling: Callable[[Any], Client]) -> None:
    serving = serve(live_patience=0.2)
    silent, done = calling(serving), calling(serving)
    done.say(GET + b"\r\n")
    assert done.hear().endswith(b"ok\n")
    assert silent.hear() == b""


def test_an_answer_that_is_not_taken_is_cut_off(
    serve: Serve, calling: Callable[[Any], Client]
) -> None:
    serving = serve(live_patience=0.2)
    client = calling(serving)
    client.socket.setblocking(False)
    request = b"GET /schema.graphql HTTP/1.1\r\nHost: x\r\n\r\n"
    try:
        while True:
            client.socket.send(request)
    except OSError:  # no more room, or cut off already
        pass
    client.socket.settimeout(10)
    deadline = time.monotonic() + 10
    while serving.server.server_state.connections and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not serving.server.server_state.connections


def test_clients_that_leave_leave_nothing_in_the_log(
    serve: Serve, calling: Callable[[Any], Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    serving = serve()
    for sent in (
        POST + b"Content-Length: 100\r\n\r\n{",
        CHUNKED + b"1\r\n{\r\n",
        POST + b"Content-Length: 27\r\n\r\n" + QUESTION,
        POST.replace(b"/graphql", b"/graphql/stream") + b"Content-Length: 100\r\n\r\n{",
        GET + b"\r\n" + GET,
    ):
        for _ in range(20):
            client = calling(serving)
            client.say(sent)
            client.leave()
    last = calling(serving)
    last.say(GET + b"Connection: close\r\n\r\n")
    assert status(last.hear()) == 200
    assert caplog.records == []
