"""Headings of a masthead: paragraphs, the line that tells the type, the title beside it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from ingest.reading.documents.marks import Mark
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.document_words import DocumentType, load_words
from ingest.reading.vocabulary.worded import either, worded_pattern

_OPEN_END = worded_pattern(
    r"(?:[,:(-]|\b(?:{unfinished}|{heading_goes_on}|{elided_of}[^\W\d_]+{infinitive_ending}))$",
    re.I,
)
_SLASHED = lazy_pattern(r"\b[A-Z]{1,5}/")
_BODY = worded_pattern(r"{body_noun}(?!\w)", re.I)
_LONGEST = 500
"""Characters of a heading; the title of a joint general comment has about 350."""
_STARS = " *†"


class Paragraph(msgspec.Struct, frozen=True):
    """A heading, joined where it runs over lines."""

    text: str
    lines: tuple[Line, ...]


class TypeLine(msgspec.Struct, frozen=True):
    """A paragraph that tells the type of the document."""

    at: int
    """Its place among the paragraphs."""
    type: DocumentType
    words: str
    rest: str
    """What follows the words of the type: a sponsor, the subject of a report."""


def paragraphs(marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """Text marks as headings; one goes on where it ends open or the next line begins small."""
    kept = tuple(marks)
    spaced = any(mark.line.gap for mark in kept[1:])
    groups: list[list[Mark]] = []
    for mark in kept:
        if groups and _goes_on(groups[-1][-1], mark, spaced):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return tuple(map(_paragraph, groups))


def _paragraph(group: list[Mark]) -> Paragraph:
    text = " ".join(mark.words for mark in group).strip(_STARS)
    return Paragraph(text, tuple(mark.line for mark in group))


def _goes_on(before: Mark, mark: Mark, spaced: bool) -> bool:
    if type_of(mark.words) or type_of(before.words):
        return mark.words[:1].islower()
    if mark.words[:1].islower() or _OPEN_END.search(before.words):
        return True
    return spaced and follows(before.line, mark.line)


def follows(before: Line, line: Line) -> bool:
    """Whether a line stands right under another, in one paragraph as far as can be seen."""
    if line.block != line.number:  # of markup: then a paragraph is a block
        return line.block == before.block
    return line.number == before.number + 1 and not line.gap and not line.heading


def find_type(headings: tuple[Paragraph, ...]) -> TypeLine | None:
    """The first heading that is nothing but a type, else the first that begins with one."""
    told = [(at, one.text, type_of(one.text)) for at, one in enumerate(headings)]
    found = [TypeLine(at, kind[0], text, kind[1]) for at, text, kind in told if kind]
    return next((one for one in found if not one.rest), found[0] if found else None)


def type_of(words: str) -> tuple[DocumentType, str] | None:
    """The type that a line tells, and what follows; a sentence or a citation tells none."""
    bare = words.strip(_STARS)
    if len(bare) > _LONGEST or _SLASHED.search(bare) or not _any_type().match(bare):
        return None
    return next(_types_of(bare), None)


def _types_of(bare: str) -> Iterator[tuple[DocumentType, str]]:
    for kind, exact, longer in _patterns():
        if exact.fullmatch(bare):
            yield kind, ""
        elif (found := longer.match(bare)) and not bare.endswith("."):
            yield kind, bare[found.end() :].strip()


@cache
def _patterns() -> tuple[tuple[DocumentType, re.Pattern[str], re.Pattern[str]], ...]:
    """Of each type: a line that is nothing but its words, and one that begins with them."""
    made = []
    for kind in load_words().type:
        exact = _led(kind) + either(kind.words)
        longer = exact + (r"(?!\w)" if kind.open else r"\s{type_goes_on}\b")
        made.append((kind, re.compile(exact, re.I), worded_pattern(longer, re.I)))
    return tuple(made)


@cache
def _any_type() -> re.Pattern[str]:
    """What a line of some type begins with: most lines fail here, and once for all types."""
    words = (_led(kind) + either(kind.words) for kind in load_words().type)
    return re.compile("|".join(words), re.I)


def _led(kind: DocumentType) -> str:
    """Sponsors may stand in front: "Albania, Mexico and Morocco: draft resolution"; or a name."""
    if kind.named:
        return r"(?-i:(?:[A-ZÀ-Þ][\w'’-]*\s){0,4})"
    return r"(?:[^:.]{2,300}:\*{0,2}\s)?" if kind.title == "behind" else ""


def is_body(words: str) -> bool:
    """Whether a line begins as the names of committees, commissions and conferences do."""
    return _BODY.match(words) is not None
