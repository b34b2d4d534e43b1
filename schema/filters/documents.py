"""Documents: which, in what order, counted by what."""

from typing import Any, Final

from schema.context import Context
from schema.filters.dates import DateInterval, first_day, meets, year_of
from schema.filters.listing import By, Filter, listing
from schema.filters.matching import Test, asked, one_of, speaks_of
from schema.filters.meanings import ids
from schema.filters.ordering import alphabetical, value
from schema.filters.values import Values, all_words, lists
from snapshots.model import Document
from snapshots.view import symbol_key


def _part(name: str) -> Values:
    """A part of the symbol."""
    return lambda _, one: (getattr(one.parts, name, None),)


def _symbols(document: Document) -> tuple[str, ...]:
    return (document.symbol, *document.symbols) if document.symbol else ()


def _begins(_: Context, __: Any, prefix: str) -> Test:
    key = symbol_key(prefix)
    return lambda one: any(symbol_key(symbol).startswith(key) for symbol in _symbols(one))


class DocumentFilter(Filter):
    """Which documents."""

    processes: list[str] | None = one_of(
        "One of these processes names it, by slug.", lists("processes"), ids("processes")
    )
    listed_by: list[str] | None = one_of(
        "A page of one of these processes lists it, by slug.", lists("listed"), ids("processes")
    )
    symbol_prefix: str | None = asked(
        "One of its symbols begins so: `A/RES/`, however spelled.", _begins
    )
    organs: list[str] | None = one_of("The organ of its symbol: A, S, E, ST.", _part("organ"))
    bodies: list[str] | None = one_of("The body of its symbol: AC.293, CONF.231.", _part("body"))
    kinds: list[str] | None = one_of("The kind of its symbol: RES, L, PV.", _part("kind"))
    sessions: list[str] | None = one_of("The session of its symbol: 67.", _part("session"))
    years: list[str] | None = one_of(
        "The year of its symbol, where it stands for the session.", _part("year")
    )
    adopted: DateInterval | None = meets("Adopted then.", "adopted")
    distributed: DateInterval | None = meets("Distributed then.", "distributed")
    text: str | None = speaks_of(
        "Its titles or symbols have", lambda _, one: (*_symbols(one), *all_words(one.titles))
    )


DOCUMENTS: Final = listing(
    DocumentFilter,
    "documents",
    orders=(
        By("symbol", "The symbol.", value("symbol")),
        By("title", "The title in the request's language.", alphabetical("titles")),
        By("adopted", "The date of adoption.", first_day("adopted")),
        By("distributed", "The date of distribution.", first_day("distributed")),
    ),
    facets=(
        By("organ", "The organ of the symbol.", _part("organ")),
        By("kind", "The kind of the symbol.", _part("kind")),
        By("session", "The session of the symbol.", _part("session")),
        By("year", "The year of adoption.", year_of("adopted")),
        By("process", "The processes that name them.", lists("processes")),
    ),
)
