"""Documents that text names, by symbol or by number: title, date and type that stand beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_at, date_behind
from ingest.reading.vocabulary.document_words import load_words, named
from ingest.reading.vocabulary.symbols import SymbolMention, find_symbols
from ingest.reading.vocabulary.worded import worded_pattern

_NOUN = worded_pattern(r"(?:{its_document}\s)?{document_noun}\s$", re.I)
_QUOTED = r"[“«\"]\s?(?P<title>[^“”«»\"]{3,250})\s?[”»\"]"
_ENTITLED_BEHIND = worded_pattern(rf"\)?,?\s{{entitled}}\s{_QUOTED}", re.I)
_ENTITLED_BEFORE = worded_pattern(rf"{{entitled}}\s{_QUOTED}\s?\((?:{{see}}\s)?$", re.I)
_IN_BRACKETS = worded_pattern(
    r"\s?[(\[]\s?(?i:(?:{see}\s)?(?:{its_document}\s){0,2}(?:{document_noun}\s)?)$"
)
_TITLE = worded_pattern(
    r"(?<![\w-])(?P<title>(?:(?:19|20)\d\d\s)?"
    r"(?:[A-ZÀ-Þ][\w’'-]*\s(?:{title_preposition}\s)?){0,5}?{adopted_text}(?![\w-])"
    r"(?:\s(?!{title_end}(?!\w))[\w’'-]+){0,20})$"
)
"""A title without quotation marks: what a body adopts, and what follows up to a verb."""
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
_UNFINISHED = worded_pattern(r"\b{unfinished}$")
_SENTENCE = worded_pattern(r"[.;]\s|(?<!\w){title_end}(?!\w)|^(?i:{see})\s")
_ENTRY = lazy_pattern(
    r"(?P<title>[^\[\]]{8,300}?[^\[\]\s:,–—-])?[\s:,–—-]*"
    r"[\[(]\s?(?P<symbol>[A-Z]{1,4}/[^\[\]]{2,40}?)\s?[\])]\*?"
    rf"(?:\s?[:–—-]\s?(?:{_QUOTED.replace('title', 'quoted')}"
    r"|(?P<plain>[^“”«»\".;]{5,250}))[.]?)?"
)


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One document (or a range of them) in a text."""

    words: str
    """From the noun to the date, where they stand beside symbol or number."""
    at: int
    parts: Mapping[str, str]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line, or two, with nothing but the title of a document and its symbol."""

    first: Line
    line: Line
    symbol: str
    title: str
    """What stands before the symbol, or above it."""
    behind: str = ""
    """What stands behind it and a colon or dash."""


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
    title = text.rfind(parts["title"], 0, start) if "title" in parts else -1
    begin = title if title >= 0 else start  # the words that are cited hold the title
    return Mention(words=text[begin:end], at=begin, parts=parts)


def _beside(text: str, found: SymbolMention, end: int) -> dict[str, str]:
    """The title and the date that grammar ties to the symbol."""
    before = text[max(0, found.at - _BEFORE) : found.at]
    titled = _ENTITLED_BEHIND.match(text, end) or _ENTITLED_BEFORE.search(before) or _titled(before)
    made = {"title": titled["title"].strip()} if titled else {}
    report = _REPORT_OF.search(before)
    date = date_at(report["date"].strip(), 0) if report else None
    if report and date:
        made["date"] = report["date"].strip()[: date.to]
    return made


def _titled(before: str) -> re.Match[str] | None:
    """The title right before the bracket that holds a symbol."""
    bracket = _IN_BRACKETS.search(before)
    return _TITLE.search(before[: bracket.start()]) if bracket else None


def entries(lines: Iterable[Line]) -> Iterator[Entry]:
    """The lines that are the title of a document and its symbol in brackets, also below it."""
    above: list[Line] = []
    for line in lines:
        found = None if line.excerpt else _ENTRY.fullmatch(line.text)
        symbol = found["symbol"] if found else ""
        mention = next(iter(find_symbols(symbol)), None)
        if found and mention and (mention.at, mention.to) == (0, len(symbol)):
            first = line if found["title"] else next(iter(above), line)
            title = found["title"] or " ".join(one.text for one in above)
            behind = (found["quoted"] or found["plain"] or "").strip()
            if title and not _is_told(title):
                yield Entry(first=first, line=line, symbol=symbol, title=title, behind=behind)
        goes_on = above and (line.text[:1].islower() or _UNFINISHED.search(above[-1].text))
        above = [*above, line] if goes_on else [line]


def _is_told(title: str) -> bool:
    """Whether the words are a part of a sentence, and no title."""
    begins = title.lstrip('“«"0123456789 ')[:1].isupper()
    return not begins or title.endswith((".", ";", ":")) or _SENTENCE.search(title) is not None


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
    return Mention(words=words, at=start, parts={**told, "as_written": words, **adopted})
