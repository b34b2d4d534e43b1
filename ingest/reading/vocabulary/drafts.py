"""Which draft became which final text, as sources say."""

from collections.abc import Mapping
from functools import cache

import msgspec

from ingest.reading.vocabulary.tables import read_entries


class DraftEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft, the text that it became, and where that can be seen."""

    draft: str
    final: str
    source: str


@cache
def load_draft_entries() -> tuple[DraftEntry, ...]:
    """Read the pairs that come with the package, once."""
    return read_entries("drafts.toml", DraftEntry)


@cache
def load_drafts() -> Mapping[str, str]:
    """Symbol of a draft → symbol of the final text."""
    return {entry.draft: entry.final for entry in load_draft_entries()}
