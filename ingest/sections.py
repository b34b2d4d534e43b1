"""A page cut at its labels, and the entries that stand under each."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from ingest.outline.lines import Line, Outline
from ingest.vocabulary.labels import Label, Labels

_OPEN_END = re.compile(
    r"(?:[,;:(\[/&‐-]|\b(?:and|of|the|for|to|in|on|et|de|des|du|la|le|les|pour|sur|y|del|el|para|a))$",
    re.I,
)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A label and the lines below it, up to the next label."""

    label: Label
    line: Line
    lines: tuple[Line, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The heading path of what stands here."""
        return (self.label.words,)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a list: a line, or several that belong together."""

    text: str
    lines: tuple[Line, ...]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines[0].number

    @property
    def item(self) -> bool:
        """Whether it has a bullet."""
        return self.lines[0].item


class Sections(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the first label, and the sections behind it."""

    preamble: tuple[Line, ...]
    sections: tuple[Section, ...]


def cut(outline: Outline, labels: Labels) -> Sections:
    """The sections of a page; the first label that may open the content ends the preamble."""
    lines = tuple(outline.content())
    found = [(at, label) for at, line in enumerate(lines) if (label := labels.read(line.text))]
    first = next((n for n, (_, label) in enumerate(found) if label.opens), len(found))
    found = found[first:]
    ends = [at for at, _ in found[1:]] + [len(lines)]
    sections: list[Section] = []
    for (at, label), end in zip(found, ends, strict=False):
        sections.extend(_nested(label, lines[at], labels))
        sections.append(Section(label=label, line=lines[at], lines=lines[at + 1 : end]))
    return Sections(
        preamble=lines[: found[0][0]] if found else lines,
        sections=tuple(sections),
    )


def _nested(label: Label, line: Line, labels: Labels) -> Iterator[Section]:
    """A label inside the brackets of another: "18 Members (Current Chair: Sri Lanka)"."""
    for remark in label.remarks:
        inner = labels.read(remark)
        if inner is not None and inner.value:
            yield Section(label=inner, line=line)


def entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Lines grouped into the entries of a list.

    Lines of one list item belong together. Elsewhere a line goes on with the next one only where
    the two are torn: the first has a bullet and ends in the middle, or the next begins small.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(
        Entry(text=" ".join(line.text for line in group), lines=tuple(group)) for group in groups
    )


def _continues(group: list[Line], line: Line) -> bool:
    first, last = group[0], group[-1]
    if line.item or line.gap:
        return False
    if first.item and line.block == first.block:
        return True
    if not first.item or line.block == last.block:
        return False
    return bool(line.text[:1].islower() or _OPEN_END.search(last.text)) and not line.cell
