"""The lines of a masthead, each as what it is: symbol, distribution, date, session, agenda item."""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ingest.reading.outline.lines import Line
from ingest.reading.outline.passages import TORN_SYMBOL
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_at
from ingest.reading.vocabulary.symbols import SymbolMention, find_symbols
from ingest.reading.vocabulary.worded import worded_pattern

_JOB = lazy_pattern(
    r"(?:GE\.)?\d{2}-\d{5,6}(?:\s?\([A-Z]\))?(?:\s+\d{6}){0,3}\s?|\*?[A-Z]?\d{7,8}\*"
)
_NUMBER = r"\d{1,3}(?:\s?\(?[a-z]\))?(?:\s?\([ivx]{1,4}\))?"
_STARTS = r"(?:{united_nations}|{organ}|Distr\b)"
_NUMBERS = rf"{_NUMBER}(?:\s?(?:,|{{and}}|{{up_to}})\s{_NUMBER}){{0,9}}"
_PATTERNS = {
    kind: worded_pattern(source, re.I)
    for kind, source in {
        "united-nations": rf"{{united_nations}}(?=\s?$|\s\S{{1,3}}/|\s{_STARTS})",
        "distribution": r"Distr\.?(?:\s?:)?\s?(?:(?P<value>{distribution_kind})(?!\w)[*]*|$)",
        "original": r"{original}\s?:(?:\s?(?P<value>{language_name})(?!\w))?",
        "language": r"(?P<value>{language_name})(?=\s?$|\s{original}\s?:)",
        "job": _JOB.pattern,
        "session": r"(?:[^\W\d_][\w-]*\s|\d{1,2}(?:{ordinal_ending}|{ordinal_mark})?\s){1,5}?"
        r"{session_noun}(?=\s?\**$|\s{agenda_item}\s\d)",
        "item": rf"{{agenda_item}}\s(?P<value>{_NUMBERS})"
        r"(?:\s{of_agenda}|\s?$|(?=\s?\*))(?!\w)\s?\**",
        "organ": rf"(?P<value>{{organ}})(?=\s?$|\s{_STARTS})",
        "records": r"{official_records}\b.{0,60}",
        "inner": r"(?<!\w)(?:Distr\.?(?=\s?:|\s)|{original}\s?:"
        r"|(?-i:{closed_type})(?=\s(?-i:{body_heading})(?!\w)|\s?$)"
        r"|(?<=[^\W\d_]\s)(?-i:{body_heading}\s{text_article})(?!\w))",
        "after-symbol": rf"{_STARTS}|{{page}}\b|$",
    }.items()
}
_FOOTNOTE = lazy_pattern(r"\*{1,3}\s?(?=\S)")


class Mark(msgspec.Struct, frozen=True):
    """A piece of a line and what it is; `text` where nothing is known of it."""

    kind: str
    words: str
    line: Line
    value: str = ""
    """What the piece says, without the words that tell its kind."""


_Peeled = tuple[str, int, str]
"""Kind, length and value of what a text begins with."""
_Peeler = Callable[[str], _Peeled | None]


def marks(lines: Iterable[Line]) -> tuple[Mark, ...]:
    """The lines taken apart; a symbol torn at the end of a line is joined again."""
    made: list[Mark] = []
    torn: Line | None = None
    for line in lines:
        if torn is not None and re.fullmatch(r"\d{1,4}", line.text):
            made = [one for one in made if one.line is not torn]
            made += _of_line(torn.text + line.text, torn)
            torn = None
            continue
        torn = line if TORN_SYMBOL.search(line.text) else None
        made += _of_line(line.text, line)
    return tuple(made)


def _of_line(text: str, line: Line) -> Iterator[Mark]:
    """Known pieces are taken off the front; the rest is cut before "Distr." and "Original"."""
    rest = text.strip(" |")
    while rest:
        peeled = next((found for peel in _PEELERS if (found := peel(rest))), None)
        if peeled is None:
            cut = _inner(rest)
            yield Mark("text", rest[:cut].strip(), line)
            rest = rest[cut:].strip()
        else:
            kind, length, value = peeled
            yield Mark(kind, rest[:length].strip(), line, value.strip())
            rest = rest[length:].strip(" |")


def _inner(text: str) -> int:
    """Where the next piece begins that may stand in the middle of a line."""
    found = _PATTERNS["inner"].search(text, 1)
    return found.start() if found else len(text)


def lone_symbol(words: str) -> SymbolMention | None:
    """The symbol that the words begin with, if nothing of a sentence follows it."""
    mention = next(iter(find_symbols(words)), None)
    if mention is None or mention.at != 0 or (len(mention.symbols) > 1 and not mention.double):
        return None
    rest = words[mention.to :].lstrip(" *")
    return mention if not rest or _PATTERNS["after-symbol"].match(rest) else None


def _symbol(text: str) -> _Peeled | None:
    mention = lone_symbol(text)
    if mention is None:
        return None
    stars = re.compile(r"\s?\**").match(text, mention.to)
    return "symbol", stars.end() if stars else mention.to, text[: mention.to]


def _footnote(text: str) -> _Peeled | None:
    """A note below the masthead: "* A/69/150."; the text reader takes its star for a bullet."""
    if _JOB.match(text):
        return None
    star = _FOOTNOTE.match(text)
    value = text[star.end() :] if star else text
    mention = next(iter(find_symbols(value)), None)
    only = mention is not None and mention.at == 0 and value[mention.to :].strip() == "."
    return ("footnote", len(text), value) if star or only else None


def _date(text: str) -> _Peeled | None:
    """A date with nothing behind it but the next piece of a head."""
    date = date_at(text, 0)
    if date is None:
        return None
    rest = text[date.to :].strip(" *")
    follows = ("inner", "session", "item", "organ", "original", "language", "job")
    if rest and not any(_PATTERNS[kind].match(rest) for kind in follows):
        return None
    return "date", date.to, text[: date.to]


def _by_pattern(kind: str) -> _Peeler:
    def peel(text: str) -> _Peeled | None:
        found = _PATTERNS[kind].match(text)
        if found is None:
            return None
        named = found.groupdict()
        return kind, found.end(), (named["value"] or "") if "value" in named else found[0]

    return peel


_PEELERS: tuple[_Peeler, ...] = (
    _symbol,
    _by_pattern("united-nations"),
    _by_pattern("distribution"),
    _by_pattern("original"),
    _by_pattern("language"),
    _date,
    _by_pattern("job"),
    _by_pattern("session"),
    _by_pattern("item"),
    _by_pattern("organ"),
    _by_pattern("records"),
    _footnote,
)
