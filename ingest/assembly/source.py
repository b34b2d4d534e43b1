"""A reading with the page that it belongs to: the citing side of assembly."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.reading.found import Doubt, Quote
from ingest.reading.reading import Reading, Value
from snapshots.model import Citation, Issue, Language, Page

V = TypeVar("V", bound=Value)
R = TypeVar("R", bound=msgspec.Struct)

_ORDER = {Language.EN: 0, Language.FR: 1, Language.ES: 2}


class Source(msgspec.Struct, frozen=True):
    """One page of one process, read."""

    page: str
    process: CatalogueProcess
    reading: Reading

    @property
    def language(self) -> str:
        """The code of the page's language."""
        return self.reading.language.value

    def cite(self, quote: Quote, field: str = "") -> Citation:
        """The citation of words of this page."""
        return Citation(
            field=field,
            page=self.page,
            capture=self.reading.capture,
            path=quote.path,
            line=quote.line,
            words=quote.words,
            rule=quote.rule,
        )

    def record(self) -> Page:
        """The page as a record of the snapshot."""
        return Page(
            id=self.page,
            url=self.reading.url,
            language=self.reading.language,
            family=self.reading.family,
            capture=self.reading.capture,
            whole=self.reading.whole,
            process=self.process.id,
        )

    def issue(self, doubt: Doubt) -> Issue:
        """What the reader could not make out, as an issue of the data."""
        return Issue(
            code=doubt.code,
            message=doubt.message,
            node=f"page:{self.page}",
            field=doubt.field or None,
            citations=(self.cite(doubt.quote, doubt.field),) if doubt.quote else (),
        )


class SourcedValue(msgspec.Struct, Generic[V], frozen=True):
    """A value and the page that gave it."""

    source: Source
    value: V

    def cite(self, field: str = "") -> Citation:
        """Where the value was read."""
        return self.source.cite(self.value.quote, field)

    def record(self, kind: type[R]) -> R:
        """The record of the value's own fields, with where it was read."""
        record = msgspec.convert(self.value, kind, from_attributes=True)
        return msgspec.structs.replace(record, citations=(self.cite(),))


def values_of(sources: Iterable[Source], field: str, kind: type[V]) -> list[SourcedValue[V]]:
    """The values of that kind of a field, in the order of pages."""
    return [
        SourcedValue(source, value)
        for source in sources
        for value in source.reading.of(field)
        if isinstance(value, kind)
    ]


def sources(readings: Iterable[Reading], catalogue: Catalogue) -> tuple[Source, ...]:
    """Readings under their processes, in the order of precedence.

    Whole pages come before partial ones, then English, French and Spanish, then the order in
    which the catalogue lists the pages (the newest address first): where pages disagree, the
    earlier one is followed and the disagreement reported. Raises UnknownPage.
    """
    ordered = sorted(
        ((catalogue.process_of(reading.url), reading) for reading in readings),
        key=lambda pair: (
            pair[0].id,
            not pair[1].whole,
            _ORDER[pair[1].language],
            catalogue.rank(pair[1].url),
            pair[1].capture,
        ),
    )
    names = numbered(f"{process.id}-{reading.language.value}" for process, reading in ordered)
    return tuple(Source(name, *pair) for name, pair in zip(names, ordered, strict=True))


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Names that come again get a number, in their order; the first goes without: `a`, `a-2`."""
    taken = Counter[str]()
    for name in names:
        taken[name] += 1
        yield name if taken[name] == 1 else f"{name}-{taken[name]}"


def slug(words: str) -> str:
    """Lower-case ASCII words with hyphens, for ids that people can read; never empty."""
    folded = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("Œ", "oe"))
    bare = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode().lower())
    return bare.strip("-")[:80].strip("-") or "unnamed"
