"""The one form in which families see a page, whether it came as HTML or as text."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_BLANKS = re.compile(r"\s+")


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
    block: int = 0
    """Lines of one element (parted by <br>), share the number."""
    cell: bool = False
    """Whether it is a table cell."""
    row: int = 0
    """The number of the table row that it stands in; 0 outside of tables."""
    navigation: bool = False
    """Whether the markup says that it is site furniture and not content."""
    links: tuple[Link, ...] = ()


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A page without markup."""

    lines: tuple[Line, ...]
    title: str = ""
    language: str = ""
    """What `<html lang>` says, lower case, or nothing."""
    markup: bool = False
    """Whether the page came as HTML: then headings and zones mean something."""

    def content(self) -> Iterator[Line]:
        """The lines that are not site furniture."""
        return (line for line in self.lines if not line.navigation)


def clean(text: str) -> str:
    """Text in NFC with single spaces, without soft hyphens, zero-width and direction marks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()
