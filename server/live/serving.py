"""A server that ends live connections when it is told to stop.

uvicorn waits for all answers to end before it stops, and an event stream never ends.
"""

import socket
from collections.abc import Awaitable, Callable

import uvicorn


class LiveServer(uvicorn.Server):
    """uvicorn's, which calls `close` first of all when it stops."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._close = close

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End live connections, then wait for the rest."""
        await self._close()
        await super().shutdown(sockets)
