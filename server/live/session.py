"""One WebSocket: a conversation in graphql-transport-ws, from hello to goodbye."""

from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import anyio
import msgspec
from anyio import CancelScope
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.graphql.request import Params
from server.live.answers import Ask
from server.live.errors import Hangup
from server.live.limits import Limits
from server.live.messages import (
    Complete,
    ConnectionInit,
    Message,
    Ping,
    Pong,
    Subscribe,
    read_message,
    shown,
)

_NORMAL = Hangup(1000, "")
_GONE = (WebSocketDisconnect, RuntimeError)
"""What sending raises where nobody is there any more; the second where the server closed by itself,
as uvicorn does to those who answer none of its own pings."""


class Session:
    """The server's side; all that it keeps of a client ends with `run`.

    Nothing is queued: each message waits until the last one was taken, and a client that takes
    none within the limit is hung up on.
    """

    def __init__(
        self, socket: WebSocket, ask: Ask, limits: Limits, seated: Callable[[], None]
    ) -> None:
        """The socket is accepted already; `seated` raises Hangup where there is no place."""
        self._socket = socket
        self._ask = ask
        self._limits = limits
        self._seated = seated
        self._operations: dict[str, CancelScope] = {}
        self._begun = self._heard = False
        self._end: Hangup | None = None
        self._sending = anyio.Lock()
        self._tasks = anyio.create_task_group()

    async def run(self) -> None:
        """Answer until either side hangs up."""
        async with self._tasks:
            self._tasks.start_soon(self._converse)
        await self._say_goodbye()

    def hang_up(self, why: Hangup) -> None:
        """End the conversation; the first reason counts."""
        self._end = self._end or why
        self._tasks.cancel_scope.cancel()

    async def _converse(self) -> None:
        try:
            with anyio.move_on_after(self._limits.patience):
                while not self._begun:
                    await self._take(await self._receive())
            if not self._begun:
                raise Hangup(4408, "Connection initialisation timeout")
            self._tasks.start_soon(self._keep_alive)
            while True:
                await self._take(await self._receive())
        except Hangup as why:
            self.hang_up(why)

    async def _receive(self) -> Message:
        frame = await self._socket.receive()
        if frame["type"] == "websocket.disconnect":
            raise _NORMAL
        self._heard = True
        return read_message(dict(frame))

    async def _take(self, message: Message) -> None:
        match message:
            case ConnectionInit():
                await self._begin()
            case Ping(payload=payload):
                await self._send({"type": "pong"} | ({"payload": payload} if payload else {}))
            case Pong():
                pass
            case Subscribe(id=id, payload=params):
                await self._subscribe(id, params)
            case Complete(id=id) if id in self._operations:
                self._operations.pop(id).cancel()

    async def _begin(self) -> None:
        if self._begun:
            raise Hangup(4429, "Too many initialisation requests")
        self._seated()
        await self._send({"type": "connection_ack"})
        self._begun = True

    async def _subscribe(self, id: str, params: Params) -> None:
        if not self._begun:
            raise Hangup(4401, "Unauthorized")
        if id in self._operations:
            raise Hangup(4409, f"Subscriber for {id} already exists")
        if len(self._operations) >= self._limits.operations:
            await self._send({"id": id, "type": "error", "payload": [self._too_many()]})
            return
        self._operations[id] = scope = CancelScope()
        self._tasks.start_soon(self._operate, id, params, scope)

    async def _operate(self, id: str, params: Params, scope: CancelScope) -> None:
        with scope:
            async with aclosing(self._ask(params)) as answers:
                async for answer in answers:
                    if answer.refused:
                        self._forget(id, scope)
                    await self._send(shown(id, answer))
                    if answer.refused:
                        return
            self._forget(id, scope)
            await self._send({"id": id, "type": "complete"})

    def _forget(self, id: str, scope: CancelScope) -> None:
        """Free the id, before the client is told; it may be that of another operation by now."""
        if self._operations.get(id) is scope:
            del self._operations[id]

    async def _keep_alive(self) -> None:
        while True:
            self._heard = False
            await self._send({"type": "ping"})
            await anyio.sleep(self._limits.keep_alive)
            if not self._heard:
                self.hang_up(Hangup(4408, "no answer to a ping"))

    async def _send(self, message: dict[str, Any]) -> None:
        text = msgspec.json.encode(message).decode()
        try:
            with anyio.fail_after(self._limits.patience):
                async with self._sending:
                    await self._socket.send_text(text)
        except TimeoutError:
            self.hang_up(Hangup(1008, "messages are taken too slowly"))
        except _GONE:
            self.hang_up(_NORMAL)

    async def _say_goodbye(self) -> None:
        end = self._end
        if end is None or end is _NORMAL:
            return
        try:
            with anyio.move_on_after(self._limits.patience):
                await self._socket.close(end.status, end.reason)
        except _GONE:
            pass  # the client was faster

    def _too_many(self) -> dict[str, Any]:
        message = f"at most {self._limits.operations} operations at a time on one connection"
        return {"message": message, "extensions": {"code": "TOO_MANY_OPERATIONS"}}
