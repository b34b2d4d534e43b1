"""Headings of a masthead: paragraphs, the line that tells the type, the title beside it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from ingest.reading.documents.marks import Mark
from ingest.reading.documents.words import DocumentType, load_words, one_of
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern

_OPEN_END = lazy_pattern(
    r"(?:[,:(-]|\b(?:and|of|the|for|to|in|on|by|et|de|des|du|la|le|les|pour|sur|y|del|el|los|las|"
    r"para|a|en|with|d[’'][^\W\d_]+er))$",
    re.I,
)
_SLASHED = lazy_pattern(r"\b[A-Z]{1,5}/")
_GOES_ON = (
    r"\s(?:on|pursuant|submitted|concerning|sur|en application|présenté|établi|sobre|presentado)\b"
)
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
    groups: list[list[Mark]] = []
    kept = tuple(marks)
    spaced = any(mark.line.gap for mark in kept[1:])
    for mark in kept:
        if groups and _goes_on(groups[-1][-1], mark, spaced):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return tuple(
        Paragraph(
            " ".join(mark.words for mark in group).strip(_STARS),
            tuple(mark.line for mark in group),
        )
        for group in groups
    )


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
    found = [made for at, one in enumerate(headings) if (made := _type_line(at, one))]
    return next((one for one in found if not one.rest), found[0] if found else None)


def _type_line(at: int, heading: Paragraph) -> TypeLine | None:
    found = type_of(heading.text)
    return TypeLine(at, found[0], heading.text, found[1]) if found else None


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
    return tuple(
        (
            kind,
            re.compile(_led(kind) + one_of(kind.words), re.I),
            re.compile(
                _led(kind) + one_of(kind.words) + (r"(?!\w)" if kind.open else _GOES_ON), re.I
            ),
        )
        for kind in load_words().type
    )


@cache
def _any_type() -> re.Pattern[str]:
    """What a line of some type begins with: most lines fail here, and once for all types."""
    return re.compile("|".join(_led(kind) + one_of(kind.words) for kind in load_words().type), re.I)


def _led(kind: DocumentType) -> str:
    """Sponsors may stand in front: "Albania, Mexico and Morocco: draft resolution"."""
    return r"(?:[^:.]{2,300}:\*{0,2}\s)?" if kind.title == "behind" else ""


def is_body(words: str) -> bool:
    """Whether a line begins as the names of committees, commissions and conferences do."""
    return _body_pattern().match(words) is not None


@cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load_words().bodies.words)}(?!\w)", re.I)
