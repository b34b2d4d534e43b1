"""A page cut at its labels."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.labels.section import Section, is_told
from ingest.reading.normalize.states import split_states
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.labels import Label, Labels, load_columns

ELSEWHERE = "elsewhere"
"""The field of what belongs to no section that is read."""
_HEAD_WORDS = 4
"""The heading of a column is not longer."""
_CONTACT = ("website", "address", "phone", "fax", "email")
_BODIES = frozenset({"observer_organizations", "partners", "observers"})
_PART = lazy_pattern(r"^\W?\d|:$")
"""A line that parts a list, and is none of its entries: "2. Human Rights", "Africa:"."""
_WORD = lazy_pattern(r"(?<!\S)\w")

_MOST_IN_A_ROW = 20
"""Labels on one line; what a line has beyond them stays the value of the last one."""


class Sections(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the first label, and the sections behind it."""

    preamble: tuple[Line, ...]
    sections: tuple[Section, ...]


def cut(outline: Outline, labels: Labels) -> Sections:
    """The sections of a page; the first label that may open the content ends the preamble."""
    lines = tuple(outline.content())
    heads = _head_rows(lines)
    found = [
        (at, label)
        for at, line in enumerate(lines)
        if line.row not in heads and (label := _label_of(line, labels))
    ]
    first = next(
        (n for n, (at, one) in enumerate(found) if one.opens or _is_title(at, one, lines)),
        len(found),
    )
    found = list(_with_headings(list(_without_roles(found[first:], lines)), lines))
    ends = [at for at, _ in found[1:]] + [len(lines)]
    sections: list[Section] = []
    for (at, label), end in zip(found, ends, strict=False):
        sections.extend(_nested(label, lines[at], labels))
        *before, last = _in_a_row(label, labels)
        sections.extend(Section(label=one, line=lines[at]) for one in before)
        below = at if last.spoken else at + 1
        sections.append(Section(label=last, line=lines[at], lines=lines[below:end]))
    return Sections(
        preamble=lines[: found[0][0]] if found else lines,
        sections=tuple(sections),
    )


def _is_title(at: int, label: Label, lines: Sequence[Line]) -> bool:
    """Whether the page begins with the label, over a sentence: navigation has none."""
    below = lines[1] if at == 0 and len(lines) > 1 and not label.value else None
    return below is not None and not below.item and is_told(below.text)


def _without_roles(
    found: Iterable[tuple[int, Label]], lines: Sequence[Line]
) -> Iterator[tuple[int, Label]]:
    """The labels without roles in a list of organizations: "• Outgoing Chair", with no State below
    it, is an entry of that list."""
    field = ""
    for at, label in found:
        inside = field in _BODIES and lines[at].item and lines[at - 1].item
        below = lines[at + 1].text if at + 1 < len(lines) and lines[at + 1].item else ""
        role = label.field.startswith("chair") and not label.value
        if not (role and inside and below and not any(state for _, state in split_states(below))):
            field = label.field
            yield at, label


def _with_headings(
    found: Sequence[tuple[int, Label]], lines: Sequence[Line]
) -> Iterator[tuple[int, Label]]:
    """The labels, and further headings that end a section: of its label's level or above it, or
    where headings are not marked, a line alone between two lists."""
    ends = [at for at, _ in found[1:]] + [len(lines)]
    for (at, label), end in zip(found, ends, strict=False):
        yield at, label
        level = lines[at].heading
        for below in range(at + 1, end):
            if 0 < lines[below].heading <= level or _parts_lists(lines, below, end):
                yield below, Label(field=ELSEWHERE, words=lines[below].text)


def _parts_lists(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a line stands alone between two lists, with something blank on both sides of it."""
    if at + 1 >= end or lines[at].item or not (lines[at - 1].item and lines[at + 1].item):
        return False
    alone = lines[at].gap and lines[at + 1].gap and not lines[at].heading
    return alone and not is_told(lines[at].text) and not _PART.search(lines[at].text)


def _label_of(line: Line, labels: Labels) -> Label | None:
    """The label that the line shows, else the one that the markup has for what begins there."""
    shown = labels.read(line.text, line.openings)
    if shown:
        return shown
    spoken = (one for one in map(labels.read, line.labels) if one and not one.value)
    return next((msgspec.structs.replace(one, spoken=True) for one in spoken), None)


def _head_rows(lines: Iterable[Line]) -> frozenset[int]:
    """The rows of tables that hold the headings of columns: "Year", "Chair"."""
    cells: dict[int, list[str]] = {}
    for line in lines:
        if line.row:
            cells.setdefault(line.row, []).append(line.text)
    return frozenset(
        row
        for row, texts in cells.items()
        if len(texts) > 1
        and all(len(text.split()) <= _HEAD_WORDS for text in texts)
        and any(key(text) in load_columns() for text in texts)
    )


def _in_a_row(label: Label, labels: Labels) -> Iterator[Label]:
    """Labels of one sort on one line: "Current Chair: Morocco (2016) Incoming Chair: France"."""
    for _ in range(_MOST_IN_A_ROW):
        parted = _parted(label, labels)
        if parted is None:
            break
        before, label = parted
        yield before
    yield label


def _parted(label: Label, labels: Labels) -> tuple[Label, Label] | None:
    """The label without the next one in its value, and that one."""
    sort = "chair" if label.field.startswith("chair") else label.field
    alike = ("chair",) if sort == "chair" else _CONTACT
    for word in _WORD.finditer(label.value) if sort in alike else ():
        rest = label.value[word.start() :]
        inner = labels.read(rest) if ":" in rest else None
        if inner is not None and inner.value and inner.field.startswith(alike):
            value = label.value[: word.start()].rstrip(" ,;|–-")
            return msgspec.structs.replace(label, value=value), inner
    return None


def _nested(label: Label, line: Line, labels: Labels) -> Iterator[Section]:
    """A label inside the brackets of another: "18 Members (Current Chair: Sri Lanka)"."""
    for remark in label.remarks:
        inner = labels.read(remark)
        if inner is not None and inner.value:
            yield from (Section(label=one, line=line) for one in _in_a_row(inner, labels))
