"""Documents of all pages → one record for each; a symbol is an identity, two may be one."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ingest.assembly.adoption import Told, adoption_disagreements, dates_of, field_of
from ingest.assembly.drafts import Tie, draft_ties
from ingest.assembly.source import Source, Sourced, slug
from ingest.reading.reading import DocumentValue
from ingest.reading.vocabulary.symbols import Symbol
from snapshots.model import Document, Issue


def assemble_documents(
    sources: tuple[Source, ...],
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """One record a document: of one symbol, of a double symbol, or of a title without symbol."""
    found = list(_found(sources))
    doubles = _doubles(value for _, value in found)
    groups: dict[str, Told] = {}
    symbols: dict[str, dict[str, Symbol]] = {}
    for sourced, value in found:
        for identity, symbol in _identities(sourced, value, doubles):
            group = groups.setdefault(identity, [])
            if not group or group[-1][1] is not value:  # a double symbol names one document twice
                group.append((sourced, value))
            if symbol:
                symbols.setdefault(identity, {})[symbol.text] = symbol
    made = [_record(one, symbols.get(one, {}), told) for one, told in groups.items()]
    issues = [issue for one, told in groups.items() for issue in adoption_disagreements(one, told)]
    return _tied(made, draft_ties(sources)), tuple(issues)


def _found(sources: Iterable[Source]) -> Iterator[tuple[Sourced, DocumentValue]]:
    for source in sources:
        for value in source.reading.of("documents"):
            if isinstance(value, DocumentValue):
                yield Sourced(source, value), value


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
    sourced: Sourced, value: DocumentValue, doubles: Mapping[str, str]
) -> Iterator[tuple[str, Symbol | None]]:
    if value.symbols:
        yield from ((doubles.get(one.text, one.text), one) for one in value.symbols)
    elif value.title:
        yield f"{sourced.source.process.id}-{slug(value.title)}", None
    elif "number" in value.details:  # decisions and commission resolutions have no symbol
        words = " ".join(value.details.get(part, "") for part in ("body", "type", "number"))
        yield slug(words), None


def _record(identity: str, symbols: Mapping[str, Symbol], told: Told) -> Document:
    titles: dict[str, str] = {}
    for sourced, value in told:
        if value.title:
            titles.setdefault(sourced.source.language, value.title)
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
        processes=tuple(dict.fromkeys(sourced.source.process.id for sourced, _ in told)),
        citations=tuple(sourced.cite(field_of(value, dates)) for sourced, value in told),
    )


def _tied(made: list[Document], ties: Mapping[str, Tie]) -> tuple[Document, ...]:
    """Drafts with the id of their final text, where both are there."""
    by_symbol = {symbol: one.id for one in made for symbol in (one.symbol, *one.symbols) if symbol}
    return tuple(_draft(one, ties, by_symbol) for one in made)


def _draft(one: Document, ties: Mapping[str, Tie], by_symbol: Mapping[str, str]) -> Document:
    own = (one.id, *one.symbols)
    tie = next((ties[symbol] for symbol in own if symbol in ties), None)
    if tie is None or tie.final not in by_symbol:
        return one
    told = (tie.told.cite("draft_of"),) if tie.told else ()
    return msgspec.structs.replace(
        one, draft_of=by_symbol[tie.final], citations=(*one.citations, *told)
    )
