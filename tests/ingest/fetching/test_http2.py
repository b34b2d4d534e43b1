"""What hosts do wrong over HTTP/2 comes to the same codes as over HTTP/1.1, and is asked again."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import h2.config
import h2.connection
import h2.events
import pytest
from h2.errors import ErrorCodes
from h2.exceptions import ProtocolError

from benchmarks.world import ADDRESS, Authority
from ingest.fetching.results import Failed
from ingest.page import Capture

OK = [(":status", "200"), ("content-type", "text/html")]
Play = Callable[[h2.connection.H2Connection, int], None]
"""Answers a request for the page on a stream."""


def good(state: h2.connection.H2Connection, stream: int) -> None:
    state.send_headers(stream, OK)
    state.send_data(stream, b"<p>Page", end_stream=True)


def refused(state: h2.connection.H2Connection, stream: int) -> None:
    state.reset_stream(stream, ErrorCodes.REFUSED_STREAM)


def reset(code: int) -> Play:
    def play(state: h2.connection.H2Connection, stream: int) -> None:
        state.send_headers(stream, OK)
        state.send_data(stream, b"<p>Pa")
        state.reset_stream(stream, code)

    return play


def length(announced: int) -> Play:
    def play(state: h2.connection.H2Connection, stream: int) -> None:
        state.send_headers(stream, [*OK, ("content-length", str(announced))])
        state.send_data(stream, b"<p>Page", end_stream=True)

    return play


def goaway(code: int, last: int) -> Play:
    """The connection ends; the last stream that was seen is `last` before this one."""

    def play(state: h2.connection.H2Connection, stream: int) -> None:
        state.close_connection(code, last_stream_id=max(0, stream - last))

    return play


def goaway_first(state: h2.connection.H2Connection, stream: int) -> None:
    """The whole page, behind a GOAWAY that is about later requests only."""
    good(state, stream)
    page = state.data_to_send()
    state.close_connection(ErrorCodes.NO_ERROR, last_stream_id=stream)
    state.later = state.data_to_send() + page  # type: ignore[attr-defined]


def goaway_behind(state: h2.connection.H2Connection, stream: int) -> None:
    good(state, stream)
    state.close_connection(ErrorCodes.NO_ERROR, last_stream_id=stream)


def huge(state: h2.connection.H2Connection, stream: int) -> None:
    """More header than any page has."""
    state.send_headers(stream, [*OK, *((f"x-{number}", "x" * 1_000) for number in range(100))])
    state.send_data(stream, b"<p>Page", end_stream=True)


def wrong_status(state: h2.connection.H2Connection, stream: int) -> None:
    state.send_headers(stream, [(":status", "ok"), ("content-type", "text/html")])
    state.send_data(stream, b"<p>Page", end_stream=True)


@asynccontextmanager
async def played(
    context: ssl.SSLContext, plays: list[Play]
) -> AsyncIterator[tuple[int, list[int]]]:
    """A host that plays in turn, the last for ever; its port, and the streams that asked."""
    context.set_alpn_protocols(["h2"])
    asked: list[int] = []

    def answer(state: h2.connection.H2Connection, event: h2.events.RequestReceived) -> None:
        if dict(event.headers)[b":path"] == b"/robots.txt":
            state.send_headers(event.stream_id, [(":status", "404")], end_stream=True)
            return
        asked.append(event.stream_id)
        plays[min(len(asked), len(plays)) - 1](state, event.stream_id)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        config = h2.config.H2Configuration(client_side=False, validate_outbound_headers=False)
        state = h2.connection.H2Connection(config)
        state.initiate_connection()
        writer.write(state.data_to_send())
        with suppress(ProtocolError):  # nothing may come behind a GOAWAY
            while data := await reader.read(65_536):
                for event in state.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        answer(state, event)
                writer.write(getattr(state, "later", b"") + state.data_to_send())
        writer.close()

    server = await asyncio.start_server(serve, ADDRESS, 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1], asked
    finally:
        server.close()


@pytest.fixture
def asked(answers: Any, tmp_path: Path) -> Callable[..., Awaitable[Any]]:
    async def ask(*plays: Play, **changes: Any) -> tuple[Any, list[int]]:
        authority = Authority()
        async with played(authority.context("a.test"), list(plays)) as (port, log):
            to = {"a.test:443": f"{ADDRESS}:{port}"}
            ca_file = authority.file(tmp_path)
            url = "https://a.test/page"
            got = await answers([url], connect_to=to, ca_file=ca_file, **changes)
        return got[url], log

    return ask


NOT_SEEN = goaway(ErrorCodes.NO_ERROR, 2)
PASSING = {
    "refused": (refused, "reset"),
    "reset with an error": (reset(ErrorCodes.INTERNAL_ERROR), "reset"),
    "reset with a code of nobody's": (reset(0xABC), "reset"),
    "reset without an error": (reset(ErrorCodes.NO_ERROR), "reset"),
    "half": (length(100), "truncated"),
    "goaway before the request": (NOT_SEEN, "reset"),
    "goaway with the request": (goaway(ErrorCodes.ENHANCE_YOUR_CALM, 0), "reset"),
    "goaway before the answer": (goaway_first, "reset"),
}


@pytest.mark.anyio
@pytest.mark.parametrize("play", [play for play, _ in PASSING.values()], ids=PASSING)
async def test_what_breaks_off_once_is_asked_again(asked: Any, play: Play) -> None:
    answer, log = await asked(play, good)
    assert isinstance(answer, Capture), answer
    assert answer.body == b"<p>Page"
    assert len(log) == 2


@pytest.mark.anyio
@pytest.mark.parametrize(("play", "code"), PASSING.values(), ids=PASSING)
async def test_what_breaks_off_each_time_has_failed(asked: Any, play: Play, code: str) -> None:
    answer, log = await asked(play, attempts=3)
    assert isinstance(answer, Failed)
    assert answer.code == code, answer
    # One more where the host says that it never saw the request: httpcore sends it again at once.
    assert len(log) in ((3, 4) if play is NOT_SEEN else (3,)), answer
    assert "<" not in answer.message


@pytest.mark.anyio
async def test_a_goaway_behind_a_whole_page_costs_nothing(asked: Any) -> None:
    answer, log = await asked(goaway_behind)
    assert isinstance(answer, Capture), answer
    assert len(log) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("play", [length(3), wrong_status, huge])
async def test_what_is_no_answer_is_not_asked_again(asked: Any, play: Play) -> None:
    answer, log = await asked(play, good)
    assert isinstance(answer, Failed)
    assert answer.code == "bad-response"
    assert len(log) == 1
