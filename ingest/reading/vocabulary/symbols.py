"""UN document symbols: found in text, normalized, taken apart.

Grammar after the Dag Hammarskjöld Library's guide "UN Document Symbols"
(research.un.org/en/docs/symbols) and the Editorial Manual's "System of identification" of
resolutions. What does not fit is refused, never guessed: a press release number (POP/834) or a
job number (16-12772) is no symbol.
"""

import re
from bisect import bisect_right
from functools import lru_cache

import msgspec

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.worded import worded_pattern
from snapshots.symbols import SymbolParts

_DIGIT = lazy_pattern(r"\d")
_ROMAN = r"[IVXLC]{1,7}"
_COMPONENT = (
    r"(?:(?:AC|C|CN|CONF|GC|SC|Sub|WG|L|CRP|WP|R|PV|SR|Add|Amend|Corr|Rev|RES|DEC|INF|NGO|PRST)"
    r"\.\s?\d{1,4}[a-z]?|(?:S|ES)[-‐‑–]\d{1,2}|RES|DEC|INF|NGO|PRST|PC|HRC|BUR|GC|Summary|\d{1,5})"
)
_SERIES = r"(?:CRC/C|CMW/C|CCPR/C|CEDAW/C|CAT/C|CERD/C|CRPD/C|CED/C|E/C\.12|ST|A|S|E|T)"
_SUFFIX = rf"(?:\s?[A-Z](?![\w.])|\s?\({{1,2}}(?:{_ROMAN}|(?:19|20)\d\d)\))"
_UNIT = rf"{_SERIES}(?:/\s?{_COMPONENT}){{1,7}}(?:{_SUFFIX})?"
_FULL = lazy_pattern(rf"(?<![\w/.]){_UNIT}(?:\s?-\s?{_UNIT})?(?![\w/])")
_TAIL = worded_pattern(
    r"\s?(?:,|{and})\s(?P<mod>Add|Corr|Rev|Amend)\.\s?(?P<first>\d{1,3})"
    r"(?:\s?[-–]\s?(?P<last>\d{1,3}))?(?!\d)"
    # "Add.1, 2 and 4": bare numbers count only where nothing else can follow them
    r"(?P<more>(?:\s?(?:,|{and})\s\d{1,3}(?:\s?[-–]\s?\d{1,3})?){1,9}(?=\s?[),.;:\]]|$))?"
)
_MONTH = r"(?i:\s(?:{of}\s)?{month_beginning})"
_RECORDS = worded_pattern(
    rf"\.(?P<first>\d{{1,4}})(?P<more>(?:\s?(?:[-–]|,|{{and}})\s?\d{{1,4}}(?!\d|{_MONTH}))+)"
)
_ADDENDA = worded_pattern(
    r"(?P<more>(?:\s?(?:[-–]|,|{and})\s?\d{1,3}(?!\d)){1,9})(?=\s?[),.;:\]]|$)"
)
"""Behind "Add.1": bare numbers, and nothing else that they could belong to."""
_WORD = worded_pattern(r"(?<![^\W_]){resolution}(?![^\W_])", re.I)
_NUMBER = (
    r"(?:(?<![\d/])(?P<session>(?:S[-‐‑–]|ES[-‐‑–])?\d{1,2})\s?/\s?(?P<number>\d{1,3}|L\.\d{1,3})"
    r"(?:\s?(?P<letter>[A-Z])(?![\w.]))?(?![\w/]|\s\d{1,2}\b(?!" + _MONTH + r")))"
    r"|(?:(?P<old>\d{1,4})(?:\s?(?P<old_letter>[A-Z]))?\s\((?P<roman>[IVXLC]{1,7})\))"
    r"|(?:(?P<council>\d{1,4})\s\((?P<year>(?:19|20)\d\d)\))"
)
_ENUMERATED = worded_pattern(_NUMBER)
_JOINED = worded_pattern(r",|\b{and}\b|&")
_FURTHER = worded_pattern(r"([-–]|,|{and})\s?(\d{1,4})")
_LINK_WORDS = 60
"""How many characters may stand between two numbers of one enumeration: a date and a comma."""


class Symbol(msgspec.Struct, frozen=True):
    """A symbol in its normal form, without blanks inside its parts."""

    text: str
    parts: SymbolParts


class SymbolMention(msgspec.Struct, frozen=True, kw_only=True):
    """One place in a text that names one document (or several by a range)."""

    symbols: tuple[Symbol, ...]
    """More than one where a double symbol or a range stands for several."""
    double: bool = False
    """Whether the symbols are names of one document."""
    at: int
    to: int


def parse_symbol(words: str) -> Symbol | None:
    """The symbol that the words are, however spelled (`A/RES/58/208`, `resolution 58/208`)."""
    mentions = find_symbols(words.strip()) or find_symbols("resolution " + words.strip())
    if len(mentions) != 1 or len(mentions[0].symbols) != 1:
        return None
    return mentions[0].symbols[0]


@lru_cache(maxsize=256)  # several readers ask for the symbols of one line
def find_symbols(text: str) -> tuple[SymbolMention, ...]:
    """All symbols of a text in reading order, those behind the word "resolution" included."""
    if _DIGIT.search(text) is None:
        return ()
    full = [_full(match, text) for match in _FULL.finditer(text)]
    found = [mention for mention in full if mention is not None]
    ends = [mention.to for mention in found]
    found += [one for one in _enumerations(text) if not _overlaps(one, found, ends)]
    return tuple(sorted(found, key=lambda mention: mention.at))


def _overlaps(one: SymbolMention, others: list[SymbolMention], ends: list[int]) -> bool:
    """Whether it shares a place with one of the others, which are sorted, as their ends are."""
    behind = bisect_right(ends, one.at)
    return behind < len(ends) and others[behind].at < one.to


def _full(match: re.Match[str], text: str) -> SymbolMention | None:
    units = re.split(r"\s?-\s?(?=[A-Z]+/)", match[0])
    symbols = [_symbol(unit) for unit in units]
    if any(symbol is None for symbol in symbols):
        return None
    known = [symbol for symbol in symbols if symbol is not None]
    to = match.end()
    if len(known) == 1:
        more, to = _tail(known[0], text, to)
        known += more
    return SymbolMention(symbols=tuple(known), double=len(units) > 1, at=match.start(), to=to)


def _tail(stem: Symbol, text: str, to: int) -> tuple[list[Symbol], int]:
    """Symbols that share the stem: "A/50/623 and Corr.1", "A/62/439 and Add.1-6", "SR.22-33"."""
    symbols, to = _same_kind(stem, text, to)
    while tail := _TAIL.match(text, to):
        first, last = int(tail["first"]), int(tail["last"] or tail["first"])
        ranged = range(first, min(last, first + 99) + 1)
        for number in (*ranged, *_expand(tail["more"] or "", last)):
            symbol = _symbol(f"{stem.text}/{tail['mod']}.{number}")
            symbols += [symbol] if symbol else []
        to = tail.end()
    return symbols, to


def _same_kind(stem: Symbol, text: str, to: int) -> tuple[list[Symbol], int]:
    """Summary records and addenda that are told by their numbers alone: "SR.22-33, 39"."""
    kind = re.search(r"/(?P<kind>SR|PV|Add)\.(?P<number>\d+)$", stem.text)
    if kind is None:
        return [], to
    if kind["kind"] == "Add":
        more = _ADDENDA.match(text, to)
    else:
        more = _RECORDS.match(text, to - len(kind["number"]) - 1)
    if more is None:
        return [], to
    base = stem.text[: kind.start("number")]
    numbers = _expand(more["more"], int(kind["number"]))
    return [one for number in numbers if (one := _symbol(f"{base}{number}"))], more.end()


def _expand(words: str, last: int) -> list[int]:
    """The numbers of "-33, 39, 43-46 and 49" after 22."""
    numbers: list[int] = []
    for sign, digits in _FURTHER.findall(words):
        number = int(digits)
        ranged = sign in "-–" and last < number <= last + 99
        numbers += range(last + 1, number + 1) if ranged else [number]
        last = number
    return numbers


def _enumerations(text: str) -> list[SymbolMention]:
    """Numbers governed by the word "resolution(s)": "resolutions 58/208 of … and 59/241 of …"."""
    found: list[SymbolMention] = []
    for word in _WORD.finditer(text):
        if found and word.end() < found[-1].at:
            continue  # the noun before has reached over this one
        at = word.end()
        foreign = _FOREIGN_OWNER.search(text, max(0, word.start() - 80), word.start())
        while number := _ENUMERATED.search(text, at, at + _LINK_WORDS):
            if not _governed(text[at : number.start()], first=at == word.end()):
                break
            if number["session"] and (foreign or not _of_assembly(number["session"])):
                break
            symbol = _symbol(_written_out(number))
            if symbol is None:
                break
            found.append(SymbolMention(symbols=(symbol,), at=number.start(), to=number.end()))
            at = number.end()
    return found


_FOREIGN_BODY = worded_pattern(r"[.;:]|{foreign_body}", re.I)
_FOREIGN_OWNER = worded_pattern(
    r"(?:{numbering_body}|{commission_on}\s[A-Z][^.,;]{0,50})(?:['’]s)?\s$"
)
"""Bodies that number their own resolutions n/n, too."""
_FIRST_SESSION = 31
"""Since its session of 1976 the General Assembly numbers resolutions session/number."""


def _of_assembly(session: str) -> bool:
    return not session.isdigit() or int(session) >= _FIRST_SESSION


def _governed(between: str, *, first: bool) -> bool:
    """Whether what stands between leaves the next number to the same noun."""
    if _FOREIGN_BODY.search(between) or _WORD.search(between):
        return False
    if first:
        return len(between.split()) <= 5 and not any(c.isdigit() for c in between)
    return _JOINED.search(between) is not None


def _written_out(number: re.Match[str]) -> str:
    if number["session"]:
        letter = f" {number['letter']}" if number["letter"] else ""
        kind = "" if number["number"].startswith("L.") else "RES/"
        return f"A/{kind}{number['session']}/{number['number']}{letter}"
    if number["old"]:
        letter = f" {number['old_letter']}" if number["old_letter"] else ""
        return f"A/RES/{number['old']}{letter} ({number['roman']})"
    return f"S/RES/{number['council']} ({number['year']})"


_PARTS = lazy_pattern(r"(?P<stem>[^ (]+?)(?:\s?(?P<letter>[A-Z]))?(?:\s?\((?P<brackets>[^)]+)\))?")
_BODY = lazy_pattern(r"(?:AC|C|CN|CONF|GC|SC|Sub|WG)\.\d+[a-z]?|PC|HRC|BUR|GC")
_MODIFIER = lazy_pattern(r"(?:Add|Amend|Corr|Rev)\.\d+|Summary")
_KIND = lazy_pattern(r"(RES|DEC|INF|NGO|PRST|L|CRP|WP|R|PV|SR)(?:\.(\d+[a-z]?))?")
_SESSION = lazy_pattern(r"(?:S-|ES-)?\d{1,2}")


def _symbol(words: str) -> Symbol | None:
    """The symbol in normal form with its parts, or None where a part has no place."""
    tight = re.sub(r"[‐‑–]", "-", re.sub(r"(?<=[./])\s|\((?=\()", "", words))
    match = _PARTS.fullmatch(tight)
    if match is None:
        return None
    organ, components = _organ(match["stem"])
    parts = _sort_out(organ, components, match["letter"], match["brackets"])
    if parts is None:
        return None
    letter = f" {match['letter']}" if match["letter"] else ""
    brackets = f" ({match['brackets']})" if match["brackets"] else ""
    return Symbol(match["stem"] + letter + brackets, parts)


def _organ(stem: str) -> tuple[str, list[str]]:
    series = re.match(_SERIES, stem)
    organ = series[0] if series else ""
    return organ, stem[len(organ) :].strip("/").split("/")


def _sort_out(
    organ: str, components: list[str], letter: str | None, brackets: str | None
) -> SymbolParts | None:
    body: list[str] = []
    modifiers: list[str] = []
    numbers: list[str] = []
    kind = number = None
    for part in components:
        if _MODIFIER.fullmatch(part):
            modifiers.append(part)
        elif _BODY.fullmatch(part):
            body.append(part)
        elif found := _KIND.fullmatch(part):
            kind, number = found[1], found[2] or number
        elif re.fullmatch(r"(?:S-|ES-)?\d{1,5}", part):
            numbers.append(part)
        else:
            return None
    return _numbered(
        organ, "/".join(body) or None, kind, number, numbers, modifiers, letter, brackets
    )


def _numbered(  # noqa: PLR0913, PLR0917 - the parts of a symbol are what they are
    organ: str,
    body: str | None,
    kind: str | None,
    number: str | None,
    numbers: list[str],
    modifiers: list[str],
    letter: str | None,
    brackets: str | None,
) -> SymbolParts | None:
    """Give each bare number its meaning: session or year first, the document's number last."""
    session = year = None
    if brackets and re.fullmatch(r"(?:19|20)\d\d", brackets):
        year = brackets
    elif brackets:
        session = brackets
    if len(numbers) > 1 or (numbers and number):
        first = numbers.pop(0)
        year, session = (first, session) if re.fullmatch(r"(19|20)\d\d", first) else (year, first)
    number = number or (numbers.pop(0) if numbers else None)
    if number is None or numbers or (session and not brackets and not _SESSION.fullmatch(session)):
        return None
    if session is None and year is None and organ in ("A", "E", "S") and kind is None and not body:
        return None  # A/9601 of before 1976 is rare; E/2 is a torn scrap: refuse rather than guess
    return SymbolParts(
        organ=organ,
        body=body,
        session=session,
        year=year,
        kind=kind,
        number=number + (f" {letter}" if letter else ""),
        modifiers=tuple(modifiers),
    )
