"""What readers of sections make, and the few words in which they say it."""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ingest.reading.found import Doubt, Fact, Ignored, Quote
from ingest.reading.labels.sections import Entry, Section, entries
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.worded import worded_pattern

Outcomes = Iterator[Fact | Ignored | Doubt]
Reader = Callable[[Section], Outcomes]

PROSE = "prose"
"""Why a line is passed over that sentences are read from."""
_TRAILING = worded_pattern(r"\s*(?:[;,.]|[;,]\s*{and})\s*$", re.I)
ENUMERATOR = lazy_pattern(r"^(?:\d{1,2}[.)]|\(?[ivx]{1,5}\)|\(\d{1,2}\)|[a-z]\))\s*(?=\S)")
"""The number or letter before an entry: 1. · (ii) · a)."""
_SENTENCE_WORDS = 7
"""A line without bullet that ends in a full stop and has so many words is a sentence."""
NAME_LENGTH = 90
"""A name in a list is shorter than this; a longer line without bullet is a remark."""


def quote(section: Section, line: int, words: str, rule: str, last: int = 0) -> Quote:
    """A quotation under the section's label."""
    return Quote(words=words, line=line, last=last, path=section.path, rule=rule)


def entry_quote(section: Section, entry: Entry, rule: str) -> Quote:
    """A quotation of a whole entry, with all its lines."""
    return quote(section, entry.line, entry.text, rule, entry.lines[-1].number)


def entry_fact(section: Section, entry: Entry, field: str, rule: str, kind: str = "") -> Fact:
    """A whole entry as a fact."""
    return Fact(
        field=field,
        words=entry.text,
        quote=entry_quote(section, entry, rule),
        kind=kind,
    )


def ignored(lines: Iterable[Line], reason: str) -> Iterator[Ignored]:
    """Lines that are no fact."""
    return (Ignored(line.number, reason) for line in lines)


def label_line(section: Section) -> Ignored:
    """The label itself."""
    return Ignored(section.line.number, f"label: {section.label.field}")


def empty(section: Section, field: str) -> Doubt:
    """A label with nothing under it."""
    return Doubt(
        code="empty-section",
        message=f"nothing stands under {section.label.words!r}",
        field=field,
        quote=quote(section, section.line.number, section.line.text, "label without content"),
    )


def with_value(section: Section) -> list[Entry]:
    """The entry beside the label, if there is one, and the entries below it."""
    below = list(entries(section.lines))
    if not section.label.value:
        return below
    return [Entry(text=section.label.value, lines=(section.line,)), *below]


def stripped(entry: Entry) -> Entry:
    """The entry without enumerator and closing punctuation."""
    text = ENUMERATOR.sub("", _TRAILING.sub("", entry.text))
    return msgspec.structs.replace(entry, text=text)


def is_enumerated(entry: Entry) -> bool:
    """Whether it begins with a number or letter of a list: 1. · (ii) · a)."""
    return ENUMERATOR.match(entry.text) is not None


def is_sentence(entry: Entry) -> bool:
    """Whether a line without bullet tells something instead of naming it."""
    words = entry.text.split()
    closed = entry.text.rstrip(' *”"»').endswith((".", ":", "?"))
    return not entry.item and closed and len(words) >= _SENTENCE_WORDS
