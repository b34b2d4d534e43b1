"""Answers that were given before, from memory: no document is parsed for them, nothing executed.

A version does not change, so neither do its answers. They are kept as they were sent, with their
headers and packed as the asker takes them, by all of a request that they depend on. What holds for
less long than the version goes with the next run; the version takes all of them along.
"""

import asyncio
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schema.context import Context
from schema.holds import Holds
from schema.lru import Lru
from server.compression import CODINGS
from server.current import Current, Served
from server.graphql.answer import GRAPHQL, HTML, JSON
from server.graphql.caching import is_known
from server.languages import accepted
from server.negotiation import best_coding, best_type
from snapshots.freshness import Freshness
from snapshots.view import View

KEEPING: Final = "iscm.keeping"
"""Where in the scope an application says that its answer may be kept."""
_LONGEST: Final = 16_384
"""Bytes of a question that is kept with its answer; no program of ours writes a quarter of it."""
_NEGOTIABLE: Final = 2_000
"""Bytes of what is negotiated; browsers send a tenth of it."""
_NUMBER: Final = 50_000
_HOTTEST: Final = 20
"""Questions that are asked again at once when a version is published."""
_OVERHEAD: Final = 2_000
"""Bytes of headers and of what keeps an answer in its place."""
_AT_ONCE: Final = ["http.response.start", "http.response.body"]
_OK: Final = 200
_METHODS: Final = {"GET": (GRAPHQL, JSON, HTML), "POST": (GRAPHQL, JSON)}
_OF_A_REQUEST: Final = (
    *("type", "asgi", "http_version", "server", "client", "scheme", "method", "root_path"),
    *("path", "raw_path", "query_string", "headers"),
)
_OF_THE_BODY: Final = (b"content-length", b"content-type", b"content-encoding")


class Keeping:
    """What the application behind says of an answer; it is not kept where nothing is said."""

    __slots__ = ("freshness", "holds", "view")

    def __init__(self) -> None:
        self.holds = Holds.NOW
        self.view: View | None = None
        self.freshness: Freshness | None = None
        """What it was made from."""

    def is_of(self, served: Served) -> bool:
        """Whether what it was made from is served now."""
        return self.view is served.view and self.freshness is served.freshness


def keep(scope: Scope, context: Context, holds: Holds) -> None:
    """Say that the answer to a request may be kept for so long."""
    keeping: Keeping | None = scope.get(KEEPING)
    if keeping is not None:
        keeping.view, keeping.freshness, keeping.holds = context.view, context.freshness, holds


class Kept(msgspec.Struct, frozen=True):
    """An answer as it is sent."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: str
    """The strong entity tag, empty where it has none."""
    holds: Holds
    scope: dict[str, Any]
    """Of the request, to ask it again of the next version."""
    question: bytes

    @property
    def weight(self) -> int:
        """Bytes that it takes, its place included."""
        told = (self.question, self.scope["query_string"], *(v for _, v in self.scope["headers"]))
        return len(self.body) + 2 * sum(map(len, told)) + _OVERHEAD


_HEADERS: Final = (
    b"content-type",
    b"accept",
    b"accept-language",
    b"accept-encoding",
    b"if-none-match",
    b"content-encoding",
)
"""Of a request, as far as an answer depends on them."""
_KNOWN: Final = _HEADERS.index(b"if-none-match")
_PLACES: Final = {name: place for place, name in enumerate(_HEADERS)}


class Memory:
    """The answers that are kept."""

    def __init__(self, room: int) -> None:
        """`room` is how many bytes all of them together may take."""
        self.answers = Lru[Hashable, Kept](number=_NUMBER, weight=room)
        self.given = 0
        """Requests that were answered from it."""


class KeptAnswers:
    """An ASGI layer before the endpoint, as far outside as answers are the same for everybody."""

    def __init__(self, app: ASGIApp, current: Current, memory: Memory) -> None:
        self._app = app
        self._current = current
        self._memory = memory
        self._answers = memory.answers
        self._served = current.served
        self._warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on and keep what comes back."""
        if scope["type"] != "http" or not scope["path"].endswith("/graphql"):
            await self._app(scope, receive, send)
            return
        taken: list[Message] = []
        question = scope["query_string"]
        if scope["method"] == "POST":
            question = await _body(receive, taken)
        asked = _asked(scope["headers"])
        key = _key(scope, question, asked)
        if key is None:
            await self._app(scope, _again(taken, receive), send)
            return
        self._follow()
        found = self._answers.get(key)
        if found is not None:
            self._memory.given += 1
            await _send(found, asked[_KNOWN], send)
        else:
            await self._kept(key, scope, question, _again(taken, receive), send)

    async def _kept(
        self, key: Hashable, scope: Scope, question: bytes, receive: Receive, send: Send
    ) -> None:
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
        made = _as_sent(sent[0]["headers"], sent[1]["body"], keeping.holds, scope, question)
        if keeping.is_of(self._served) and keeping.holds is not Holds.NOW:
            self._answers.put(key, made, made.weight)
        await _send(made, _asked(scope["headers"])[_KNOWN], send)

    def _follow(self) -> None:
        """Forget what no longer holds, where something else is served now."""
        served, before = self._current.served, self._served
        if served is before:
            return
        self._served = served
        if served.view is before.view:
            self._answers.keep(lambda one: one.holds is Holds.VERSION)
            return
        hottest = self._answers.newest(_HOTTEST)
        self._answers.keep(lambda _: False)
        self._warming = asyncio.create_task(self._warm(hottest))

    async def _warm(self, hottest: Sequence[Kept]) -> None:
        """Ask again what was asked last, before others do."""
        for one in hottest:
            asked = _asked(one.scope["headers"])
            key = _key(one.scope, one.question, asked)
            if key is not None and self._answers.get(key) is None:
                body = {"type": "http.request", "body": one.question, "more_body": False}
                await self._kept(key, one.scope, one.question, _again([body], _silent), _nowhere)


async def _body(receive: Receive, taken: list[Message]) -> bytes:
    """The body of a request; nothing where it is longer than what is kept, or breaks off.

    What was received for it is put into `taken`.
    """
    message = await receive()
    taken.append(message)
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= _LONGEST:
        message = await receive()
        taken.append(message)
        body += message.get("body", b"")
    complete = message["type"] == "http.request" and not message.get("more_body")
    return body if complete else b""


def _asked(headers: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
    """The values of `_HEADERS`, empty where there is none; nothing where one comes twice."""
    found: list[bytes | None] = [None] * len(_HEADERS)
    for name, value in headers:
        place = _PLACES.get(name)
        if place is not None:
            if found[place] is not None:
                return []
            found[place] = value
    return [value or b"" for value in found]


def _key(scope: Scope, question: bytes, asked: list[bytes]) -> Hashable | None:
    """All that an answer depends on; None where the question is none that is kept."""
    if not asked:
        return None
    content_type, accept, language, coding, _, packed = asked
    method = scope["method"]
    if not question or len(question) > _LONGEST or packed or method not in _METHODS:
        return None
    told = len(content_type) + len(scope["query_string"]) + len(scope["path"])
    if len(accept) + len(language) + len(coding) > _NEGOTIABLE or told > _LONGEST:
        return None
    traits = _traits(method, accept, language, coding)
    if traits is None:
        return None
    return (question, traits, scope["query_string"], content_type, scope["path"])


@lru_cache(maxsize=1_000)
def _traits(method: str, accept: bytes, language: bytes, coding: bytes) -> Hashable | None:
    """What is negotiated; None for a page, and where nothing is taken that there is."""
    kind = best_type(accept.decode("latin-1"), _METHODS[method], JSON)
    if kind is None or kind == HTML:
        return None
    packing = best_coding(coding.decode("latin-1"), CODINGS)
    return (method, kind, accepted(language.decode("latin-1")), packing)


def _again(taken: list[Message], receive: Receive) -> Receive:
    """What was taken already comes first."""
    waiting = iter(taken)

    async def again() -> Message:
        message = next(waiting, None)
        return message if message is not None else await receive()

    return again


def _as_sent(
    headers: Iterable[tuple[bytes, bytes]], body: bytes, holds: Holds, scope: Scope, question: bytes
) -> Kept:
    kept = [(name, value) for name, value in headers]
    tag = next((value.decode("latin-1") for name, value in kept if name == b"etag"), "")
    asked = {key: scope[key] for key in _OF_A_REQUEST if key in scope}
    # Cookies and keys of the asker are nobody else's.
    asked["headers"] = [
        pair for pair in scope["headers"] if pair[0] in _PLACES and pair[0] != _HEADERS[_KNOWN]
    ]
    return Kept(kept, body, tag.removeprefix("W/"), holds, asked, question)


async def _send(kept: Kept, known: bytes, send: Send) -> None:
    words = known.decode("latin-1")
    if words and kept.tag and is_known(words, kept.tag):
        await send({"type": _AT_ONCE[0], "status": 304, "headers": _not_modified(kept, words)})
        await send({"type": _AT_ONCE[1], "body": b""})
        return
    await send({"type": _AT_ONCE[0], "status": _OK, "headers": kept.headers})
    await send({"type": _AT_ONCE[1], "body": kept.body})


def _not_modified(kept: Kept, known: str) -> list[tuple[bytes, bytes]]:
    """The headers without those of the body; whoever knows a weak tag is told that one again."""
    headers = [pair for pair in kept.headers if pair[0] not in (*_OF_THE_BODY, b"etag")]
    weak = f"W/{kept.tag}"
    tag = weak if weak in known else kept.tag
    return [*headers, (b"etag", tag.encode("latin-1"))]


async def _silent() -> Message:
    """Who asks has nothing more to say, and does not leave."""
    never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await never


async def _nowhere(_: Message) -> None:
    """Nobody waits for the answer."""
