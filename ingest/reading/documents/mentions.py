"""Documents that sentences name by symbol: title, date and type as far as they stand beside it."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from ingest.reading.documents.titles import type_of
from ingest.reading.documents.words import load_words, named, one_of
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_at, date_behind
from ingest.reading.vocabulary.symbols import SymbolMention, find_symbols

_NOUN = lazy_pattern(
    r"(?:(?:its|ses|sus|su|sa|la|the|les|las|Security\sCouncil|General\sAssembly|Assembly|document)\s)?"
    r"(?:(?:draft\s)?r[eé]solutions?|resolución|resoluciones|documents?|documentos?)\s$",
    re.I,
)
_OPENED = lazy_pattern(r"[“«\"]\s?(?P<title>[^“”«»\"]{3,250})\s?[”»\"]")
_REPORT_OF = lazy_pattern(
    r"(?:reports?|rapports?|informes?|notes?|letters?|lettres?|notas?|cartas?)"
    r"\s(?:of|dated|du|de|de fecha)\s"
    r"(?P<date>[^()]{8,40})\s?\(\s?$",
    re.I,
)
_BEFORE = 300
"""Characters before a symbol within which the title or report stands that it belongs to."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One document (or a range of them) in a sentence."""

    symbol: str
    """As written; without the word "resolution" before it."""
    words: str
    """From the noun to the date, where they stand beside the symbol."""
    at: int
    parts: dict[str, str]


def mentions(text: str, *, own_numbers: bool = False) -> Iterator[Mention]:
    """The documents of a text in reading order.

    `own_numbers`: the text is of a body that numbers its own resolutions n/n, as the General
    Assembly does; then such a number counts only where the Assembly is named beside it.
    """
    for found in find_symbols(text):
        if own_numbers and "/RES/" not in text[found.at : found.to] and _is_bare(text, found):
            continue
        yield _mention(text, found)


def _is_bare(text: str, found: SymbolMention) -> bool:
    """Whether a resolution is told by its number alone, and not as the Assembly's."""
    if not text[found.at].isdigit() and not text.startswith(("S-", "ES-"), found.at):
        return False
    around = text[max(0, found.at - 80) : found.at]
    organ = named(load_words().organ, around)
    return organ is None or organ.name not in ("General Assembly", "Security Council")


def _mention(text: str, found: SymbolMention) -> Mention:
    date = date_behind(text, found.to)
    noun = _NOUN.search(text, max(0, found.at - 60), found.at)
    start, end = noun.start() if noun else found.at, date.to if date else found.to
    words = text[start:end]
    symbol = text[found.at : found.to]
    parts = {"symbol": symbol, "as_written": words} | _beside(text, found, end)
    if date:
        parts["date"] = text[date.at : date.to]
    if len(found.symbols) > 1 and not found.double:
        parts["range"] = symbol
    if all(one.parts.kind == "L" for one in found.symbols):
        parts["type"] = "draft resolution"
    return Mention(symbol=symbol, words=words, at=found.at, parts=parts)


def _beside(text: str, found: SymbolMention, end: int) -> dict[str, str]:
    """The title and the date that grammar ties to the symbol."""
    behind = _entitled_behind().match(text, end)
    before = text[max(0, found.at - _BEFORE) : found.at]
    titled = behind or _entitled_before().search(before)
    made = {"title": titled["title"].strip()} if titled else {}
    report = _REPORT_OF.search(before)
    date = date_at(report["date"].strip(), 0) if report else None
    if report and date:
        made["date"] = report["date"].strip()[: date.to]
    return made


@cache
def _entitled_behind() -> re.Pattern[str]:
    return re.compile(rf"\)?,?\s{one_of(load_words().entitled)}\s{_OPENED.pattern}", re.I)


@cache
def _entitled_before() -> re.Pattern[str]:
    return re.compile(
        rf"{one_of(load_words().entitled)}\s{_OPENED.pattern}\s?\((?:see\s|voir\s|véase\s|document\s)?$",
        re.I,
    )


class Announcement(msgspec.Struct, frozen=True):
    """A line that offers a document: `Report of the Secretary-General (SYMBOL): "title"`."""

    symbol: str
    parts: dict[str, str]


def read_announcement(line: str) -> Announcement | None:
    """The document that a line of its own offers, or None."""
    found = next(iter(find_symbols(line)), None)
    if found is None or found.at == 0 or line[found.at - 1] not in "([":
        return None
    kind = type_of(line[: found.at - 1].strip(" :,-–"))
    title = re.fullmatch(
        rf"[)\]]\s?[:–—-]\s?(?:{_OPENED.pattern}|(?P<plain>[^“”«»\".;]{{5,250}}))[.]?",
        line[found.to :].strip(),
    )
    if kind is None or title is None:
        return None
    symbol = line[found.at : found.to]
    words = (title["title"] or title["plain"]).strip()
    return Announcement(symbol, {"symbol": symbol, "title": words, "type": kind[0].name})


def languages_offered(line: str) -> str:
    """The codes of the languages that a line of links lists, or nothing."""
    pieces = [
        piece.strip(" []|") for piece in re.split(r"\||\]\s?\[|,", line) if piece.strip(" []|")
    ]
    codes = [load_words().language(piece) for piece in pieces]
    return " ".join(code for code in codes if code) if codes and None not in codes else ""
