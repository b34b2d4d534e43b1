"""HTTP/1.1 within bounds: how long a head may be, and how long a request may take to come.

The parser has no bounds of its own, so bytes are counted while they come in, and not when the
request is whole.
"""

import asyncio
from http import HTTPStatus
from typing import Any, Final, cast

import httptools
import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

from server.http.connections import Connections
from server.http.lines import lines_of
from server.http.wire import Wire

MOST: Final = 131_072
"""Bytes that come in one after the other and belong to no body: those of an address and a head,
of the framing of chunks, or of trailers. What is behind this layer refuses less with better
words."""
PIECE: Final = 16_384
"""Bytes that are parsed at once; the requests in them wait for their turn."""
PIECES: Final = 10_000
"""Parts, or chunks, of one body: each costs as much as a hundred bytes."""
LEAST: Final = 65_536
"""Bytes of a long answer that a client must take each time that its patience would be over."""
LINGER: Final = 2.0
"""Seconds in which a client may read why it was refused, while what it still sends is dropped:
who closes at once resets the connection, and the answer with it (RFC 9112, 9.6)."""
_DETAILS: Final = {
    400: "a request of HTTP/1.1 expected, something else found",
    413: f"a body in at most {PIECES:,} chunks expected, more found",
    408: "a whole request expected in time, a part of one found",
    431: f"a head of at most {MOST:,} bytes expected, more found",
}


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's, for one connection of `Connections`."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._hall = cast("Connections", server_state)
        self._rest = b""
        """What came in and is not parsed yet."""
        self._outside = 0
        """Bytes since the message began, or since its body last grew."""
        self._pieces = 0
        """Parts in which the body came."""
        self._in_head = self._leaving = False
        self._untaken = 0
        """Bytes of answers that the client had not taken when it began to be waited for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place."""
        super().connection_made(cast("asyncio.Transport", Wire(transport)))
        if self._hall.enter(self):
            self._wait()
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Free the place."""
        self._leaving = True
        self._hall.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless requests that came before must be answered first."""
        if not self._leaving:
            self._unset_keepalive_if_required()
            if self._rest or len(data) > PIECE:
                self._rest += data
                self._read()
            elif self.pipeline:
                self._rest = data
                self.flow.pause_reading()
            else:
                self._parse(data)

    def _read(self) -> None:
        while self._rest and not self.pipeline and not self._leaving:
            piece, self._rest = self._rest[:PIECE], self._rest[PIECE:]
            self._parse(piece)
        if self._rest:
            self.flow.pause_reading()

    def _parse(self, data: bytes) -> None:
        self._outside += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._rest = b""
            if self._should_upgrade():
                self.handle_websocket_upgrade()
        except httptools.HttpParserError:
            self._refuse(400)
        else:
            if self._outside > MOST or self._pieces > PIECES:
                self._refuse(431 if self._outside > MOST else 413)

    def handle_websocket_upgrade(self) -> None:
        """Hand the place over."""
        if self.url.isascii():
            self._hall.leave(self)
            super().handle_websocket_upgrade()
        else:
            self._refuse(400)

    def on_message_begin(self) -> None:
        """The next request has a time of its own."""
        super().on_message_begin()
        self._outside = self._pieces = 0
        self._in_head = True
        self._mind()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; trailers are dropped, nothing here reads them."""
        if self._in_head:
            name = name.lower()
            if name == b"expect" and value.lower() == b"100-continue":
                self.expect_100_continue = True
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._in_head = False
        super().on_headers_complete()
        if self._hall.closing and self.cycle is not None:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """What grows is bounded by whoever reads it."""
        super().on_body(body)
        self._outside = 0
        self._pieces += 1

    def on_message_complete(self) -> None:
        """The request is whole, and has all the time that its answer takes."""
        super().on_message_complete()
        self._outside = 0
        self._mind()

    def on_response_complete(self) -> None:
        """Wait for the next request; where nobody wants the rest of this one, for the end."""
        cut = self.cycle.more_body and not self.pipeline
        super().on_response_complete()
        self._mind()
        if cut and not self.transport.is_closing():
            self._leave()
        elif self.pipeline:
            self.flow.pause_reading()
        else:
            self._read()

    def pause_writing(self) -> None:
        """An answer is not taken as fast as it is made."""
        super().pause_writing()
        self._wait()

    def resume_writing(self) -> None:
        """It was taken."""
        super().resume_writing()
        self._mind()

    def shutdown(self) -> None:
        """The server stops: the answer that is under way is the last."""
        if self._is_answering():
            self.cycle.keep_alive = False
        elif self.transport.get_write_buffer_size():
            self.transport.close()
        else:
            self._leave()

    def give_up(self) -> None:
        """It waited in vain: for a request, or for its answer to be taken."""
        untaken = self.transport.get_write_buffer_size()
        if untaken and self._untaken - untaken >= LEAST:
            self._wait()
        elif self._leaving or untaken:
            self.transport.abort()
        elif self._in_head or self._is_answering():
            self._refuse(408)
        else:
            self._leave()

    def make_room(self) -> None:
        """End at once."""
        self.transport.abort()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _mind(self) -> None:
        """Wait, unless a whole request is being answered."""
        if self._is_answering() and not self.cycle.more_body and not self._in_head:
            self._hall.work(self)
        else:
            self._wait()

    def _wait(self) -> None:
        self._untaken = self.transport.get_write_buffer_size()
        self._hall.wait(self)

    def _refuse(self, status: int) -> None:
        """Say why nothing more is read; after the answer to what was whole before there is none."""
        if self._is_answering():
            self.cycle.keep_alive = False
            if not self.cycle.more_body:
                self._leaving = True
                return
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if not (self._is_answering() and self.cycle.response_started):
            self.transport.write(_refusal(status, self.server_state.default_headers))
        self._leave()

    def _leave(self) -> None:
        """Say no more, and drop what still comes until the client has closed its side."""
        self._leaving = True
        self._rest = b""
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.loop.call_later(LINGER, self.transport.abort)
        else:
            self.transport.close()


def _refusal(status: int, headers: list[tuple[bytes, bytes]]) -> bytes:
    body = msgspec.json.encode(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": _DETAILS[status],
        }
    )
    told = (
        *headers,
        (b"content-type", b"application/problem+json"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", b"*"),
        (b"connection", b"close"),
    )
    return b"%b%b\r\n%b" % (STATUS_LINE[status], lines_of(told), body)
