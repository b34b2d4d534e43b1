"""Documents that text names, by symbol or by number: title, date and type that stand beside it."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from ingest.reading.documents.titles import type_of
from ingest.reading.documents.words import load_words, named
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_at, date_behind
from ingest.reading.vocabulary.symbols import SymbolMention, find_symbols
from ingest.reading.vocabulary.worded import worded_pattern

_NOUN = worded_pattern(r"(?:{its_document}\s)?{document_noun}\s$", re.I)
_QUOTED = r"[“«\"]\s?(?P<title>[^“”«»\"]{3,250})\s?[”»\"]"
_ENTITLED_BEHIND = worded_pattern(rf"\)?,?\s{{entitled}}\s{_QUOTED}", re.I)
_ENTITLED_BEFORE = worded_pattern(rf"{{entitled}}\s{_QUOTED}\s?\((?:{{see}}\s)?$", re.I)
_OFFERED = lazy_pattern(rf"[)\]]\s?[:–—-]\s?(?:{_QUOTED}|(?P<plain>[^“”«»\".;]{{5,250}}))[.]?")
_REPORT_OF = worded_pattern(r"{dated_paper}\s{dated}\s(?P<date>[^()]{8,40})\s?\(\s?$", re.I)
_BEFORE = 300
"""Characters before a symbol within which the title or report stands that it belongs to."""

_NUMBERED = worded_pattern(
    r"(?<!\w)(?:(?P<decision>{decision_noun})|{resolution_noun})(?!\w)", re.I
)
_NUMBER = lazy_pattern(r"(?<![\w/])(?P<number>(?:19|20)\d\d/\d{1,3}(?:\s[A-Z](?![\w.]))?)(?![\w/])")
_FAR = 70
"""Characters between the noun or a date and the next number of an enumeration."""
_SERIES = {"decision": "DEC", "resolution": "RES"}
_JOINT = worded_pattern(r"(?:,|\b{and})\s$")
_BODY_BEFORE = worded_pattern(r"(?P<body>{organ})\s(?:{in_its}\s)?$")
_BODY_BEHIND = worded_pattern(r"\s{of_body}\s(?P<body>{organ})")


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One document (or a range of them) in a text."""

    words: str
    """From the noun to the date, where they stand beside symbol or number."""
    at: int
    parts: Mapping[str, str]


def mentions(text: str, *, own_numbers: bool = False) -> Iterator[Mention]:
    """The documents that a text names by symbol, in reading order.

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
    organ = named(load_words().organ, text[max(0, found.at - 80) : found.at])
    return organ is None or organ.name not in ("General Assembly", "Security Council")


def _mention(text: str, found: SymbolMention) -> Mention:
    date = date_behind(text, found.to)
    noun = _NOUN.search(text, max(0, found.at - 60), found.at)
    start, end = noun.start() if noun else found.at, date.to if date else found.to
    symbol = text[found.at : found.to]
    parts = {"symbol": symbol, "as_written": text[start:end]} | _beside(text, found, end)
    if date:
        parts["date"] = text[date.at : date.to]
    if len(found.symbols) > 1 and not found.double:
        parts["range"] = symbol
    if all(one.parts.kind == "L" for one in found.symbols):
        parts["type"] = "draft resolution"
    return Mention(words=text[start:end], at=found.at, parts=parts)


def _beside(text: str, found: SymbolMention, end: int) -> dict[str, str]:
    """The title and the date that grammar ties to the symbol."""
    before = text[max(0, found.at - _BEFORE) : found.at]
    titled = _ENTITLED_BEHIND.match(text, end) or _ENTITLED_BEFORE.search(before)
    made = {"title": titled["title"].strip()} if titled else {}
    report = _REPORT_OF.search(before)
    date = date_at(report["date"].strip(), 0) if report else None
    if report and date:
        made["date"] = report["date"].strip()[: date.to]
    return made


def numbered_documents(text: str) -> Iterator[Mention]:
    """Decisions and resolutions without symbol: named by year/number and by their body."""
    for noun in _NUMBERED.finditer(text):
        numbers = tuple(_numbers(text, noun.end()))
        body = _body(text, noun, numbers)
        organ = named(load_words().organ, body)
        if organ is None:
            continue
        kind = "decision" if noun["decision"] else "resolution"
        for at, number in enumerate(numbers):
            start = number.start() if at else noun.start()
            told = {"number": number["number"], "type": kind, "body": organ.name}
            if organ.library:
                told["library_symbol"] = f"{organ.library}/{_SERIES[kind]}/{number['number']}"
            yield _numbered(text, start, number.end(), body, told)


def _numbers(text: str, at: int) -> Iterator[re.Match[str]]:
    """The numbers that one noun governs."""
    first = True
    while number := _NUMBER.search(text, at, at + _FAR):
        between = text[at : number.start()]
        joined = first or _JOINT.search(between)
        if not joined or re.search(r"[.;:]|\d/", between) or _NUMBERED.search(between):
            return
        yield number
        first, at = False, number.end()
        date = date_behind(text, at)
        # A footnote mark may be glued on.
        at = date.to + text[date.to : date.to + 1].isdigit() if date else at


def _body(text: str, noun: re.Match[str], numbers: tuple[re.Match[str], ...]) -> str:
    """The body named right before the noun, between noun and number, or right behind the number."""
    if not numbers:
        return ""
    found = (
        _BODY_BEFORE.search(text[max(0, noun.start() - 120) : noun.start()])
        or _BODY_BEHIND.match(text, noun.end(), numbers[0].start())
        or _BODY_BEHIND.match(text, numbers[-1].end())
    )
    return found["body"] if found else ""


def _numbered(text: str, start: int, at: int, body: str, told: dict[str, str]) -> Mention:
    """What is told of a number that ends `at`, with the body and the date behind it."""
    behind = _BODY_BEHIND.match(text, at)
    to = behind.end() if behind and behind["body"] == body else at
    date = date_behind(text, to)
    words = text[start : date.to if date else to]
    adopted = {"date": text[date.at : date.to], "date_kind": "adoption"} if date else {}
    return Mention(words=words, at=at, parts={**told, "as_written": words, **adopted})


def read_announcement(line: str) -> Mapping[str, str] | None:
    """The parts of a document that a line of its own offers: `Report of… (SYMBOL): "title"`."""
    found = next(iter(find_symbols(line)), None)
    if found is None or found.at == 0 or line[found.at - 1] not in "([":
        return None
    kind = type_of(line[: found.at - 1].strip(" :,-–"))
    title = _OFFERED.fullmatch(line[found.to :].strip())
    if kind is None or title is None:
        return None
    words = (title["title"] or title["plain"]).strip()
    return {"symbol": line[found.at : found.to], "title": words, "type": kind[0].name}


def languages_offered(line: str) -> str:
    """The codes of the languages that a line of links lists, or nothing."""
    pieces = [bare for one in re.split(r"\||\]\s?\[|,", line) if (bare := one.strip(" []|"))]
    codes = [load_words().language(piece) for piece in pieces]
    return " ".join(code for code in codes if code) if None not in codes else ""
