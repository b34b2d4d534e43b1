"""Documents of all pages → one record for each; a symbol is an identity, two may be one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final

import msgspec

from ingest.assembly.disagreements import pages_disagree
from ingest.assembly.remembered import Remembered
from ingest.assembly.source import Source, SourcedValue, slug, values_of
from ingest.reading.reading import DocumentValue
from ingest.reading.vocabulary.drafts import load_drafts
from ingest.reading.vocabulary.symbols import Symbol
from snapshots.model import Document, Issue

SOONEST: Final = 14
LATEST: Final = 100
"""Days between adoption and distribution of the printed text: one to three months as a rule, two
weeks for the shortest texts. Pages of UN DESA date resolutions 58/208 and 61/208 by the latter."""

_MIXING: Final = "un-desa-event"
_BEFORE_FIRST: Final = 1945

DocumentMentions = list[SourcedValue[DocumentValue]]
"""What the pages say of one document, pages in the order of precedence."""


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """The two dates of a document, ISO, as far as the pages tell."""

    adopted: str | None = None
    distributed: str | None = None


def dates_of(mentions: DocumentMentions) -> Dates:
    """The first page's date of adoption, unless it is, or may be, that of the print.

    The document's own head comes before all other pages.
    """
    found = _adopted(mentions)
    every = [one.value.date or "" for one in found]
    said = [one.value.date or "" for one in found if not _may_be_printed(one)]
    earlier = (one for one in said if explained(one, said[0]))
    printed = (one for one in every if any(explained(other, one) for other in said))
    own_first = sorted(mentions, key=lambda one: not one.value.subject)
    distributed = [*(day for one in own_first for day in _printed(one.value)), *printed]
    return Dates(
        adopted=next(iter((*earlier, *said)), None),
        distributed=next(iter(distributed), None),
    )


def explained(adopted: str, other: str) -> bool:
    """Whether the other date is that of the distribution of what was adopted on the first."""
    days = (date.fromisoformat(other) - date.fromisoformat(adopted)).days
    return SOONEST <= days <= LATEST


def adoption_disagreements(document: str, mentions: DocumentMentions) -> Iterator[Issue]:
    """Dates of adoption that distribution does not explain, each with its words."""
    adopted = dates_of(mentions).adopted
    days = ((one, one.value.date or "") for one in _adopted(mentions))
    yield from pages_disagree(
        f"document:{document}",
        "adopted",
        ((one, None if adopted and explained(adopted, day) else day) for one, day in days),
    )


def field_of(value: DocumentValue, dates: Dates) -> str:
    """The field of the document that the words of the value support, or none in particular."""
    if value.date_kind == "adoption" and value.date:
        if value.date == dates.adopted:
            return "adopted"
        return "distributed" if value.date == dates.distributed else ""
    return "distributed" if any(True for _ in _printed(value)) else ""


def _adopted(mentions: DocumentMentions) -> DocumentMentions:
    dated = [one for one in mentions if one.value.date and one.value.date_kind == "adoption"]
    return sorted(dated, key=lambda one: not one.value.subject)


def _may_be_printed(sourced: SourcedValue[DocumentValue]) -> bool:
    """Whether a date of adoption may as well be that of the printed text.

    UN DESA's pages date resolutions by the one or the other; the main part of a session, from
    September to December, leaves no doubt. The Assembly's first session was that of 1946.
    """
    value = sourced.value
    if sourced.source.reading.family != _MIXING or not value.symbols or value.date is None:
        return False
    session = value.symbols[0].parts.session or ""
    year = str(_BEFORE_FIRST + int(session)) if session.isdigit() else ""
    return not f"{year}-09" <= value.date <= f"{year}-12-31"


def _printed(value: DocumentValue) -> Iterator[str]:
    if value.date and value.date_kind == "distribution":
        yield value.date
    if "distributed" in value.details:
        yield value.details["distributed"]


_DRAFT = "L"
"""The kind of symbol that drafts have: A/68/L.5."""


class DocumentsOf:
    """One record a document: of one symbol, of a double symbol, or of a title without symbol."""

    def __init__(self) -> None:
        self._records = Remembered[tuple[Document, tuple[Issue, ...]]]()

    def assemble(
        self, sources: tuple[Source, ...]
    ) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
        """The records, and what the pages disagree about."""
        groups = _grouped(sources)
        self._records.begin()
        made = [
            self._records.of(name, group.given, partial(group.record, name))
            for name, group in groups.items()
        ]
        records = [record for record, _ in made]
        issues = tuple(issue for _, disagreements in made for issue in disagreements)
        return tuple(_with_final_texts(records, sources)), issues


class _Group(msgspec.Struct, frozen=True):
    """What the pages say of one document, and the symbols by which they say it."""

    mentions: DocumentMentions = []
    symbols: dict[str, Symbol] = {}

    @property
    def given(self) -> tuple[object, ...]:
        """All that the record is made of."""
        told = (part for one in self.mentions for part in (one.source, one.value))
        return (*told, *self.symbols.values())

    def record(self, name: str) -> tuple[Document, tuple[Issue, ...]]:
        """The document, and what the pages disagree about."""
        issues = tuple(adoption_disagreements(name, self.mentions))
        return _record(name, self.symbols, self.mentions), issues


def _grouped(sources: Iterable[Source]) -> dict[str, _Group]:
    found = values_of(sources, "documents", DocumentValue)
    doubles = _doubles(one.value for one in found)
    groups = defaultdict[str, _Group](_Group)
    for one in found:
        for identity, symbol in _identities(one, doubles):
            group = groups[identity]
            if not group.mentions or group.mentions[-1] is not one:  # a double symbol is one
                group.mentions.append(one)
            if symbol:
                group.symbols[symbol.text] = symbol
    return groups


def _doubles(values: Iterable[DocumentValue]) -> Mapping[str, str]:
    """Symbol → the first, by the alphabet, of all that were printed together with it."""
    printed: dict[str, set[str]] = {}
    for value in values:
        if value.double:
            names = {symbol.text for symbol in value.symbols}
            together = names.union(*(printed.get(name, ()) for name in names))
            printed |= dict.fromkeys(together, together)
    return {name: min(together) for name, together in printed.items()}


def _identities(
    sourced: SourcedValue[DocumentValue], doubles: Mapping[str, str]
) -> Iterator[tuple[str, Symbol | None]]:
    value = sourced.value
    if value.symbols:
        yield from ((doubles.get(one.text, one.text), one) for one in value.symbols)
    elif value.title:
        yield f"{sourced.source.process.id}-{slug(value.title)}", None
    elif "number" in value.details:  # decisions and commission resolutions have no symbol
        words = " ".join(value.details.get(part, "") for part in ("body", "type", "number"))
        yield slug(words), None


def _record(identity: str, symbols: Mapping[str, Symbol], mentions: DocumentMentions) -> Document:
    titles: dict[str, str] = {}
    for one in mentions:
        if one.value.title:
            titles.setdefault(one.source.language, one.value.title)
    dates = dates_of(mentions)
    symbol = symbols.get(identity)
    return Document(
        id=identity,
        titles=titles,
        symbol=symbol.text if symbol else None,
        symbols=tuple(sorted(symbols.keys() - {identity})),
        parts=symbol.parts if symbol else None,
        adopted=dates.adopted,
        distributed=dates.distributed,
        processes=tuple(dict.fromkeys(one.source.process.id for one in mentions)),
        listed=tuple(
            dict.fromkeys(one.source.process.id for one in mentions if _is_listed(one.value))
        ),
        citations=tuple(one.cite(field_of(one.value, dates)) for one in mentions),
    )


def _is_listed(value: DocumentValue) -> bool:
    """Whether the page lists it, or is the document itself; else it is mentioned."""
    return value.subject or value.where == "list"


def _with_final_texts(made: list[Document], sources: Iterable[Source]) -> Iterator[Document]:
    """Drafts with the id of their final text, where both are there.

    Where a page says so it is cited; else the vocabulary does.
    """
    by_symbol = {symbol: one.id for one in made for symbol in (one.symbol, *one.symbols) if symbol}
    finals: dict[str, tuple[str, SourcedValue[DocumentValue] | None]] = {
        draft: (final, None) for draft, final in load_drafts().items()
    }
    for draft, final, page in reversed([tie for source in sources for tie in _ties(source)]):
        finals[draft] = final, page
    for one in made:
        symbol = next((symbol for symbol in (one.id, *one.symbols) if symbol in finals), "")
        text, said = finals.get(symbol, ("", None))
        if text in by_symbol:
            citations = (*one.citations, *((said.cite("draft_of"),) if said else ()))
            yield msgspec.structs.replace(one, draft_of=by_symbol[text], citations=citations)
        else:
            yield one


def _ties(source: Source) -> Iterator[tuple[str, str, SourcedValue[DocumentValue]]]:
    """A resolution whose head names one draft: "[without reference to … (A/71/L.1)]"."""
    found = values_of((source,), "documents", DocumentValue)
    finals = {text for one in found if one.value.subject for text in _symbols(one, "RES")}
    drafts = {
        text: one for one in found if one.value.where == "heading" for text in _symbols(one, _DRAFT)
    }
    if len(finals) == len(drafts) == 1:
        for draft, one in drafts.items():
            yield draft, finals.pop(), one


def _symbols(sourced: SourcedValue[DocumentValue], kind: str) -> Iterator[str]:
    return (symbol.text for symbol in sourced.value.symbols if symbol.parts.kind == kind)
