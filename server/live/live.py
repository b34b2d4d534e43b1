"""The two doors to answers that go on, and who may come in."""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from functools import partial
from typing import cast

import anyio
import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from schema.context import Context
from schema.subscription import Listening
from server.current import Current, Served
from server.graphql.errors import Refused, rule_of
from server.graphql.request import Params, params_of
from server.http.languages import language_of
from server.http.negotiation import best_type
from server.http.problems import problem
from server.http.rate import Bucket, Verdict, client_of
from server.live.answers import Answer, Answering, Answers, Ask
from server.live.errors import Hangup
from server.live.limits import Limits
from server.live.messages import PROTOCOL
from server.live.session import Session
from server.live.stream import HEADERS, MEDIA_TYPE, EventStream
from snapshots.model import Language

_TICK = 0.01
_RETRY = "30"
"""Seconds after which a client that found no place may ask again."""


class Live:
    """Subscriptions and queries over WebSockets and event streams, within limits."""

    def __init__(
        self,
        current: Current,
        context: Callable[[Served, Language], Context],
        answering: Answering,
        limits: Limits,
        bucket: Bucket | None = None,
    ) -> None:
        """`context` gives what an answer in a language is made from, `bucket` bounds how often.

        Each question over a WebSocket counts; event streams are requests, and counted as such.
        """
        self._bucket = bucket
        self._current = current
        self._context = context
        self._answering = answering
        self._limits = limits
        self._guests: set[Callable[[], None]] = set()
        self._beginners: dict[Callable[[], None], None] = {}
        """WebSockets that have not begun and have no place; who came first is first."""
        self._leaving = False

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._guests)

    async def close(self) -> None:
        """End all connections and let no other in: the server stops."""
        self._leaving = True
        for end in (*self._guests, *self._beginners):
            end()
        with anyio.move_on_after(self._limits.patience):
            while self._guests or self._beginners:
                await anyio.sleep(_TICK)

    async def socket(self, socket: WebSocket) -> None:
        """A WebSocket; a page of an origin that is not admitted gets 403 for a handshake."""
        if not self._limits.admits(socket.headers.get("origin")):
            await socket.close()
            return
        agreed = PROTOCOL in socket.scope["subprotocols"]
        with suppress(WebSocketDisconnect):
            await socket.accept(PROTOCOL if agreed else None)
            if not agreed:
                await socket.close(4406, f"Subprotocol not acceptable: {PROTOCOL} expected")
            elif self._is_full():
                await socket.close(1013, self._full())
            else:
                await self._converse(socket)

    async def stream(self, request: Request) -> Response:
        """An event stream by GET or POST (graphql-sse, distinct connections mode).

        https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
        """
        refused = self._refusal(request)
        if refused is not None:
            return refused
        if request.method == "HEAD":
            return Response(headers=HEADERS, media_type=MEDIA_TYPE)
        try:
            params = await params_of(request)
        except Refused as error:
            return _unreadable(error)
        if self._is_full():
            return problem(request, 503, self._full(), {"Retry-After": _RETRY})
        told = self._ask_for(language_of(request))(params)
        return EventStream(told, self._limits, self._seated)

    def _refusal(self, request: Request) -> Response | None:
        if not self._limits.admits(request.headers.get("origin")):
            return problem(request, 403, "pages of this origin are not admitted")
        if best_type(request.headers.get("accept", ""), (MEDIA_TYPE,), MEDIA_TYPE) is None:
            detail = f"Accept with {MEDIA_TYPE} expected; single answers are at /graphql"
            return problem(request, 406, detail)
        return None

    async def _converse(self, socket: WebSocket) -> None:
        language = language_of(cast("Request", socket))  # it asks for headers and address alone
        ask = self._bounded(self._ask_for(language), client_of(socket.scope))
        session = Session(socket, ask, self._limits, lambda: self._begin(end))

        def end() -> None:
            session.hang_up(Hangup(1001 if self._leaving else 1013, self._full()))

        self._beginners[end] = None
        if len(self._beginners) > self._limits.connections:
            longest = next(iter(self._beginners))
            del self._beginners[longest]
            longest()
        try:
            await session.run()
        finally:
            self._beginners.pop(end, None)
            self._guests.discard(end)

    def _begin(self, end: Callable[[], None]) -> None:
        """Give a place to a WebSocket that asks for one. Raises Hangup where there is none."""
        if self._is_full():
            raise Hangup(1013, self._full())
        self._beginners.pop(end, None)
        self._guests.add(end)

    def _is_full(self) -> bool:
        return self._leaving or len(self._guests) >= self._limits.connections

    def _full(self) -> str:
        if self._leaving:
            return "the server stops: connect anew"
        return f"all {self._limits.connections} places are taken: try again later"

    @contextmanager
    def _seated(self, end: Callable[[], None]) -> Iterator[None]:
        """A place for a connection that `end` ends."""
        self._guests.add(end)
        try:
            yield
        finally:
            self._guests.discard(end)

    def _ask_for(self, language: Language) -> Ask:
        """How a client of this language asks; each question meets what is served at that time."""

        def ask(params: Params) -> Answers:
            now = self._context(self._current.served, language)
            published = partial(self._published, language)
            listening = Listening(**msgspec.structs.asdict(now), published=published)
            return self._answering.answers(params, listening)

        return ask

    def _bounded(self, ask: Ask, client: str) -> Ask:
        """The same, as often as the client may ask."""
        bucket = self._bucket
        if bucket is None:
            return ask

        def bounded(params: Params) -> Answers:
            verdict = bucket.take(client)
            return ask(params) if verdict.allowed else _too_often(verdict)

        return bounded

    async def _published(self, language: Language, now: bool) -> AsyncGenerator[Context, None]:
        first = (lambda: self._current.served) if now else None
        async with aclosing(self._current.published.listen(first)) as told:
            async for served in told:
                yield self._context(served, language)


async def _too_often(verdict: Verdict) -> Answers:
    message = f"too many questions; the next may come in {verdict.reset} s"
    extensions = {"code": "RATE_LIMITED", "help": "Wait, or ask for more in one question."}
    yield Answer({"errors": [{"message": message, "extensions": extensions}]})


def _unreadable(error: Refused) -> Response:
    """A request that asks nothing is answered as at the other endpoint, without a stream."""
    headers = {**error.headers, "Cache-Control": "no-store"}
    return JSONResponse({"errors": error.errors}, rule_of(error.code).status, headers)
