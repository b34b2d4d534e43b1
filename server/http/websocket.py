"""WebSockets within bounds; what a client does wrong is told to the client, and not to the log."""

import asyncio
import logging
from asyncio.transports import BaseTransport
from typing import Any, Final, cast

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import CloseCode, Frame

from server.http.connections import Connections

FRAMES: Final = 1_000
"""Frames of one message; a client that cuts its messages makes frames of some kilobytes."""
_log = logging.getLogger("iscm.websocket")
"""Not the server's, which tells whole addresses, with what is asked for in them."""


class WebSocketProtocol(WebSocketsSansIOProtocol):
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
        self.logger = self.conn.logger = _log
        self.conn.debug = False

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the place that the request for it had."""
        super().connection_made(transport)
        self._hall.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Free it."""
        self._hall.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a handshake beyond the library's bounds is refused as the library says."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.transport.is_closing():
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def handle_cont(self, event: Frame) -> None:
        """Add a part of a message."""
        if len(self.frames) < FRAMES:
            super().handle_cont(event)
        else:
            self._fail(CloseCode.POLICY_VIOLATION)

    def send_receive_event_to_app(self) -> None:
        """Hand a message on; text is UTF-8 (RFC 6455, 8.1)."""
        if self.curr_msg_data_type == "text" and not _is_text(b"".join(self.frames)):
            self._fail(CloseCode.INVALID_DATA)
        else:
            super().send_receive_event_to_app()

    def pause_writing(self) -> None:
        """Who takes nothing is not listened to: each ping of theirs would be answered."""
        super().pause_writing()
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        """Listen again."""
        super().resume_writing()
        if not self.read_paused:
            self.transport.resume_reading()

    async def run_asgi(self) -> None:
        """After the conversation the client has a while to close its side."""
        try:
            await super().run_asgi()
        finally:
            if not self.disconnected:
                self._hall.wait(self)

    def give_up(self) -> None:
        """The goodbye was not taken."""
        self.transport.abort()

    def make_room(self) -> None:
        """End at once."""
        self.transport.abort()

    def _fail(self, code: CloseCode) -> None:
        self.frames = []
        if not self.close_sent:
            self.conn.send_close(code)
            self.handle_parser_exception()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
