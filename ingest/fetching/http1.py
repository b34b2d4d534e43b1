"""HTTP/1.1 responses as hosts send them, repaired for h11, which takes nothing but the grammar.

Each field line is repaired before h11 sees it, or dropped, as far as browsers and RFC 9112 put up
with it; what comes behind a body is never taken for the next response.
"""

import re
import ssl
from collections.abc import Iterable, Iterator
from typing import Any, Final

import httpcore

MOST_HEAD: Final = 100 * 1024
"""Bytes of one head, as of httpcore; a longer one is refused while it comes in."""
END: Final = re.compile(rb"\n\r?\n")
_STATUS_LINE: Final = re.compile(rb"HTTP/([0-9](?:\.[0-9])?)[ \t]+([0-9]{3})(?![0-9])", re.I)
_TOKEN: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_TO_BLANKS: Final = bytes.maketrans(b"\0\r\v\f", b"    ")
"""RFC 9110, 5.5: NUL and CR in a value may be replaced; h11 refuses VT and FF besides."""
_ENCODED: Final = frozenset({b"gzip", b"x-gzip", b"deflate", b"compress", b"x-compress"})
"""The transfer codings besides `chunked`: nobody here undoes them."""


def repaired_head(head: bytes) -> bytes:
    """The head with the lines that h11 takes; as it is where it does not begin as HTTP does."""
    first, *lines = head.rstrip(b"\r\n").split(b"\n")
    status_line = _STATUS_LINE.match(first)
    if status_line is None:
        return head
    version, status = status_line.groups()
    version += b"" if b"." in version else b".0"
    fields = _framed(tuple(_fields(lines)))
    return b"\r\n".join((b"HTTP/%b %b" % (version, status), *fields, b"", b""))


def status_of(head: bytes) -> int:
    """The status of a head; 0 of what is none."""
    status_line = _STATUS_LINE.match(head)
    return int(status_line[2]) if status_line else 0


def _fields(lines: list[bytes]) -> Iterator[bytes]:
    """The field lines with a name and a colon, and what continues them (RFC 9112, 5.2)."""
    kept = False
    for line in lines:
        clean = line.removesuffix(b"\r").translate(_TO_BLANKS)
        if not clean.startswith((b" ", b"\t")):
            # RFC 9112, 5.1: whitespace before the colon is to be taken away.
            name, colon, value = clean.partition(b":")
            name = name.rstrip(b" \t")
            kept = bool(colon) and _TOKEN.fullmatch(name) is not None
            clean = name + b": " + value.strip(b" \t")
        if kept:
            yield clean


def _framed(fields: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """One Transfer-Encoding at most, and no Content-Length beside it (RFC 9112, 6.3)."""
    codings = [
        coding.strip(b" \t").lower()
        for field in fields
        if _is(field, b"transfer-encoding")
        for coding in field.partition(b":")[2].split(b",")
    ]
    if not codings or not _ENCODED.isdisjoint(codings):
        return fields
    others = tuple(field for field in fields if not _is(field, b"transfer-encoding"))
    if b"chunked" not in codings:
        return others
    rest = (field for field in others if not _is(field, b"content-length"))
    return (*rest, b"Transfer-Encoding: chunked")


def _is(field: bytes, name: bytes) -> bool:
    return field[: len(name) + 1].lower() == name + b":"


_INFORMATIONAL: Final = frozenset(range(100, 200)) - {101}
"""Statuses of heads that another head follows (RFC 9110, 15.2)."""
_BODILESS: Final = frozenset({204, 304})
_LENGTH: Final = re.compile(rb"\r\ncontent-length: ([0-9]{1,18})\r\n", re.I)
_CHUNKED: Final = b"\r\nTransfer-Encoding: chunked\r\n"
_LAST_CHUNK: Final = b"0\r\n\r\n"


class IncomingResponse:
    """The answer to one request, as it comes in."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._searched = 0
        self._in_body = False
        self._left: int | None = None
        self._chunked = False
        self._tail = b""
        self._surplus = False

    @property
    def is_complete(self) -> bool:
        """Whether it came to its end, and nothing behind that: the connection is as new."""
        ended = self._tail == _LAST_CHUNK if self._chunked else self._left == 0
        return self._in_body and ended and not self._surplus

    def take(self, data: bytes) -> bytes:
        """What h11 gets of what came: no head before it is whole, nothing behind the body.

        No data is the end of the connection: then h11 says what is missing.
        """
        if self._in_body:
            return self._of_body(data)
        self._head += data
        made = b""
        while not self._in_body and (end := self._end_of_head()):
            head = repaired_head(bytes(self._head[:end]))
            del self._head[:end]
            self._searched = 0
            self._frame(head)
            made += head
        if self._in_body or not data or len(self._head) > MOST_HEAD:
            self._in_body = True
            made += self._of_body(bytes(self._head))
            self._head.clear()
        return made

    def _end_of_head(self) -> int:
        """How long the head is, without empty lines before it; 0 where it is not whole."""
        if self._head.startswith((b"\r", b"\n")):
            self._head = self._head.lstrip(b"\r\n")
        found = END.search(self._head, max(0, self._searched - 2))
        self._searched = len(self._head)
        return found.end() if found else 0

    def _frame(self, head: bytes) -> None:
        """How long the body will be (RFC 9112, 6.3), after a head that no other one follows."""
        status = status_of(head)
        self._in_body = status not in _INFORMATIONAL
        self._chunked = _CHUNKED in head
        length = _LENGTH.search(head)
        if status in _BODILESS:
            self._left = 0
        elif length and not self._chunked:
            self._left = int(length[1])

    def _of_body(self, data: bytes) -> bytes:
        self._tail = (self._tail + data[-len(_LAST_CHUNK) :])[-len(_LAST_CHUNK) :]
        if self._left is None:
            return data
        piece = data[: self._left]
        self._left -= len(piece)
        self._surplus = self._surplus or len(piece) < len(data)
        return piece


class Stream(httpcore.AsyncNetworkStream):
    """A connection for HTTP/1.1: an answer follows each request that is written."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._response = IncomingResponse()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read on, to the end of a head at least."""
        while True:
            data = await self._stream.read(max_bytes, timeout)
            made = self._response.take(data)
            if made or not data:
                return made

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write a request; it comes in one piece, because none of ours has a body."""
        if buffer:
            self._response = IncomingResponse()
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close it."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """The same connection over TLS; for HTTP/2, if that was agreed on, as it is."""
        stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        channel = stream.get_extra_info("ssl_object")
        return stream if channel.selected_alpn_protocol() == "h2" else Stream(stream)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know; a connection that is not as new is told to have ended."""
        if info == "is_readable" and not self._response.is_complete:
            return True
        return self._stream.get_extra_info(info)


class Backend(httpcore.AsyncNetworkBackend):
    """Opens connections."""

    def __init__(self) -> None:
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the address."""
        return Stream(
            await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        )
