"""Documents of all pages → one record for each; a symbol is an identity, two may be one."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ingest.assembly.adoption import Told, adoption_disagreements, dates_of, field_of
from ingest.assembly.source import Source, Sourced, slug, values_of
from ingest.reading.reading import DocumentValue
from ingest.reading.vocabulary.drafts import load_drafts
from ingest.reading.vocabulary.symbols import Symbol
from snapshots.model import Document, Issue

_DRAFT = "L"
"""The kind of symbol that drafts have: A/68/L.5."""


def assemble_documents(
    sources: tuple[Source, ...],
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """One record a document: of one symbol, of a double symbol, or of a title without symbol."""
    found = values_of(sources, "documents", DocumentValue)
    doubles = _doubles(one.value for one in found)
    groups: dict[str, Told] = {}
    symbols: dict[str, dict[str, Symbol]] = {}
    for one in found:
        for identity, symbol in _identities(one, doubles):
            group = groups.setdefault(identity, [])
            if not group or group[-1] is not one:  # a double symbol names one document twice
                group.append(one)
            if symbol:
                symbols.setdefault(identity, {})[symbol.text] = symbol
    made = [_record(one, symbols.get(one, {}), told) for one, told in groups.items()]
    issues = [issue for one, told in groups.items() for issue in adoption_disagreements(one, told)]
    return tuple(_with_final_texts(made, sources)), tuple(issues)


def _doubles(values: Iterable[DocumentValue]) -> Mapping[str, str]:
    """Symbol → the first, by the alphabet, of all that were printed together with it."""
    first: dict[str, str] = {}
    for value in values:
        if value.double:
            names = {symbol.text for symbol in value.symbols}
            heads = {first.get(name, name) for name in names} | names
            members = heads | {name for name, head in first.items() if head in heads}
            first |= dict.fromkeys(members, min(members))
    return first


def _identities(
    sourced: Sourced[DocumentValue], doubles: Mapping[str, str]
) -> Iterator[tuple[str, Symbol | None]]:
    value = sourced.value
    if value.symbols:
        yield from ((doubles.get(one.text, one.text), one) for one in value.symbols)
    elif value.title:
        yield f"{sourced.source.process.id}-{slug(value.title)}", None
    elif "number" in value.details:  # decisions and commission resolutions have no symbol
        words = " ".join(value.details.get(part, "") for part in ("body", "type", "number"))
        yield slug(words), None


def _record(identity: str, symbols: Mapping[str, Symbol], told: Told) -> Document:
    titles: dict[str, str] = {}
    for one in told:
        if one.value.title:
            titles.setdefault(one.source.language, one.value.title)
    dates = dates_of(told)
    symbol = symbols.get(identity)
    return Document(
        id=identity,
        titles=titles,
        symbol=symbol.text if symbol else None,
        symbols=tuple(sorted(symbols.keys() - {identity})),
        parts=symbol.parts if symbol else None,
        adopted=dates.adopted,
        distributed=dates.distributed,
        processes=tuple(dict.fromkeys(one.source.process.id for one in told)),
        citations=tuple(one.cite(field_of(one.value, dates)) for one in told),
    )


def _with_final_texts(made: list[Document], sources: Iterable[Source]) -> Iterator[Document]:
    """Drafts with the id of their final text, where both are there.

    Where a page says so it is cited; else the vocabulary does.
    """
    by_symbol = {symbol: one.id for one in made for symbol in (one.symbol, *one.symbols) if symbol}
    finals: dict[str, tuple[str, Sourced[DocumentValue] | None]] = {
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


def _ties(source: Source) -> Iterator[tuple[str, str, Sourced[DocumentValue]]]:
    """A resolution whose head names one draft: "[without reference to … (A/71/L.1)]"."""
    found = values_of((source,), "documents", DocumentValue)
    finals = {text for one in found if one.value.subject for text in _symbols(one, "RES")}
    drafts = {
        text: one for one in found if one.value.where == "heading" for text in _symbols(one, _DRAFT)
    }
    if len(finals) == len(drafts) == 1:
        for draft, one in drafts.items():
            yield draft, finals.pop(), one


def _symbols(sourced: Sourced[DocumentValue], kind: str) -> Iterator[str]:
    return (symbol.text for symbol in sourced.value.symbols if symbol.parts.kind == kind)
