"""One request and its answer, within limits of time and size."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import httpcore
import msgspec

from ingest.fetching.answers import Code, Purpose, Trouble
from ingest.fetching.connections import FOREIGN, Connections, Fields, foreign_errors
from ingest.fetching.encodings import Body
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target

Trace = Callable[[str, Mapping[str, Any]], Awaitable[None]]
SENT = ".send_request_headers.started"  # of http11 and http2, as httpcore calls its steps
DRAINED = 65_536  # a body that nobody wants is read to here, because a new connection costs more

_VISIBLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""RFC 9110, 5.5, without letters beyond ASCII: what they were as bytes is not known any more."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What came: a status, the fields as sent, and the body where one was wanted."""

    status: int
    headers: Fields
    body: bytes = b""

    def field(self, name: str) -> str | None:
        """The value of a field, by its name in lower case; the first one of several."""
        return next(iter(self.values(name)), None)

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a field, by its name in lower case."""
        return tuple(value for key, value in self.headers if key.lower() == name)


def sendable(value: str | None, most: int) -> str | None:
    """What a host gave and a field may hold, in at most so many characters; else None."""
    return value if value and len(value) <= most and _VISIBLE.fullmatch(value) else None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is for."""

    purpose: Purpose
    accept: str
    most: int
    cut: bool
    """Whether the beginning of a larger body will do; else it is refused."""
    admit: Callable[[Target, Reply], bool]
    """Whether the body is wanted, by status and fields; may raise `Trouble`."""


class Exchange:
    """Sends requests by the rules."""

    def __init__(
        self, rules: FetchRules, connections: Connections, counted: Callable[[Purpose], None]
    ) -> None:
        self._rules = rules
        self._connections = connections
        self._counted = counted
        connect, read = rules.connect_timeout, rules.read_timeout
        self._timeouts = {"connect": connect, "read": read, "write": read, "pool": connect}

    async def get(self, target: Target, wanted: Wanted, fields: Fields = ()) -> Reply:
        """Ask once. Whatever goes wrong is a `Trouble`."""
        sent = (
            ("Host", target.url.netloc.decode("ascii")),
            ("User-Agent", self._rules.user_agent),
            ("Accept", wanted.accept),
            ("Accept-Encoding", "gzip, deflate"),
            *fields,
        )
        extensions = {"timeout": self._timeouts, "trace": self._counter(wanted.purpose)}
        with foreign_errors(target.text, self._rules.total_timeout):
            async with asyncio.timeout(self._rules.total_timeout):
                response = await self._connections.get(target, sent, extensions)
                try:
                    return await _read(target, wanted, response)
                finally:
                    await response.aclose()

    def _counter(self, purpose: Purpose) -> Trace:
        async def trace(event: str, _: Mapping[str, Any]) -> None:
            if event.endswith(SENT):
                self._counted(purpose)

        return trace


async def _read(target: Target, wanted: Wanted, response: httpcore.Response) -> Reply:
    headers = tuple((_text(name), _text(value)) for name, value in response.headers)
    head = Reply(status=response.status, headers=headers)
    try:
        admitted = wanted.admit(target, head)
    except Trouble:
        await _drain(response)
        raise
    if not admitted:
        await _drain(response)
        return head
    body = Body(", ".join(head.values("content-encoding")), wanted.most)
    announced = head.field("content-length") or ""
    if announced.isdecimal() and int(announced) > wanted.most and not wanted.cut:
        raise _too_large(target, wanted.most, f"{announced} announced")
    await _consume(response, body.take)
    if wanted.cut and body.is_over:
        return msgspec.structs.replace(head, body=body.beginning())
    if body.is_over:
        raise _too_large(target, wanted.most, "more")
    return msgspec.structs.replace(head, body=body.whole())


async def _drain(response: httpcore.Response) -> None:
    size = 0

    def take(piece: bytes) -> bool:
        nonlocal size
        size += len(piece)
        return size <= DRAINED

    with suppress(*FOREIGN):
        await _consume(response, take)


async def _consume(response: httpcore.Response, take: Callable[[bytes], bool]) -> None:
    """Read the body for as long as its pieces are taken.

    One read may bring thousands of small pieces, between which nothing waits by itself.
    """
    async for piece in response.aiter_stream():
        if not take(piece):
            break
        await asyncio.sleep(0)


def _text(value: bytes) -> str:
    """A field as text: UTF-8 where it is that, else ISO 8859-1 as of old (RFC 9110, 5.5)."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _too_large(target: Target, most: int, found: str) -> Trouble:
    return Trouble(Code.BODY_TOO_LARGE, target.text, f"at most {most:,} bytes", found)
