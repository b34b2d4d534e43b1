"""Snapshot ⇄ canonical JSON; the digest of those bytes is the snapshot's identity."""

import hashlib
from functools import cache
from typing import Any, Final, get_args, get_type_hints

import msgspec

from snapshots.errors import CodecError
from snapshots.model import Snapshot

FORMAT = 1
"""The number of the written form; a reader refuses a form that it does not know.

It stays when a record gets a field with a default: what was written before lacks the field and is
read as it was meant. It goes up when a field is renamed, taken away or changes its meaning.
"""

UNDECODABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What msgspec raises on bytes that are not of the form that was asked for."""


class _Envelope(msgspec.Struct, frozen=True):
    format: int
    snapshot: Snapshot


class _Divided(msgspec.Struct, frozen=True):
    """The same with its records as they are written."""

    format: int
    snapshot: dict[str, msgspec.Raw]


_encoder = msgspec.json.Encoder(order="deterministic")


def encode(snapshot: Snapshot) -> bytes:
    """Canonical JSON: UTF-8, fixed field order, sorted map keys, no blanks, defaults left out.

    Raises CodecError on text that is no Unicode.
    """
    try:
        return _encoder.encode(_Envelope(FORMAT, snapshot))
    except UnicodeEncodeError as error:
        found = error.object[error.start : error.end]
        raise CodecError(f"Unicode text expected, {found!a} found in it") from error


def decode(content: bytes) -> Snapshot:
    """The snapshot that `encode` wrote; raises CodecError on anything else.

    It is read record by record: other threads wait for one of them, and not for all.
    """
    try:
        envelope = _reader(_Divided).decode(content)
        if envelope.format == FORMAT:
            return Snapshot(**_records(envelope.snapshot))
    except UNDECODABLE as error:
        raise CodecError(f"this is no snapshot: {_located(error, content)}") from error
    raise CodecError(f"snapshot format {envelope.format} found, {FORMAT} expected")


def _records(divided: dict[str, msgspec.Raw]) -> dict[str, tuple[Any, ...]]:
    """The lists of a snapshot; what it does not know is left out."""
    found: dict[str, tuple[Any, ...]] = {}
    for name, kind in get_type_hints(Snapshot).items():
        if name in divided:
            read = _reader(get_args(kind)[0]).decode
            records = _reader(list[msgspec.Raw]).decode(divided[name])
            found[name] = tuple([read(one) for one in records])
    return found


def _located(error: Exception, content: bytes) -> Exception:
    """What is wrong, with the path to it from the top."""
    try:
        _reader(_Envelope).decode(content)
    except UNDECODABLE as located:
        return located
    return error


@cache
def _reader(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def digest(content: bytes) -> str:
    """`sha256:` and the hexadecimal digest of the bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def pretty(content: bytes) -> bytes:
    """The same JSON over many lines, for files that people read and diff."""
    return msgspec.json.format(content, indent=1) + b"\n"
