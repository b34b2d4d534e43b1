"""A client that speaks graphql-transport-ws, and knows nothing of GraphQL."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import anyio
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PROTOCOL = "graphql-transport-ws"


class Client:
    """Says and hears JSON; answers pings by itself, as every client does."""

    def __init__(self, socket: ClientConnection, pongs: bool = True) -> None:
        self.socket = socket
        self.pongs = pongs

    async def say(self, type: str, **more: object) -> None:
        await self.socket.send(json.dumps({"type": type, **more}))

    async def hear(self) -> dict[str, Any]:
        with anyio.fail_after(10):
            while True:
                heard = json.loads(await self.socket.recv())
                if heard != {"type": "ping"}:
                    return heard
                if self.pongs:
                    await self.say("pong")

    async def subscribe(self, query: str, id: str = "a", **more: object) -> None:
        await self.say("subscribe", id=id, payload={"query": query, **more})

    async def ended(self) -> tuple[int, str]:
        """The code and reason with which the server hangs up, whatever it says before."""
        with anyio.fail_after(10), suppress(ConnectionClosed):
            while True:
                await self.socket.recv()
        code, reason = self.socket.close_code, self.socket.close_reason
        assert code is not None
        return code, reason or ""


@asynccontextmanager
async def _calling(
    address: str, begin: bool = True, pongs: bool = True, **options: Any
) -> AsyncIterator[Client]:
    chosen = {"subprotocols": [PROTOCOL], "proxy": None, **options}
    async with connect(address, **chosen) as socket:
        client = Client(socket, pongs)
        if begin:
            await client.say("connection_init")
            assert await client.hear() == {"type": "connection_ack"}
        yield client


@pytest.fixture
def calling() -> Callable[..., AbstractAsyncContextManager[Client]]:
    """Calls a server at its address, and begins unless that is not wanted."""
    return _calling
