"""One section of a page: a label, the entries under it, and what can be said of them."""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ingest.reading.found import Doubt, Fact, Ignored, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.labels import Label
from ingest.reading.vocabulary.worded import worded_pattern

PROSE = "prose"
"""Why a line is passed over that sentences are read from."""
NAME_LENGTH = 90
"""A name in a list is shorter than this; a longer line without bullet is a remark."""
_OPEN_END = worded_pattern(r"(?:[,;:(\[/&‐-]|\b{unfinished})$", re.I)
_TORN = worded_pattern(r"(?:[(\[]|\b{and})$")
"""No entry ends so: "Bosnia and", with Herzegovina on the next line."""
_TRAILING = worded_pattern(r"\s*(?:[;,.]|[;,]\s*{and})\s*$", re.I)
_ENUMERATOR = lazy_pattern(r"^(?:\d{1,2}[.)]|\(?[ivx]{1,5}\)|\(\d{1,2}\)|[a-z]\))\s*(?=\S)")
"""The number or letter before an entry: 1. · (ii) · a)."""
_MARK = lazy_pattern(r"\(?(?:\d{1,2}|[ivx]{1,5}|[a-z])[.)]")
"""An enumerator that stands alone."""
_NUMBER = lazy_pattern(r"(?P<number>\d{1,2})(?:\s*(?=[^\W\d_])|$)")
"""A number before an entry, or alone, that only its place in a count tells from others."""
_SENTENCE_WORDS = 7
"""A line without bullet that ends in a full stop and has so many words is a sentence."""
_FEWEST_COUNTED = 2


def is_told(text: str) -> bool:
    """Whether the words end as a sentence does, and are as many as one has."""
    closed = text.rstrip(' *”"»').endswith((".", ":", "?"))
    return closed and len(text.split()) >= _SENTENCE_WORDS


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a list: a line, or several that belong together."""

    text: str
    lines: tuple[Line, ...]

    @property
    def item(self) -> bool:
        """Whether it has a bullet."""
        return self.lines[0].item

    @property
    def enumerated(self) -> bool:
        """Whether it begins with a number or letter of a list: 1. · (ii) · a)."""
        return _ENUMERATOR.match(self.text) is not None

    @property
    def is_excerpt(self) -> bool:
        """Whether it is a piece of a text of which the rest was left out."""
        return any(line.excerpt for line in self.lines)

    @property
    def is_sentence(self) -> bool:
        """Whether a line without bullet tells something instead of naming it."""
        return self.is_excerpt or (not self.item and is_told(self.text))

    def stripped(self) -> "Entry":
        """The entry without enumerator and closing punctuation."""
        text = _ENUMERATOR.sub("", _TRAILING.sub("", self.text))
        return msgspec.structs.replace(self, text=text)

    def ignored(self, reason: str = PROSE) -> Iterator[Ignored]:
        """Its lines, as no fact."""
        return ignored(self.lines, reason)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A label and the lines below it, up to the next label."""

    label: Label
    line: Line
    lines: tuple[Line, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The heading path of what stands here."""
        return (self.label.words,)

    @property
    def entries(self) -> list[Entry]:
        """The entry beside the label, if there is one, and the entries below it."""
        beside = [Entry(text=self.label.value, lines=(self.line,))] if self.label.value else []
        return [*beside, *entries(self.lines)]

    @property
    def label_line(self) -> Ignored:
        """The label itself."""
        return Ignored(self.line.number, f"label: {self.label.field}")

    def quote(self, line: Line, words: str, rule: str, last: int = 0) -> Quote:
        """A quotation under the label."""
        return Quote(words=words, line=line.number, last=last, path=self.path, rule=rule)

    def fact(
        self, entry: Entry, field: str, rule: str, kind: str = "", *, words: str | None = None
    ) -> Fact:
        """An entry as a fact, or some words of it; the quotation has all its lines."""
        said = self.quote(entry.lines[0], entry.text, rule, entry.lines[-1].number)
        return Fact(
            field=field, words=entry.text if words is None else words, quote=said, kind=kind
        )

    def empty(self, field: str) -> Doubt:
        """A label with nothing under it."""
        return Doubt(
            code="empty-section",
            message=f"nothing stands under {self.label.words!r}",
            field=field,
            quote=self.quote(self.line, self.line.text, "label without content"),
        )


Outcomes = Iterator[Fact | Ignored | Doubt]
Reader = Callable[[Section], Outcomes]


def ignored(lines: Iterable[Line], reason: str) -> Iterator[Ignored]:
    """Lines that are no fact."""
    return (Ignored(line.number, reason) for line in lines)


def entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Lines grouped into the entries of a list.

    Lines of one list item belong together. Elsewhere a line goes on with the next one only where
    the two are torn: the first has a bullet and ends in the middle, or the next begins small.
    """
    groups: list[list[Line]] = []
    for line in _counted(tuple(lines)):
        if groups and _continues(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_entry(tuple(group)) for group in groups)


def _entry(lines: tuple[Line, ...]) -> Entry:
    """The entry of lines that belong together, the first of which may be its mark."""
    marked = len(lines) > 1 and _is_mark(lines[0])
    first = msgspec.structs.replace(lines[0], item=lines[0].item or marked)
    text = " ".join(line.text for line in lines[marked:])
    return Entry(text=text, lines=(first, *lines[1:]))


def _counted(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines with the numbers by which they are counted, 1, 2, 3, made marks of a list."""
    found: dict[int, re.Match[str]] = {}
    for at, line in enumerate(lines):
        number = _NUMBER.match(line.text)
        if number and int(number["number"]) == len(found) + 1 and not find_dates(line.text):
            found[at] = number
    if len(found) < _FEWEST_COUNTED:
        return lines
    return tuple(
        _without_number(line, found[at]) if at in found else line for at, line in enumerate(lines)
    )


def _without_number(line: Line, number: re.Match[str]) -> Line:
    text = line.text[number.end() :] or f"{number[0]}."
    return msgspec.structs.replace(line, text=text, item=text != f"{number[0]}.")


def _is_mark(line: Line) -> bool:
    return _MARK.fullmatch(line.text) is not None


def _goes_on(text: str) -> bool:
    """Whether the words begin small, and not with an address."""
    return text[:1].islower() and "://" not in text.partition(" ")[0]


def is_open(text: str) -> bool:
    """Whether the words end in the middle of a phrase: "Bosnia and", "Dialogue on"."""
    return _OPEN_END.search(text) is not None


def _continues(group: list[Line], line: Line) -> bool:
    first, last = group[0], group[-1]
    if len(group) == 1 and _is_mark(first):
        return True
    if line.item or line.gap:
        return False
    if _TORN.search(last.text) and not line.cell:
        return True
    if first.item and line.block == first.block:
        return True
    if not first.item or line.block == last.block:
        return False
    return (_goes_on(line.text) or is_open(last.text)) and not line.cell
