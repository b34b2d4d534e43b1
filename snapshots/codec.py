"""Snapshot ⇄ canonical JSON; the digest of those bytes is the snapshot's identity."""

import hashlib
from typing import Final

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


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(_Envelope)


def encode(snapshot: Snapshot) -> bytes:
    """Canonical JSON: UTF-8, fixed field order, sorted map keys, no blanks, defaults left out."""
    return _encoder.encode(_Envelope(FORMAT, snapshot))


def decode(content: bytes) -> Snapshot:
    """The snapshot that `encode` wrote; raises CodecError on anything else."""
    try:
        envelope = _decoder.decode(content)
    except UNDECODABLE as error:
        raise CodecError(f"this is no snapshot: {error}") from error
    if envelope.format != FORMAT:
        raise CodecError(f"snapshot format {envelope.format} found, {FORMAT} expected")
    return envelope.snapshot


def digest(content: bytes) -> str:
    """`sha256:` and the hexadecimal digest of the bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def pretty(content: bytes) -> bytes:
    """The same JSON over many lines, for files that people read and diff."""
    return msgspec.json.format(content, indent=1) + b"\n"
