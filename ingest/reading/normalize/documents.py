"""A document's entry, clause or head → symbols, title, dates, and what else is said of it.

A fact comes either as words (an entry of a list, a clause of a sentence), then it is taken apart
here; or with `parts`, then the family has told apart by place or grammar: `symbol`, `title`,
`date` with `date_kind`, `distributed`, `as_written`; all other parts become details.
"""

import re
from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.reading import DocumentValue
from ingest.reading.vocabulary.dates import DateSpan, date_behind, find_dates
from ingest.reading.vocabulary.symbols import SymbolMention, find_symbols
from ingest.reading.vocabulary.worded import worded_pattern

_EDGES = " \t,;:.–—-()[]"
_SORT = worded_pattern(
    r"(?:{article}\s?)?(?:{assembly}\s)?(?:{resolution}|{decision_noun}|{document_noun})"
    r"(?:,?\s(?:{adopted_by}|{of_body})\s?(?:{article}\s?)?(?:{united_nations}\s)?{organ}"
    r"(?:\s{united_nations_behind})?)?(?:$|\s?[:–—]\s?)",
    re.I,
)
"""What sort of document it is, and whose: no title, nor a part of one."""
_OWN = frozenset({"symbol", "title", "date", "date_kind", "distributed", "as_written"})
"""Parts that have a place of their own in a value."""


def documents(fact: Fact) -> Iterator[DocumentValue]:
    """One value for each document that the words name."""
    if fact.parts:
        yield _told_apart(fact)
        return
    if fact.kind == "title":
        yield DocumentValue(field="documents", quote=fact.quote, title=fact.words, where="prose")
        return
    mentions = find_symbols(fact.words)
    yield _listed(fact, mentions[0] if mentions else None)


def _told_apart(fact: Fact) -> DocumentValue:
    """A document whose pieces the family knows; a symbol that cannot be read stays a detail."""
    parts = fact.parts
    mention = _mention(parts.get("symbol", ""))
    details = {key: words for key, words in parts.items() if key not in _OWN}
    if "symbol" in parts and mention is None:
        details["symbol_as_written"] = parts["symbol"]
    distributed = _precise(parts.get("distributed", ""))
    if distributed:
        details["distributed"] = distributed.start
    date = _precise(parts.get("date", ""))
    kind = parts.get("date_kind") or ("adoption" if mention and _is_resolution(mention) else None)
    return DocumentValue(
        field="documents",
        quote=fact.quote,
        title=parts.get("title"),
        symbols=mention.symbols if mention else (),
        double=mention.double if mention else False,
        date=date.start if date else None,
        date_kind=kind if date else None,
        where=fact.kind,
        as_written=parts.get("as_written"),
        subject=fact.kind == "masthead",
        details=details,
    )


def _mention(words: str) -> SymbolMention | None:
    """The one symbol (or range) that the words are; a bare number is a resolution's."""
    found = find_symbols(words) or find_symbols(f"resolution {words}")
    return found[0] if len(found) == 1 else None


def _listed(fact: Fact, mention: SymbolMention | None) -> DocumentValue:
    words = fact.words
    if mention is None:
        date = _precise(words)
        return DocumentValue(
            field="documents",
            quote=fact.quote,
            title=words,
            date=date.start if date else None,
            where="list",
        )
    date = date_behind(words, mention.to)
    title = _title(words, mention, date)
    return DocumentValue(
        field="documents",
        quote=fact.quote,
        title=title or None,
        symbols=mention.symbols,
        double=mention.double,
        date=date.start if date else None,
        date_kind="adoption" if date and _is_resolution(mention) else None,
        where="list",
    )


def _title(words: str, mention: SymbolMention, date: DateSpan | None) -> str:
    """What an entry says besides symbol, date and the noun that they belong to."""
    around = words[: mention.at] + words[date.to if date else mention.to :]
    rest = " ".join(around.split()).strip(_EDGES)
    sort = _SORT.match(rest)
    return rest[sort.end() :].strip(_EDGES) if sort else rest


def _precise(words: str) -> DateSpan | None:
    return next((date for date in find_dates(words) if date.precise), None)


def _is_resolution(mention: SymbolMention) -> bool:
    return all(symbol.parts.kind == "RES" for symbol in mention.symbols)
