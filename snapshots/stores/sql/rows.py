"""Rows → records: what a row must be is checked, because files are damaged and edited by hand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
import zstandard

from snapshots.codec import UNDECODABLE, digest
from snapshots.errors import CodecError

T = TypeVar("T")
Row = Any
"""Columns by their names, for each driver of its own kind."""


class Form(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """How the rows of one table are read."""

    kind: type[T]
    name: str
    """How a row is named to people; columns in braces."""
    moments: tuple[str, ...] = ()
    """Columns of RFC 3339 moments."""
    json: tuple[str, ...] = ()
    """Columns of JSON text, or of nothing."""
    packed: tuple[str, ...] = ()
    """Columns of compressed bytes."""
    packed_since: tuple[str, ...] = ()
    """Columns of bytes that are compressed now, and as they are where an older iscm wrote them."""
    check: Callable[[T], None] = lambda _: None
    """What else a record must be: raises CodecError."""

    def named(self, row: Row) -> str:
        """The row as people name it, printable whatever it holds."""
        name = self.name.format_map(dict(row))
        return name.encode("utf-8", "backslashreplace").decode()

    def record(self, row: Row) -> T:
        """The record of a row that has its fields for columns; raises CodecError."""
        values: dict[str, Any] = dict(row)
        for column, value in values.items():
            _check_text(column, value)
        for column in self.moments:
            check_moment(column, values[column])
        values |= {column: unpacked(values[column]) for column in self.packed}
        for column in self.packed_since:
            if values[column].startswith(zstandard.FRAME_HEADER):
                values[column] = unpacked(values[column])
        try:
            for column in self.json:
                if values[column] is not None:
                    values[column] = msgspec.json.decode(values[column])
            record = msgspec.convert(values, self.kind, strict=False)
        except UNDECODABLE as error:
            raise CodecError(str(error)) from error
        self.check(record)
        return record


def text(content: bytes) -> str:
    """What SQLite holds as text; bytes that are no UTF-8 are kept for `record` to find."""
    return content.decode("utf-8", "surrogateescape")


def packed(content: bytes) -> bytes:
    """Content as it lies in the file, with a checksum."""
    return zstandard.ZstdCompressor(write_checksum=True).compress(content)


def unpacked(content: bytes | None) -> bytes:
    """The content that `packed` made smaller; raises CodecError where it was damaged since."""
    if content is None:
        raise CodecError("its content is gone")
    try:
        return zstandard.decompress(content)
    except (zstandard.ZstdError, MemoryError) as error:  # a damaged head may promise exabytes
        raise CodecError(f"its content is damaged: {error or 'too long'}") from error


def check_moment(column: str, value: object) -> None:
    """Raises CodecError where the value is neither an RFC 3339 moment nor missing."""
    if value is None:
        return
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise CodecError(f"{column}: a moment (RFC 3339) expected, {value!r} found")


def check_digest(content: bytes, expected: str) -> None:
    """Raises CodecError where these are not the bytes that were kept."""
    found = digest(content)
    if found != expected:
        raise CodecError(f"content with the digest {expected} expected, {found} found")


def _check_text(column: str, value: object) -> None:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise CodecError(f"{column} is no UTF-8") from error
