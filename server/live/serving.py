"""The server: its connections have bounds, and when it is told to stop it finishes what is in.

uvicorn waits for all answers to end before it stops, and an event stream never ends.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from math import ceil
from typing import Final

import uvicorn

from server.http.connections import Connections

_TURNS: Final = 25
"""Turns of the event loop, a hundredth of a second each at least, in which comes in what was sent
just before the server was told to stop. Turns are counted because a machine that is busy has few in
a second."""
_MOST_TURNS: Final = 100
"""Of them, where new connections are waiting to be let in all the time."""
_AFTER: Final = 5
"""Seconds that work has to notice that nobody waits for it any more."""


class LiveServer(uvicorn.Server):
    """uvicorn's, which calls `close` to end live connections when it stops."""

    def __init__(
        self,
        config: uvicorn.Config,
        close: Callable[[], Awaitable[None]],
        connections: Connections,
    ) -> None:
        super().__init__(config)
        self._close = close
        self.server_state = self._connections = connections

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        self._connections.sweep()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody in, answer what was sent, and end within the time that clients have."""
        patience = self._connections.patience
        self._connections.closing = True
        cut = asyncio.get_running_loop().call_later(patience, self._cut_off)
        await self._let_in()
        for one in (*self.servers, *(sockets or ())):
            one.close()
        for _ in range(_TURNS):
            await asyncio.sleep(0.01)
        await self._close()
        self.config.timeout_graceful_shutdown = ceil(patience + _AFTER)
        await super().shutdown(sockets)
        cut.cancel()

    async def _let_in(self) -> None:
        """Those whom the system let in already: it takes a turn each, or some of them at once."""
        for _ in range(_MOST_TURNS):
            before = self._connections.entered
            await asyncio.sleep(0.01)
            await asyncio.sleep(0.01)
            if self._connections.entered == before:
                break

    def _cut_off(self) -> None:
        """The time is over: who is left is not waited for."""
        for connection in tuple(self._connections.connections):
            connection.transport.abort()
