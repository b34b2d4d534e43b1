"""Which draft became which final text, as sources say."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec


class DraftEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft, the text that it became, and where that can be seen."""

    draft: str
    final: str
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    draft: tuple[DraftEntry, ...]


@cache
def load_draft_entries() -> tuple[DraftEntry, ...]:
    """Read the pairs that come with the package, once."""
    toml = files("ingest.reading.vocabulary").joinpath("drafts.toml").read_bytes()
    return msgspec.toml.decode(toml, type=_File).draft


@cache
def load_drafts() -> Mapping[str, str]:
    """Symbol of a draft → symbol of the final text."""
    return {entry.draft: entry.final for entry in load_draft_entries()}
