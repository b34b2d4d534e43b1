"""Lines → running text, with the way back from each place to its line."""

import bisect
from collections.abc import Iterable, Iterator

import msgspec

from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern

_ENDS = lazy_pattern(r"(?:[.;:!?]|[.;:!?][”»\"’)\]]{1,2})\*?$")
TORN_SYMBOL = lazy_pattern(r"/[A-Z][A-Za-z]{0,5}\.$")
"""A line that ends in the middle of a symbol: "A/AC.293/2022/L."."""
_HEADING = lazy_pattern(r"(?:[A-Z]|[IVX]{1,5})\.\s?[^\W\d_].{3,160}[^.;:,]")
_LONGEST = 20_000
"""Characters after which a passage ends even in the middle of a sentence."""


class Passage(msgspec.Struct, frozen=True):
    """Lines that read as one text, because sentences run over the ends of lines."""

    lines: tuple[Line, ...]
    text: str
    starts: tuple[int, ...]
    """Where in the text each line begins."""
    heading: bool = False

    def line_at(self, offset: int) -> Line:
        """The line on which a place of the text stands."""
        return self.lines[bisect.bisect_right(self.starts, offset) - 1]

    def line_end(self, line: Line) -> int:
        """Where in the text a line ends."""
        return self.starts[self.lines.index(line)] + len(line.text)


def passages(lines: Iterable[Line]) -> Iterator[Passage]:
    """The lines joined as far as sentences reach."""
    group: list[Line] = []
    size = 0
    for line in lines:
        if group and (size > _LONGEST or _parts(group[-1], line)):
            yield joined(group)
            group, size = [], 0
        group.append(line)
        size += len(line.text)
    if group:
        yield joined(group)


def joined(lines: Iterable[Line]) -> Passage:
    """One passage of these lines."""
    kept = tuple(lines)
    starts, at = [], 0
    for line in kept:
        starts.append(at)
        at += len(line.text) + 1
    text = " ".join(line.text for line in kept)
    return Passage(kept, text, tuple(starts), len(kept) == 1 and is_heading(kept[0]))


def is_heading(line: Line) -> bool:
    """Whether a line is a heading by markup, or by the letter or roman number before it."""
    return line.heading > 0 or _HEADING.fullmatch(line.text) is not None


def _parts(before: Line, line: Line) -> bool:
    if TORN_SYMBOL.search(before.text):
        return False
    if line.excerpt or before.excerpt or line.item or line.cell:
        return True
    if is_heading(line) or is_heading(before):
        return True
    return _ENDS.search(before.text) is not None
