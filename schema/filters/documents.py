"""Documents: which, in what order, counted by what."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated, Final

import strawberry

from schema.context import text_in
from schema.filters.dates import DateInterval, earliest, meets
from schema.filters.matching import Test, all_words, combined, one_of, speaks_of
from schema.filters.ordering import Keys, OrderDirection
from snapshots import model
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import View, symbol_key


@strawberry.input(description="Which documents: all that is said must hold.")
class DocumentFilter:
    """What is left out holds for every document."""

    and_: list["DocumentFilter"] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list["DocumentFilter"] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: "DocumentFilter | None" = strawberry.field(
        name="not", default=None, description="This does not hold."
    )
    processes: list[str] | None = strawberry.field(
        default=None, description="One of these processes names it, by slug."
    )
    symbol_prefix: str | None = strawberry.field(
        default=None, description="One of its symbols begins so: `A/RES/`, however spelled."
    )
    organs: list[str] | None = strawberry.field(
        default=None, description="The organ of its symbol: A, S, E, ST."
    )
    bodies: list[str] | None = strawberry.field(
        default=None, description="The body of its symbol: AC.293, CONF.231."
    )
    kinds: list[str] | None = strawberry.field(
        default=None, description="The kind of its symbol: RES, L, PV."
    )
    sessions: list[str] | None = strawberry.field(
        default=None, description="The session of its symbol: 67."
    )
    years: list[str] | None = strawberry.field(
        default=None, description="The year of its symbol, where it stands for the session."
    )
    adopted: DateInterval | None = strawberry.field(default=None, description="Adopted then.")
    distributed: DateInterval | None = strawberry.field(
        default=None, description="Distributed then."
    )
    text: str | None = strawberry.field(
        default=None,
        description="Its titles or symbols have all these words, or words that begin so, in any "
        "language, whatever case and accents.",
    )


@strawberry.enum(description="By what documents are ordered.")
class DocumentOrderField(Enum):
    """A key each."""

    SYMBOL = strawberry.enum_value("symbol", description="The symbol.")
    TITLE = strawberry.enum_value("title", description="The title in the request's language.")
    ADOPTED = strawberry.enum_value("adopted", description="The date of adoption.")
    DISTRIBUTED = strawberry.enum_value("distributed", description="The date of distribution.")


@strawberry.input(description="An order of documents.")
class DocumentOrder:
    """One key."""

    field: DocumentOrderField = strawberry.field(description="By what.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Which way."
    )


DocumentWhere = Annotated[
    DocumentFilter | None, strawberry.argument(description="Which documents; by default all.")
]
DocumentOrderBy = Annotated[
    list[DocumentOrder] | None,
    strawberry.argument(
        description="In what order, the first key first; by default that of the version. What has "
        "no value comes last, and equal ones stay in the order of the version."
    ),
]


@strawberry.enum(description="By what documents are counted.")
class DocumentFacet(Enum):
    """A facet each."""

    ORGAN = strawberry.enum_value("organ", description="The organ of the symbol.")
    KIND = strawberry.enum_value("kind", description="The kind of the symbol.")
    SESSION = strawberry.enum_value("session", description="The session of the symbol.")
    YEAR = strawberry.enum_value("year", description="The year of adoption.")
    PROCESS = strawberry.enum_value("process", description="The processes that name them.")


def matching(_: View, where: DocumentFilter) -> Test:
    """Whether the filter holds for a document."""
    return combined(where, _asked)


def _asked(where: DocumentFilter) -> tuple[Test | None, ...]:
    return (
        one_of(where.processes, lambda one: one.processes),
        _begins(where.symbol_prefix),
        one_of(where.organs, _part("organ")),
        one_of(where.bodies, _part("body")),
        one_of(where.kinds, _part("kind")),
        one_of(where.sessions, _part("session")),
        one_of(where.years, _part("year")),
        meets(where.adopted, lambda one: (one.adopted, None)),
        meets(where.distributed, lambda one: (one.distributed, None)),
        speaks_of(where.text, lambda one: (*_symbols(one), *all_words(one.titles))),
    )


def _part(name: str) -> Callable[[model.Document], tuple[str | None]]:
    return lambda one: (getattr(one.parts, name) if one.parts else None,)


def _symbols(document: model.Document) -> tuple[str, ...]:
    return (document.symbol, *document.symbols) if document.symbol else ()


def _begins(prefix: str | None) -> Test | None:
    if prefix is None:
        return None
    key = symbol_key(prefix)
    return lambda one: any(symbol_key(symbol).startswith(key) for symbol in _symbols(one))


def _title(_: View, language: str, document: model.Document) -> str | None:
    return folded(text_in(document.titles, Language(language)) or "") or None


KEYS: Final[Keys] = {
    "symbol": lambda _, __, one: one.symbol,
    "title": _title,
    "adopted": lambda _, __, one: earliest(one.adopted) if one.adopted else None,
    "distributed": lambda _, __, one: earliest(one.distributed) if one.distributed else None,
}
"""Key → what it compares."""


def values(_: View, facet: str, document: model.Document) -> list[str]:
    """What the document counts for; each value once."""
    parts = document.parts
    found: dict[str, list[str | None]] = {
        "organ": [parts.organ if parts else None],
        "kind": [parts.kind if parts else None],
        "session": [parts.session if parts else None],
        "year": [document.adopted[:4] if document.adopted else None],
        "process": list(document.processes),
    }
    return sorted({one for one in found[facet] if one is not None})
