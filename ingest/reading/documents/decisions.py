"""Decisions, and resolutions numbered year/number: documents that bear no symbol of their own."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from ingest.reading.documents.words import Organ, load_words, one_of
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_behind

_NUMBER = lazy_pattern(r"(?<![\w/])(?P<number>(?:19|20)\d\d/\d{1,3}(?:\s[A-Z](?![\w.]))?)(?![\w/])")
_FAR = 70
"""Characters between the noun or a date and the next number of an enumeration."""
_JOINS = lazy_pattern(r"(?:,|\band|\bet|\by)\s$")


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """A document known by its body, type and number."""

    number: str
    words: str
    at: int
    parts: dict[str, str]


def numbered_documents(text: str) -> Iterator[Numbered]:
    """The documents that a text names by year and number, if it names their body, too."""
    for noun in _noun().finditer(text):
        numbers = tuple(_numbers(text, noun.end()))
        owner = _owner(text, noun.start(), noun.end(), numbers)
        if owner is None:
            continue
        kind = "decision" if noun["decision"] else "resolution"
        for at, number in enumerate(numbers):
            start = noun.start() if at == 0 else number.start()
            yield _document(text, start, number, kind, owner)


def _numbers(text: str, at: int) -> Iterator[re.Match[str]]:
    """The numbers that one noun governs."""
    first = True
    while number := _NUMBER.search(text, at, at + _FAR):
        between = text[at : number.start()]
        joined = first or _JOINS.search(between)
        if not joined or re.search(r"[.;:]|\d/", between) or _noun().search(between):
            return
        yield number
        first, at = False, number.end()
        date = _date_end(text, at)
        at = date or at


def _date_end(text: str, at: int) -> int | None:
    date = date_behind(text, at)
    if date is None:
        return None
    mark = re.compile(r"\d?").match(text, date.to)  # a footnote mark glued on
    return mark.end() if mark else date.to


def _owner(
    text: str, start: int, end: int, numbers: tuple[re.Match[str], ...]
) -> tuple[Organ, str] | None:
    """The body named right before the noun, between noun and number, or right behind the number."""
    if not numbers:
        return None
    places = (
        (re.compile(rf"{_body()}\s(?:in\s)?(?:its\s)?$"), max(0, start - 120), start),
        (re.compile(rf"\s(?:of the|de la|du|del)\s{_body()}"), end, numbers[0].start()),
        (re.compile(rf"\s(?:of the|de la|du|del)\s{_body()}"), numbers[-1].end(), len(text)),
    )
    for at, (pattern, begin, stop) in enumerate(places):
        piece = text[begin:stop]
        found = pattern.search(piece) if at == 0 else pattern.match(piece)
        organ = _organ(found["body"]) if found else None
        if found and organ:
            return organ, found["body"]
    return None


def _document(
    text: str, start: int, number: re.Match[str], kind: str, owner: tuple[Organ, str]
) -> Numbered:
    organ, body = owner
    behind = re.compile(rf"\s(?:of the|de la|du|del)\s{re.escape(body)}").match(text, number.end())
    to = behind.end() if behind else number.end()
    date = date_behind(text, to)
    words = text[start : date.to if date else to]
    parts = {"number": number["number"], "type": kind, "body": organ.name, "as_written": words}
    if organ.library:
        series = "DEC" if kind == "decision" else "RES"
        parts["library_symbol"] = f"{organ.library}/{series}/{number['number']}"
    if date:
        parts |= {"date": text[date.at : date.to], "date_kind": "adoption"}
    return Numbered(number=number["number"], words=words, at=number.start(), parts=parts)


def _organ(name: str) -> Organ | None:
    return next(
        (one for one in load_words().organ if re.fullmatch(one_of(one.words), name, re.I)), None
    )


@cache
def _body() -> str:
    return rf"(?P<body>{one_of(name for organ in load_words().organ for name in organ.words)})"


@cache
def _noun() -> re.Pattern[str]:
    words = load_words()
    return re.compile(
        rf"(?<!\w)(?:(?P<decision>{one_of(words.decision)})|{one_of(words.resolution)})(?!\w)", re.I
    )
