"""Answers are packed for those who take that, and their entity tags say so.

A tag names the bytes as they were made. Where packing changes the bytes the tag becomes weak
(RFC 9110, 8.8.1): it still names the same content, and no longer the same bytes.
"""

import re
from typing import Final

import zstandard
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.http.negotiation import best_coding

MINIMUM: Final = 1024
"""Bytes below which packing saves less than one packet."""
_ZSTD_LEVEL: Final = 3
_GZIP_LEVEL: Final = 6
"""Level 9 takes twice the time of 6 for one percent less."""
_LONG: Final = 131_072
"""Bytes from which on packing is left to a thread, so that nobody else waits for it."""
CODINGS: Final = ("gzip", "zstd")
"""Of what is liked alike the first: some clients name zstd and cannot read it."""


class Compression:
    """Packs what is worth it by zstd or gzip.

    A HEAD is packed like a GET, so that it tells the same; the server leaves the body out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no HTTP."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        coding = best_coding(headers.get("accept-encoding", ""), CODINGS)
        known = headers.get("if-none-match", "")

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tell(MutableHeaders(scope=message), message["status"], known)
            await send(message)

        await _responder(self._app, coding)(scope, receive, finish)


class ZstdResponder(IdentityResponder):
    """Packs one answer, or the parts of a streamed one, by Zstandard (RFC 8878)."""

    content_encoding = "zstd"
    _packer: "zstandard.ZstdCompressionObj | None" = None  # a name of the stubs only

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """The next bytes; after each part a reader can unpack all that was sent so far."""
        if len(body) < _LONG:
            return self._packed(body, more_body)
        return await to_thread.run_sync(self._packed, body, more_body)

    def _packed(self, body: bytes, more_body: bool) -> bytes:
        if self._packer is None:
            self._packer = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()
        end = zstandard.COMPRESSOBJ_FLUSH_BLOCK if more_body else zstandard.COMPRESSOBJ_FLUSH_FINISH
        return self._packer.compress(body) + self._packer.flush(end)


def _responder(app: ASGIApp, coding: str | None) -> ASGIApp:
    if coding == "zstd":
        return ZstdResponder(app, MINIMUM)
    if coding == "gzip":
        return GZipResponder(app, MINIMUM, compresslevel=_GZIP_LEVEL)
    return app


def _tell(headers: MutableHeaders, status: int, known: str) -> None:
    """That the answer depends on what is taken, and a weak tag where it is packed.

    Whoever knows the content by its weak tag is told that one again: else a cache would not find
    what it keeps (RFC 9111, 4.3.4).
    """
    varies = [one.strip() for one in ", ".join(headers.getlist("vary")).split(",")]
    headers["Vary"] = ", ".join(dict.fromkeys([*filter(None, varies), "Accept-Encoding"]))
    tag = headers.get("etag", "W/")
    if tag.startswith("W/"):
        return
    packed = headers.get("content-encoding") in CODINGS
    if packed or (status == 304 and re.search(re.escape(f"W/{tag}"), known)):
        headers["ETag"] = f"W/{tag}"
