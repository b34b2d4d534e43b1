"""Documents of all pages → one record for each; a symbol is an identity."""

from collections.abc import Iterable, Iterator

from ingest.assembly.source import Source, Sourced, slug
from ingest.reading import DocumentValue
from ingest.symbols import Symbol
from snapshots.model import Document

_Group = list[tuple[Sourced, DocumentValue]]


def assemble_documents(sources: Iterable[Source]) -> tuple[Document, ...]:
    """One record a symbol, and one a title where there is no symbol."""
    groups: dict[str, _Group] = {}
    symbols: dict[str, Symbol] = {}
    for sourced, value in _found(sources):
        for identity, symbol in _identities(sourced, value):
            groups.setdefault(identity, []).append((sourced, value))
            if symbol:
                symbols[identity] = symbol
    return tuple(_record(one, symbols.get(one), group) for one, group in groups.items())


def _found(sources: Iterable[Source]) -> Iterator[tuple[Sourced, DocumentValue]]:
    for source in sources:
        for value in source.reading.of("documents"):
            if isinstance(value, DocumentValue):
                yield Sourced(source, value), value


def _identities(sourced: Sourced, value: DocumentValue) -> Iterator[tuple[str, Symbol | None]]:
    if value.symbols:
        yield from ((symbol.text, symbol) for symbol in value.symbols)
    elif value.title:
        yield f"{sourced.source.process.id}-{slug(value.title)}", None
    elif "number" in value.details:  # decisions and commission resolutions have no symbol
        words = " ".join(value.details.get(part, "") for part in ("body", "type", "number"))
        yield slug(words), None


def _record(identity: str, symbol: Symbol | None, group: _Group) -> Document:
    titles: dict[str, str] = {}
    for sourced, value in group:
        if value.title:
            titles.setdefault(sourced.source.language, value.title)
    adopted = [value.date for _, value in group if value.date and value.date_kind == "adoption"]
    distributed = [v.date for _, v in group if v.date and v.date_kind == "distribution"]
    distributed += [v.details["distributed"] for _, v in group if "distributed" in v.details]
    return Document(
        id=identity,
        titles=titles,
        symbol=symbol.text if symbol else None,
        parts=symbol.parts if symbol else None,
        adopted=adopted[0] if adopted else None,
        distributed=distributed[0] if distributed else None,
        processes=tuple(dict.fromkeys(sourced.source.process.id for sourced, _ in group)),
        citations=tuple(sourced.cite("adopted" if value.date else "") for sourced, value in group),
    )
