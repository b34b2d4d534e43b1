"""Heads of HTTP/1.1 answers, mended as far as browsers and RFC 9112 put up with them.

h11 refuses a whole answer for one line that breaks the grammar. So each line is mended before h11
sees it, or dropped; what no rule here knows is left to h11.
"""

import re
from collections.abc import Iterator
from typing import Final

MOST_HEAD: Final = 100 * 1024
"""Bytes of one head, as of httpcore; a longer one is refused while it comes in."""
END: Final = re.compile(rb"\n\r?\n")
_STATUS_LINE: Final = re.compile(rb"HTTP/([0-9](?:\.[0-9])?)[ \t]+([0-9]{3})(?![0-9])", re.I)
_TOKEN: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_TO_BLANKS: Final = bytes.maketrans(b"\0\r\v\f", b"    ")
"""RFC 9110, 5.5: NUL and CR in a value may be replaced; h11 refuses VT and FF besides."""
_ENCODED: Final = frozenset({b"gzip", b"x-gzip", b"deflate", b"compress", b"x-compress"})
"""The transfer codings besides `chunked`: nobody here undoes them."""


def mended(head: bytes) -> bytes:
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
