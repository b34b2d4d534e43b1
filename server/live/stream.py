"""One event stream: the answers to one question as server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, aclosing

import anyio
import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from server.live.answers import Answers
from server.live.limits import Limits

MEDIA_TYPE = "text/event-stream"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would keep events until its buffer is full
    "Vary": "Accept, Accept-Language, Origin",
}
Seated = Callable[[Callable[[], None]], AbstractContextManager[None]]
"""Gives a place to a connection that the argument ends."""
_ALIVE = b":\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"
"""With data, though empty: a browser drops an event without (9.2.6 of the standard)."""


class EventStream(Response):
    """Sends each answer as an event `next`, and `complete` after the last.

    A stream that ends without `complete` was cut off, by a client that was too slow or by a
    server that stops: clients then connect anew.
    """

    def __init__(self, answers: Answers, limits: Limits, seated: Seated) -> None:
        """`seated` gives it a place while it lasts."""
        super().__init__(headers=HEADERS, media_type=MEDIA_TYPE)
        del self.headers["content-length"]
        self._answers = answers
        self._limits = limits
        self._seated = seated
        self._tasks = anyio.create_task_group()
        self._sending = anyio.Lock()

    def end(self) -> None:
        """Cut it off."""
        self._tasks.cancel_scope.cancel()

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send events until they end, the client leaves, or it takes too long to take one."""
        self._send = send
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        with self._seated(self.end):
            await self._run(receive)
        with anyio.move_on_after(self._limits.patience):
            await send({"type": "http.response.body", "body": b""})

    async def _run(self, receive: Receive) -> None:
        async with self._tasks:
            self._tasks.start_soon(self._wait_for_the_end, receive)
            self._tasks.start_soon(self._keep_alive)
            self._tasks.start_soon(self._tell)

    async def _tell(self) -> None:
        async with aclosing(self._answers) as answers:
            async for answer in answers:
                event = b"event: next\ndata: %b\n\n" % msgspec.json.encode(answer.body)
                await self._write(event)
        await self._write(_COMPLETE)
        self.end()

    async def _keep_alive(self) -> None:
        while True:
            await self._write(_ALIVE)
            await anyio.sleep(self._limits.keep_alive)

    async def _wait_for_the_end(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.end()

    async def _write(self, chunk: bytes) -> None:
        message = {"type": "http.response.body", "body": chunk, "more_body": True}
        with anyio.move_on_after(self._limits.patience) as waiting:
            async with self._sending:
                await self._send(message)
        if waiting.cancelled_caught:
            self.end()
