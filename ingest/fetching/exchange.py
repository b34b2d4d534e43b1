"""One request and its answer, within limits of time and size."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import httpcore
import msgspec

from ingest.fetching.connections import CONNECTION_ERRORS, Connections, Fields, connection_errors
from ingest.fetching.encodings import Body
from ingest.fetching.results import Code, FetchError, Purpose
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target

Trace = Callable[[str, Mapping[str, Any]], Awaitable[None]]
SENT = ".send_request_headers.started"  # of http11 and http2, as httpcore calls its steps
DRAINED = 65_536  # a body that nobody wants is read to here, because a new connection costs more

_VISIBLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""RFC 9110, 5.5, without letters beyond ASCII: what they were as bytes is not known any more."""


class Response(msgspec.Struct, frozen=True, kw_only=True):
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


def valid_field_value(value: str | None, most: int) -> str | None:
    """What a host gave and a field may hold, in at most so many characters; else None."""
    return value if value and len(value) <= most and _VISIBLE.fullmatch(value) else None


class RequestKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is for."""

    purpose: Purpose
    accept: str
    most: int
    cut: bool
    """Whether the beginning of a larger body will do; else it is refused."""
    wants_body: Callable[[Target, Response], bool]
    """Whether the body is wanted, by status and fields; may raise `FetchError`."""


class Exchange:
    """Sends requests by the rules."""

    def __init__(
        self, rules: FetchRules, connections: Connections, on_request: Callable[[Purpose], None]
    ) -> None:
        self._rules = rules
        self._connections = connections
        self._on_request = on_request
        connect, read = rules.connect_timeout, rules.read_timeout
        self._timeouts = {"connect": connect, "read": read, "write": read, "pool": connect}

    async def get(self, target: Target, kind: RequestKind, fields: Fields = ()) -> Response:
        """Ask once. Whatever goes wrong is a `FetchError`."""
        sent = (
            ("Host", target.url.netloc.decode("ascii")),
            ("User-Agent", self._rules.user_agent),
            ("Accept", kind.accept),
            ("Accept-Encoding", "gzip, deflate"),
            *fields,
        )
        extensions = {"timeout": self._timeouts, "trace": self._counter(kind.purpose)}
        with connection_errors(target.text, self._rules.total_timeout):
            async with asyncio.timeout(self._rules.total_timeout):
                response = await self._connections.get(target, sent, extensions)
                try:
                    return await _read(target, kind, response)
                finally:
                    await response.aclose()

    def _counter(self, purpose: Purpose) -> Trace:
        async def trace(event: str, _: Mapping[str, Any]) -> None:
            if event.endswith(SENT):
                self._on_request(purpose)

        return trace


async def _read(target: Target, kind: RequestKind, response: httpcore.Response) -> Response:
    headers = tuple((_text(name), _text(value)) for name, value in response.headers)
    head = Response(status=response.status, headers=headers)
    try:
        admitted = kind.wants_body(target, head)
    except FetchError:
        await _drain(response)
        raise
    if not admitted:
        await _drain(response)
        return head
    body = Body(", ".join(head.values("content-encoding")), kind.most)
    announced = head.field("content-length") or ""
    if announced.isdecimal() and int(announced) > kind.most and not kind.cut:
        raise _too_large(target, kind.most, f"{announced} announced")
    await _consume(response, body.take)
    if kind.cut and body.is_over:
        return msgspec.structs.replace(head, body=body.beginning())
    if body.is_over:
        raise _too_large(target, kind.most, "more")
    return msgspec.structs.replace(head, body=body.whole())


async def _drain(response: httpcore.Response) -> None:
    size = 0

    def take(piece: bytes) -> bool:
        nonlocal size
        size += len(piece)
        return size <= DRAINED

    with suppress(*CONNECTION_ERRORS):
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


def _too_large(target: Target, most: int, found: str) -> FetchError:
    return FetchError(Code.BODY_TOO_LARGE, target.text, f"at most {most:,} bytes", found)
