"""Captures as a WARC file (WARC 1.1, ISO 28500:2017), as web archives keep and replay them.

A capture that came over HTTP is a `response` record. Its bytes are those of the store: without
content and transfer codings, so those two fields are left out and Content-Length is that of the
body. The store keeps neither the reason phrase nor the HTTP version: the status line has the usual
phrase and HTTP/1.1. A capture from a file is a `resource` record.

Two fields of our own (ISO 28500, 4 permits them): `X-Iscm-Asked-URI` is the address that was asked
where redirects led elsewhere; `X-Iscm-Retrieved: unknown` marks a capture whose time nobody knows:
its WARC-Date is that of the export.
"""

import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO, Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped] # it has no types
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped] # nor here
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped] # nor here

from snapshots.stores.records import StoredCapture

_VERSION: Final = "WARC/1.1"
_CONFORMS_TO: Final = (
    "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
)
_DESCRIPTION: Final = (
    "Pages as iscm keeps them: bodies without content and transfer codings, status lines with the "
    "usual reason phrase. X-Iscm-Asked-URI is the address that was asked before redirects. Where "
    "X-Iscm-Retrieved is unknown, WARC-Date is that of this export."
)
_IN_ADDRESSES: Final = "%/:?#[]@!$&'()*+,;=~"
"""What stays as it is in an address; all else that no URI may hold is escaped (RFC 3986, 2)."""
_BREAKS: Final = re.compile(r"[\r\n\0]")
"""No field may hold them: a recipient puts a space in their place (RFC 9110, 5.5)."""
_NOT_OF_THE_BODY: Final = ("content-encoding", "transfer-encoding", "content-length")

Fields = list[tuple[str, str]]


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says of itself."""

    software: str
    """`iscm/0.1.0`."""
    store: str
    """The address of the store; it is not written, but tells the files of two stores apart."""
    created_at: str
    """RFC 3339, UTC."""
    filename: str | None = None
    compressed: bool = False
    """Whether each record is a gzip member of its own, as `.warc.gz` has it (annex D)."""


def write_warc(captures: Iterable[StoredCapture], out: BinaryIO, export: Export) -> int:
    """Write a warcinfo record and one for each capture; gives how many captures that were.

    No more than one capture is in memory. All but the dates of the export, and the id of the
    warcinfo record, is the same for the same captures.
    """
    writer = WARCWriter(out, gzip=export.compressed, warc_version=_VERSION)
    writer.write_record(_warcinfo(export))
    number = 0
    for number, capture in enumerate(captures, start=1):  # noqa: B007 - it is the number of all
        writer.write_record(_record(capture, export))
    return number


def _warcinfo(export: Export) -> Any:
    lines = {
        "software": export.software,
        "format": "WARC File Format 1.1",
        "conformsTo": _CONFORMS_TO,
        "description": _DESCRIPTION,
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _id(f"{export.store} {export.created_at}")),
        ("WARC-Date", export.created_at),
    ]
    if export.filename:
        fields.append(("WARC-Filename", _clean(export.filename)))
    return _made("warcinfo", fields, "application/warc-fields", block)


def _record(capture: StoredCapture, export: Export) -> Any:
    kind = "resource" if capture.status is None else "response"
    fields = [("WARC-Type", kind), *_fields(capture, export)]
    if capture.status is None:
        media_type = _clean(capture.media_type) or "application/octet-stream"
        return _made(kind, fields, media_type, capture.body)
    block = _head(capture, capture.status) + capture.body
    return _made(kind, fields, "application/http; msgtype=response", block)


def _fields(capture: StoredCapture, export: Export) -> Iterator[tuple[str, str]]:
    moment = capture.retrieved_at or export.created_at
    yield "WARC-Record-ID", _id(f"{capture.url} {capture.digest} {capture.retrieved_at}")
    yield "WARC-Date", moment
    yield "WARC-Target-URI", _address(capture.final_url or capture.url)
    # The digest by which facts cite the capture: citations lead into the archive.
    yield "WARC-Payload-Digest", capture.digest
    if not capture.whole:
        yield "WARC-Truncated", "unspecified"
    if capture.final_url and capture.final_url != capture.url:
        yield "X-Iscm-Asked-URI", _address(capture.url)
    if capture.retrieved_at is None:
        yield "X-Iscm-Retrieved", "unknown"


def _head(capture: StoredCapture, status: int) -> bytes:
    """Status line and header fields, with the empty line behind them.

    Fields are written in UTF-8, as they are sent today; one that came in ISO 8859-1 cannot be told.
    """
    lines = [f"HTTP/1.1 {status} {_phrase(status)}"]
    lines += [
        f"{_clean(name)}: {_clean(value)}"
        for name, value in capture.headers
        if name.lower() not in _NOT_OF_THE_BODY
    ]
    lines += [f"Content-Length: {len(capture.body)}", "", ""]
    return "\r\n".join(lines).encode()


def _made(kind: str, fields: Fields, media_type: str, block: bytes) -> Any:
    """The record; block digest and Content-Length are added as it is written."""
    headers = StatusAndHeaders("", fields, protocol=_VERSION)
    return ArcWarcRecord("warc", kind, headers, BytesIO(block), None, media_type, len(block))


def _phrase(status: int) -> str:
    known = status in HTTPStatus.__members__.values()
    return HTTPStatus(status).phrase if known else ""


def _id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def _address(url: str) -> str:
    return quote(url, safe=_IN_ADDRESSES)


def _clean(words: str) -> str:
    return _BREAKS.sub(" ", words).strip()
