"""One request and its answer, within limits of time and size; foreign errors end here."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import httpcore
import msgspec

from ingest.fetching.answers import Code, Purpose
from ingest.fetching.connections import Connections, Fields
from ingest.fetching.encodings import Body, WrongEncoding
from ingest.fetching.foreign import FOREIGN, foreign_errors
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target
from ingest.fetching.trouble import Trouble

Trace = Callable[[str, Mapping[str, Any]], Awaitable[None]]
SENT = ".send_request_headers.started"  # of http11 and http2, as httpcore calls its steps
DRAINED = 65_536  # a body that nobody wants is read to here, because a new connection costs more


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What came: a status, the fields as sent, and the body where one was wanted."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def field(self, name: str) -> str | None:
        """The value of a field, by its name in lower case; the first one of several."""
        return next(self._values(name), None)

    def listed(self, name: str) -> str:
        """The value of a field that is a list: all of them, with commas (RFC 9110, 5.3)."""
        return ", ".join(self._values(name))

    def _values(self, name: str) -> Iterator[str]:
        return (value for key, value in self.headers if key.lower() == name)


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
        self._timeouts = {
            "connect": rules.connect_timeout,
            "read": rules.read_timeout,
            "write": rules.read_timeout,
            "pool": rules.connect_timeout,
        }

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
        with _troubles(target, self._rules):
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
    body = Body(head.listed("content-encoding"), wanted.most)
    announced = head.field("content-length") or ""
    if announced.isdecimal() and int(announced) > wanted.most and not wanted.cut:
        raise _too_large(target, wanted.most, f"{announced} announced")
    async for piece in response.aiter_stream():
        if not body.take(piece):
            break
        await _let_others_run()
    if wanted.cut and body.is_over:
        return msgspec.structs.replace(head, body=body.beginning())
    if body.is_over:
        raise _too_large(target, wanted.most, "more")
    return msgspec.structs.replace(head, body=body.whole())


async def _drain(response: httpcore.Response) -> None:
    size = 0
    with suppress(*FOREIGN):
        async for piece in response.aiter_stream():
            size += len(piece)
            if size > DRAINED:
                break
            await _let_others_run()


async def _let_others_run() -> None:
    # One read may bring thousands of small pieces, which come without any waiting between them.
    await asyncio.sleep(0)


def _text(value: bytes) -> str:
    """A field as text: UTF-8 where it is that, else ISO 8859-1 as of old (RFC 9110, 5.5)."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _too_large(target: Target, most: int, found: str) -> Trouble:
    return Trouble(
        Code.BODY_TOO_LARGE, f"{target.text}: at most {most:,} bytes expected, {found} found"
    )


@contextmanager
def _troubles(target: Target, rules: FetchRules) -> Iterator[None]:
    with foreign_errors(target.text):
        try:
            yield
        except WrongEncoding as error:
            raise Trouble(Code.BAD_ENCODING, f"{target.text}: {error}") from error
        except TimeoutError as error:
            found = f"more than {rules.total_timeout:g} seconds"
            raise Trouble(
                Code.TIMEOUT, f"{target.text}: an answer expected, {found} of waiting found"
            ) from error
