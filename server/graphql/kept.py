"""The layer before the endpoint: what is ready is answered, what comes back may be kept.

A version does not change, so neither do its answers. They are kept as they were sent, with their
headers and packed as the asker takes them, by all of a request that they depend on. What holds for
less long than the version goes with the next run; the version takes all of them along.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.graphql.keeping import KEEPING, Keeping
from server.graphql.memory import Reply, kept_of
from server.graphql.question import LONGEST, Question, question_of
from server.graphql.ready import Ready

_AT_ONCE: Final = ["http.response.start", "http.response.body"]
_OK: Final = 200


class KeptAnswers:
    """An ASGI layer, as far outside as answers are the same for everybody."""

    def __init__(self, app: ASGIApp, ready: Ready) -> None:
        self._app = app
        self._ready = ready
        ready.cooled = self._warm_soon
        self._warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is ready, or pass on and keep what comes back."""
        if scope["type"] != "http" or not scope["path"].endswith("/graphql"):
            await self._app(scope, receive, send)
            return
        taken: list[Message] = []
        method = scope["method"]
        body = await _body(receive, taken) if method == "POST" else b""
        asked = question_of(method, scope["path"], scope["query_string"], scope["headers"], body)
        if asked is None:
            await self._app(scope, _again(taken, receive), send)
            return
        reply = self._ready.reply(asked)
        if reply is not None:
            await _send(reply, send)
        else:
            await self._kept(asked, scope, _again(taken, receive), send)

    async def _kept(self, asked: Question, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and keep what is sent if the application says so.

        The whole answer is asked for, even by who may have it already: all others need it.
        """
        keeping = Keeping()
        headers = [pair for pair in scope["headers"] if pair[0] != b"if-none-match"]
        sent: list[Message] = []

        async def noted(message: Message) -> None:
            sent.append(message)

        await self._app({**scope, KEEPING: keeping, "headers": headers}, receive, noted)
        if [one["type"] for one in sent] != _AT_ONCE or sent[0]["status"] != _OK:
            for message in sent:
                await send(message)
            return
        kept = kept_of(sent[0]["headers"], sent[1]["body"], keeping.holds, asked)
        if keeping.context is not None:
            self._ready.keep(kept, keeping.context)
        await _send(kept.reply(asked.known), send)

    def _warm_soon(self, hottest: Sequence[Question]) -> None:
        self._warming = asyncio.create_task(self._warm(hottest))

    async def _warm(self, hottest: Sequence[Question]) -> None:
        """Ask again what was asked last, before others do."""
        for asked in hottest:
            if not self._ready.is_kept(asked):
                body = {"type": "http.request", "body": asked.body, "more_body": False}
                receive = _again([body], _silent)
                await self._kept(asked, asked.as_scope(), receive, _nowhere)


async def _body(receive: Receive, taken: list[Message]) -> bytes:
    """The body of a request; nothing where it is longer than what is kept, or breaks off.

    What was received for it is put into `taken`.
    """
    message = await receive()
    taken.append(message)
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= LONGEST:
        message = await receive()
        taken.append(message)
        body += message.get("body", b"")
    complete = message["type"] == "http.request" and not message.get("more_body")
    return body if complete else b""


def _again(taken: list[Message], receive: Receive) -> Receive:
    """What was taken already comes first."""
    waiting = iter(taken)

    async def again() -> Message:
        message = next(waiting, None)
        return message if message is not None else await receive()

    return again


async def _send(reply: Reply, send: Send) -> None:
    start = {"type": _AT_ONCE[0], "status": reply.status, "headers": reply.head.headers}
    await send(start)
    await send({"type": _AT_ONCE[1], "body": reply.body})


async def _silent() -> Message:
    """Who asks has nothing more to say, and does not leave."""
    never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await never


async def _nowhere(_: Message) -> None:
    """Nobody waits for the answer."""
