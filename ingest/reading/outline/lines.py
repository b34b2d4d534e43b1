"""The one form in which families see a page, whether it came as HTML or as text."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from ingest.reading.outline.marks import without_marks

LONGEST = 10_000
"""Characters of a line; a longer one is parted, so that no pattern ever meets more of them.

The longest paragraphs of real pages have two or three thousand.
"""
MOST_LINES = 60_000
"""Lines of a page; the longest of real ones have two or three thousand."""
MOST_SIGNS = 1_000_000
"""Characters of all lines; real pages have up to two hundred thousand."""
LOST = "\ufffd"
"""What stands for bytes that are no sign of the page's charset (U+FFFD)."""
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
"""Soft hyphens, signs of no width, marks and brackets of direction."""


class Link(msgspec.Struct, frozen=True):
    """A hyperlink inside a line."""

    words: str
    target: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a page as a reader of it would see it."""

    number: int
    """Counted from 1 over the lines of the outline."""
    text: str
    """Without bullet; blanks are single spaces, nothing invisible is left."""
    item: bool = False
    """Whether it opens an item of a list."""
    depth: int = 0
    """How deep the list is nested, or how far the line is indented; only comparisons count."""
    heading: int = 0
    """1 to 6 for h1 to h6, 0 for everything else."""
    gap: bool = False
    """Whether something blank stood above it."""
    excerpt: bool = False
    """Whether it is a piece of a text of which […] left out what stood around it."""
    block: int = 0
    """Lines of one element (parted by <br>), share the number."""
    cell: bool = False
    """Whether it is a table cell."""
    row: int = 0
    """The number of the table row that it stands in; 0 outside of tables."""
    navigation: bool = False
    """Whether the markup says that it is site furniture and not content."""
    links: tuple[Link, ...] = ()
    openings: tuple[int, ...] = ()
    """Where elements within the line end that it begins with: behind "Type" in
    `<span>Type</span> <span>Regional</span>`."""
    labels: tuple[str, ...] = ()
    """What the markup calls the elements that begin with the line, where nobody sees it."""


class Unseen(msgspec.Struct, frozen=True, kw_only=True):
    """What the markup holds in the place of lines."""

    words: str = ""
    """What a browser shows that runs no scripts or has no frames."""
    refresh: str = ""
    """The content of a meta element that leads on (HTML, 4.2.5.3)."""
    frame: str = ""
    """The address of the first frame."""
    scripted: bool = False
    """Whether there are scripts."""
    script: str = ""
    """The beginning of those that stand in the page itself."""


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A page without markup."""

    lines: tuple[Line, ...]
    title: str = ""
    language: str = ""
    """What `<html lang>` says, lower case, or nothing."""
    markup: bool = False
    """Whether the page came as HTML: then headings and zones mean something."""
    parted: int = 0
    """How many lines were longer than `LONGEST` and stand here in several parts."""
    unseen: Unseen = Unseen()

    def content(self) -> Iterator[Line]:
        """The lines that are not site furniture."""
        return (line for line in self.lines if not line.navigation)


def visible(text: str) -> str:
    """Text without soft hyphens, signs of no width and marks of direction."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """Visible text in NFC with single spaces."""
    if not text.isascii():
        # Only what stands side by side composes, so the invisible goes first.
        text = without_marks(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    return " ".join(text.split())


def part(words: str) -> tuple[str, ...]:
    """The words in pieces of at most `LONGEST` characters, cut behind a sentence or a word."""
    pieces: list[str] = []
    at = 0
    while len(words) - at > LONGEST:
        end = _end(words, at)
        pieces.append(words[at:end].rstrip())
        at = end
    return (*pieces, words[at:])


def _end(words: str, at: int) -> int:
    """Where a piece that begins here ends."""
    latest = at + LONGEST
    for sign in (". ", " "):
        found = words.rfind(sign, at + LONGEST // 2, latest)
        if found > 0:
            return found + len(sign)
    return latest
