"""What changed from one version to the next, and why."""

from enum import StrEnum

import msgspec

from snapshots.model import Citation


class Reason(StrEnum):
    """Why a version says something else than the one before."""

    PAGE = "PAGE"
    """The page says otherwise."""
    READER = "READER"
    """The page says what it said; another reader, or another vocabulary, makes that of it."""
    CATALOGUE = "CATALOGUE"
    """Other processes or pages are followed, or they are followed by other names."""
    DECISION = "DECISION"
    """A person accepted what a run had held."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one record, before and after."""

    kind: str
    """`process`, `meeting`…"""
    id: str
    field: str
    """Empty where the whole record came or went; `id` where it goes on under another id."""
    element: str | None = None
    """Of a list the entry: a code, an id, or the words; of texts the language. None where the
    field has one value."""
    before: str | None = None
    """JSON text without citations, runs of white space as one space; None where there was none."""
    after: str | None = None
    citation: Citation | None = None
    """Where the value after was read, or the one before where there is none after."""
    reason: Reason | None = None
    """None where that is not known: of versions that an older iscm published."""


class RecordedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change as a store keeps it."""

    version: int
    """The version that brought it."""
    position: int
    """Its place among the changes of the version, from 0."""
    change: Change


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a version was made with, as far as that is known: tells why it says something else."""

    reader: str | None = None
    """The digest of the reader."""
    catalogue: str | None = None
    """The digest of the catalogue."""
    decided: bool = False
    """Whether a person accepted it."""
    reread: frozenset[str] = frozenset()
    """The addresses of pages whose other bytes say the same: only the reader makes more of them."""
