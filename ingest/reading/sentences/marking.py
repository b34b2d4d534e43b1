"""A sentence in which each name, date and number is one sign: then its grammar is plain to see.

"The Lima Process (LIP) was founded in May 1996" becomes "the P was founded in D".
"""

import bisect
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.grammar import Grammar
from ingest.reading.sentences.shapes import WORD
from ingest.reading.sentences.signs import SIGNS
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.folding import fold, plain
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.series import load_series
from ingest.reading.vocabulary.states import load_states

_FIGURES = lazy_pattern(r"(?<![\d.,])\d{1,3}(?!\d|[,.]\d)")
_BRACKET = lazy_pattern(r"\s?\((?P<inside>[^()]{2,60})\)")
_ACRONYM = lazy_pattern(r"(?=[^a-zà-ÿ]*[A-Z][^A-Z]*[A-Z])[A-Z][\w+.&/’'-]{1,14}")
_SHORTEST = 2
"""Letters of a name; shorter ones are found everywhere."""
_MOST_WORDS = 16
_UNKNOWN = (
    r"(?:(?<![.] )(?<!^)|{the} )(?P<name>(?:[A-Z][\w-]+ ){1,4}(?=[A-Z]){proper_noun})"
    r"|(?P<behind>(?=[A-Z]){proper_first} (?:{of} ?)?(?=[A-Z])\w+)"
)
"""Names of processes that we do not know: "the Söderköping Process"."""
_UNNAMED = ("PROCESS", "OTHER", "GROUP")
"""What may be written small: "le processus de Rabat", "civil society"."""


Process = tuple[tuple[str, ...], tuple[str, ...], str]
"""What the page calls its process, the names of what that has followed, and its id or nothing."""
Word = tuple[str, int, int]
"""A folded word with its place."""


class Mark(msgspec.Struct, frozen=True, order=True):
    """A place of a text that a sign stands for."""

    at: int
    to: int
    sign: str
    value: str
    """The id of a process, a State or a body, or the number in figures."""


class Marked(msgspec.Struct, frozen=True):
    """A folded text with signs, and the way back to the words."""

    text: str
    marks: tuple[Mark, ...]
    places: tuple[int, ...]
    """Where in the text the sign of each mark stands."""

    def place(self, at: int) -> int:
        """Where in the words a place of the text is."""
        before = bisect.bisect_left(self.places, at)
        if before == 0:
            return at
        return self.marks[before - 1].to + at - self.places[before - 1] - 1

    def within(self, at: int, to: int) -> tuple[Mark, ...]:
        """The marks of a stretch of the text."""
        return self.marks[bisect.bisect_left(self.places, at) : bisect.bisect_left(self.places, to)]


class _Name(msgspec.Struct, frozen=True):
    """Who is meant by a name; an acronym stands as written, a name begins with a capital."""

    sign: str
    value: str
    written: str = ""


class _Names:
    """Names by their key, which forgives blanks, hyphens and apostrophes."""

    def __init__(self, names: Iterable[tuple[str, _Name]]) -> None:
        self._named: dict[str, list[_Name]] = {}
        self._longest: dict[str, int] = {}
        for spelled, name in names:
            words = WORD.findall(fold(spelled))
            glued = "".join(words)
            if len(glued) >= _SHORTEST:
                self._named.setdefault(glued, []).append(name)
                for first in (words[0], glued):  # a name may be written in one word
                    self._longest[first] = max(self._longest.get(first, 0), len(glued))

    def begin_with(self, word: str) -> bool:
        """Whether a name may begin with a folded word."""
        return word in self._longest

    def at(self, text: str, words: list[Word], n: int) -> tuple[int, _Name] | None:
        """The longest name that begins with the nth word, and where it ends."""
        longest = self._longest[words[n][0]]
        glued, best, begin = "", None, words[n][1]
        capital = text[begin].isupper() or text[begin].isdigit()
        for count, (word, _, to) in enumerate(words[n : n + _MOST_WORDS]):
            glued += word
            if len(glued) > longest:
                break
            for name in self._named.get(glued, ()):
                loosely = capital or (count > 0 and name.sign in _UNNAMED)
                if text[begin:to] == name.written or (loosely and not name.written):
                    best = (to, name)
                    break
        return best

    def means(self, words: str, value: str) -> bool:
        """Whether the words are a name of somebody."""
        glued = "".join(WORD.findall(fold(words)))
        return any(name.value == value for name in self._named.get(glued, ()))


@lru_cache(maxsize=256)
def mark(text: str, process: Process, grammar: Grammar) -> Marked:
    """The text with its names, dates and numbers as signs."""
    marks: list[Mark] = []
    named = tuple(_named(text, process))
    found = (*_dates(text), *named, *_unknown(text, named, grammar), *_numbers(text, grammar))
    for one in sorted(found, key=lambda one: (one.at, one.at - one.to)):
        if not marks or one.at >= marks[-1].to:
            marks.append(one)
    return _with_signs(plain(text), tuple(marks))


def _with_signs(text: str, marks: tuple[Mark, ...]) -> Marked:
    pieces, places, at, size = [], [], 0, 0
    for one in marks:
        pieces += [text[at : one.at], SIGNS[one.sign]]
        places.append(size + one.at - at)
        size, at = places[-1] + 1, one.to
    return Marked("".join((*pieces, text[at:])), marks, tuple(places))


def _unknown(text: str, named: tuple[Mark, ...], grammar: Grammar) -> Iterator[Mark]:
    """Processes of which we know no more than that the words name one."""
    for found in grammar.pattern(_UNKNOWN).finditer(plain(text)):
        at, to = found.span(str(found.lastgroup))
        if not any(one.at < to and at < one.to for one in named if one.sign != "STATE"):
            yield Mark(at, to, "OTHER", "")


def _dates(text: str) -> Iterator[Mark]:
    return (Mark(one.at, one.to, "DATE", one.start) for one in find_dates(text))


def _numbers(text: str, grammar: Grammar) -> Iterator[Mark]:
    for found in _FIGURES.finditer(text):
        yield Mark(*found.span(), "NUMBER", found[0])
    for found in grammar.pattern("{number}").finditer(plain(text)):
        number = grammar.numbers[re.sub(r"\s", "-", fold(found[0]))]
        yield Mark(*found.span(), "NUMBER", str(number))


def _named(text: str, process: Process) -> Iterator[Mark]:
    words = [(found[0], found.start(), found.end()) for found in WORD.finditer(fold(text))]
    both = (_own_names(process), _all_names())
    taken = 0
    for n, (word, at, _) in enumerate(words):
        begun = [names for names in both if names.begin_with(word)] if at >= taken else ()
        found = [one for names in begun if (one := names.at(text, words, n))]
        if found:
            to, name = max(found, key=lambda one: one[0])
            own_one = name.sign == "OTHER" and name.value and name.value == process[-1]
            sign = "PROCESS" if own_one else name.sign
            taken = _bracket_end(text, to, name)
            yield Mark(at, taken, sign, name.value)


def _bracket_end(text: str, to: int, name: _Name) -> int:
    """Where the name ends with the acronym or the other name in brackets behind it."""
    bracket = _BRACKET.match(text, to) if name.sign != "STATE" else None
    if bracket is None:
        return to
    inside = bracket["inside"]
    same = _all_names().means(inside, name.value) or _ACRONYM.fullmatch(inside)
    return bracket.end() if same else to


def _written(name: str) -> str:
    """The name itself, where it is an acronym, which counts only as written."""
    telling = sum(letter.isupper() or letter.isdigit() for letter in name)
    return name if " " not in name and telling > 1 else ""


@lru_cache(maxsize=64)
def _own_names(process: Process) -> _Names:
    names, former, ident = process
    earlier = [(name, _Name("OTHER", "", _written(name))) for name in former]
    own = [(name, _Name("PROCESS", ident, _written(name))) for name in names if name not in former]
    return _Names((*earlier, *own))


@cache
def _all_names() -> _Names:
    """Every process, body and State that we know, under each of its names."""
    return _Names((*_processes(), *_bodies(), *_states()))


def _processes() -> Iterator[tuple[str, _Name]]:
    for one in load_catalogue().processes:
        for name in (*one.names.values(), *one.aliases, *one.acronyms.values()):
            yield name, _Name("OTHER", one.id, _written(name))
    for series in load_series():
        process = load_catalogue().process_of_series(series.id)
        for name in (*series.spellings, *series.acronyms):
            yield name, _Name("OTHER", process.id if process else series.id, _written(name))


def _bodies() -> Iterator[tuple[str, _Name]]:
    for one in load_organizations().entries:
        process = next(filter(None, map(load_catalogue().named, one.spellings)), None)
        if process is not None:  # other lists name it as a body
            yield from ((name, _Name("OTHER", process.id)) for name in one.spellings)
            continue
        sign = "GROUP" if one.group else "BODY"
        yield from ((name, _Name(sign, one.id)) for name in one.spellings)
        yield from ((name, _Name(sign, one.id, name)) for name in one.all_acronyms)


def _states() -> Iterator[tuple[str, _Name]]:
    for one in load_states().entries:
        yield from ((name, _Name("STATE", one.alpha3)) for name in one.spellings())
