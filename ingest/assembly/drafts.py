"""Drafts and the texts that they became: said by a page, else by the vocabulary."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ingest.assembly.source import Source, Sourced
from ingest.reading.reading import DocumentValue
from ingest.reading.vocabulary.drafts import load_drafts

_DRAFT = "L"
"""The kind of symbol that drafts have: A/68/L.5."""


class Tie(msgspec.Struct, frozen=True):
    """The final text of a draft, and the page that says so; none where the vocabulary does."""

    final: str
    told: Sourced | None = None


def draft_ties(sources: Iterable[Source]) -> Mapping[str, Tie]:
    """Symbol of a draft → the final text that it became; a page comes before the vocabulary."""
    known = {draft: Tie(final) for draft, final in load_drafts().items()}
    for source in sources:
        for draft, tie in _told(source):
            if draft not in known or known[draft].told is None:
                known[draft] = tie
    return known


def _told(source: Source) -> Iterator[tuple[str, Tie]]:
    """A resolution whose head names one draft: "[without reference to … (A/71/L.1)]"."""
    values = [one for one in source.reading.of("documents") if isinstance(one, DocumentValue)]
    finals = {symbol for one in values if one.subject for symbol in _symbols(one, "RES")}
    drafts = {
        symbol: one for one in values if one.where == "heading" for symbol in _symbols(one, _DRAFT)
    }
    if len(finals) == len(drafts) == 1:
        for draft, value in drafts.items():
            yield draft, Tie(finals.pop(), Sourced(source, value))


def _symbols(value: DocumentValue, kind: str) -> Iterator[str]:
    return (symbol.text for symbol in value.symbols if symbol.parts.kind == kind)
