"""A document's entry or clause → symbol, title, date."""

import re
from collections.abc import Iterator

from ingest.dates import DateSpan, find_dates
from ingest.found import Fact
from ingest.reading import DocumentValue
from ingest.symbols import SymbolMention, find_symbols

_EDGES = " \t,;:.–—-()[]"
_DATE_OF = re.compile(r"\s?,?\s?(?:of|du|de|del|dated|en date du|,)\s")


def documents(fact: Fact) -> Iterator[DocumentValue]:
    """One value for each document that the words name."""
    if fact.kind == "title":
        yield DocumentValue(field="documents", quote=fact.quote, title=fact.words, where="prose")
        return
    mentions = find_symbols(fact.words)
    if fact.kind == "prose":
        yield from _in_prose(fact, mentions[:1])
    else:
        yield _listed(fact, mentions[0] if mentions else None)


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
    title = (words[: mention.at] + words[mention.to :]).strip(_EDGES)
    date = date_behind(words, mention)
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


def _in_prose(fact: Fact, mentions: tuple[SymbolMention, ...]) -> Iterator[DocumentValue]:
    for mention in mentions:
        date = date_behind(fact.words, mention)
        yield DocumentValue(
            field="documents",
            quote=fact.quote,
            symbols=mention.symbols,
            double=mention.double,
            date=date.start if date else None,
            date_kind="adoption" if date and _is_resolution(mention) else None,
            where="prose",
            as_written=fact.words[: date.to if date else mention.to].strip(_EDGES),
        )


def date_behind(words: str, mention: SymbolMention) -> DateSpan | None:
    """The date that follows a symbol as "of 23 December 2003"; another date is not its own."""
    joint = _DATE_OF.match(words, mention.to)
    if joint is None:
        return None
    behind = next((date for date in find_dates(words) if date.at >= joint.end()), None)
    return behind if behind and behind.at == joint.end() and behind.precise else None


def _precise(words: str) -> DateSpan | None:
    return next((date for date in find_dates(words) if date.precise), None)


def _is_resolution(mention: SymbolMention) -> bool:
    return all(symbol.parts.kind == "RES" for symbol in mention.symbols)
