"""HTML → outline: blocks become lines, inline tags vanish, site furniture is marked.

The only module that knows BeautifulSoup. Its parser tells of tags and characters as they come; no
tree is made of them: none is needed, and no page is nested too deeply for it.
"""

import re
from typing import Any

import msgspec
from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder  # there is no public way to it that has a type

from ingest.errors import TooLarge
from ingest.reading.outline.attributes import (
    WHOLE_PAGE,
    Attributes,
    hidden_address,
    is_furniture,
    is_raised,
    is_unseen,
    meant,
    spoken_label,
    target,
)
from ingest.reading.outline.lines import Line, Link, Outline, clean, part
from ingest.reading.outline.marks import is_mark
from ingest.reading.outline.openings import Openings
from ingest.reading.outline.unseen import HOLDERS, UnseenElements

MOST_TAGS = 100_000
"""Tags of a page, opening and closing ones; real pages have some thousands."""
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "button", "caption", "center"),
        *("details", "dialog", "dir", "div", "dl", "dd", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend"),
        *("li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_SILENT = HOLDERS | {"math", "object", "rp", "rt", "select", "style", "svg", "title"}
_DECLARATION = re.compile(r"<\?(?=xml)", re.I)
"""Where XHTML begins; the parser would warn that the page is XML."""
_BULLET = re.compile(r"^(?:[-•*·▪◦‣–—](?:\s+|$)|o\s+(?=[A-ZÀ-Þ]))")
"""A bullet that the page's author typed instead of making a list."""
_NEAR = 5
"""Pieces of a line before a raised one that tell what it is."""
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_TELLING = _LISTS | _CELLS | _HEADINGS.keys() | {"nav", "footer", "aside", "header", "main"}
_TELLING |= {"article", "tr"}
"""Blocks that say something even without attributes."""


def read_html(text: str) -> Outline:
    """The outline of an HTML page; any text at all is taken, unless it has too many tags."""
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise TooLarge("tags", MOST_TAGS, tags)
    page = _Page()
    BeautifulSoup(_DECLARATION.sub("<!", text), builder=_Events(page))
    return Outline(
        lines=page.finished(),
        title=page.unseen.title,
        language=page.language,
        markup=True,
        parted=page.parted,
        unseen=page.unseen.found(),
    )


def _shown(words: str) -> str:
    """The words without a typed bullet."""
    return _BULLET.sub("", clean(words))


class _Events(LXMLTreeBuilder):
    """BeautifulSoup's way of reading by lxml, which tells a page what comes."""

    def __init__(self, page: "_Page") -> None:
        super().__init__()
        self._page = page

    def parser_for(self, encoding: str | None) -> Any:
        """A parser that tells the page (lxml, "The target parser interface")."""
        parser: Any = self.default_parser(encoding)
        return parser(target=self._page, huge_tree=True, encoding=encoding)


class _Block(msgspec.Struct, frozen=True):
    """What an open block says of the lines in it, with what the blocks around it say."""

    furniture: bool = False
    main: bool = False
    article: bool = False
    lists: int = 0
    heading: int = 0
    cell: bool = False
    row: int = 0


class _Inline(msgspec.Struct):
    """An open anchor or raised element, and from which of the line's words on it holds them."""

    tag: str
    attributes: Attributes
    start: int
    depth: int
    linked: bool = False


class _Row(msgspec.Struct):
    """An open table row: its number, the lines before it, and its cells so far."""

    number: int
    start: int
    cells: int = 0
    """How many of them have words."""
    filled: int = 0
    """The lines before the open cell."""


class _Page:
    """What the parser tells of a page, and the lines that it comes to."""

    def __init__(self) -> None:
        self.language = ""
        self.parted = 0
        self.unseen = UnseenElements()
        self._tags: list[str] = []
        self._lines: list[Line] = []
        self._outside: list[int] = []
        self._has_main = False
        self._blocks = [_Block()]
        self._rows = 0
        self._open_rows: list[_Row] = []
        self._item_pending = False
        self._block = 0
        self._words: list[str] = []
        self._links: list[Link] = []
        self._anchor: _Inline | None = None
        self._raised: list[_Inline] = []
        self._openings = Openings()
        self._labels: list[tuple[str, int]] = []
        self._behind_custom = False

    @property
    def _depth(self) -> int:
        """How many elements are open."""
        return len(self._tags)

    def start(self, tag: str, attributes: Attributes) -> None:
        """A start tag; what a silent element holds is none of the lines' business."""
        if self.unseen.inside or tag in _SILENT or self._is_unseen(tag, attributes):
            self.unseen.start(tag, attributes)
            return
        if attributes and tag not in _TELLING:
            tag = meant(tag, attributes, inline=tag not in _BLOCKS and tag != "a")
        if tag not in _BLOCKS and attributes and self._is_replaced(attributes):
            self.unseen.start(tag, attributes)
        else:
            self._tags.append(tag)
            self._begin(tag, attributes)

    def _is_unseen(self, tag: str, attributes: Attributes) -> bool:
        styled = attributes and tag not in WHOLE_PAGE and self.unseen.styles.hide(attributes)
        return bool(styled) or is_unseen(tag, attributes)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        """An element that shows what is in it."""
        if tag in _BLOCKS or ("-" in tag and self._begins_alone()):
            self._flush()
        self._begin_line(tag, attributes)
        if tag in _BLOCKS:
            self._enter(tag, attributes)
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._end_anchor()
            self._anchor = self._inline(tag, attributes)
        elif tag == "html":
            self.language = self.language or attributes.get("lang", "").lower()
        if is_raised(tag, attributes):
            self._raised.append(self._inline(tag, attributes))

    def end(self, tag: str) -> None:
        """An end tag, or where one is missing, where the parser puts it."""
        if self.unseen.inside:
            self.unseen.end(tag)
            return
        tag = self._tags[-1]
        if self._raised and self._raised[-1].depth == self._depth:
            self._lower(self._raised.pop())
        self._openings.end(self._depth, self._words)
        if tag in _BLOCKS:
            self._flush()
            self._leave(tag)
        elif tag == "a" and self._anchor and self._anchor.depth == self._depth:
            self._end_anchor()
        if self._labels and self._labels[-1][1] == self._depth:
            self._labels.pop()
        self._behind_custom |= "-" in tag
        self._tags.pop()

    def data(self, text: str) -> None:
        """Characters between tags."""
        if self.unseen.inside:
            self.unseen.data(text)
        elif self._words or not text.isspace():
            self._behind_custom &= text.isspace()
            self._words.append(text)

    def close(self) -> None:
        """The end of the page."""
        self._flush()

    def finished(self) -> tuple[Line, ...]:
        """The lines; where the page has a main part, what lies outside is furniture."""
        for number in self._outside if self._has_main else ():
            line = self._lines[number - 1]
            self._lines[number - 1] = msgspec.structs.replace(line, navigation=True)
        return tuple(self._lines)

    def _begins_alone(self) -> bool:
        """Whether a custom element begins what may be a line: no loose words stand before it."""
        return self._behind_custom or all(map(str.isspace, self._words))

    def _begin_line(self, tag: str, attributes: Attributes) -> None:
        """Keep what the element says of the line that begins with it."""
        label = spoken_label(attributes) if attributes and tag != "a" else ""
        if label:
            self._labels.append((clean(label), self._depth))
        if tag not in _BLOCKS and tag != "br":
            self._openings.start(tag, self._depth, self._words)

    def _inline(self, tag: str, attributes: Attributes) -> _Inline:
        return _Inline(tag, attributes, len(self._words), self._depth)

    def _is_replaced(self, attributes: Attributes) -> bool:
        """Whether an element within a line shows another address than its words."""
        address = hidden_address(attributes)
        if address:
            self._words.append(address)
        return bool(address)

    def _enter(self, tag: str, attributes: Attributes) -> None:
        around = self._blocks[-1]
        if tag == "li":
            self._item_pending = True
        elif tag == "tr":
            self._rows += 1
            self._open_rows.append(_Row(self._rows, len(self._lines)))
        elif tag in _CELLS and self._open_rows:
            self._open_rows[-1].filled = len(self._lines)
        told = attributes or tag in _TELLING
        self._blocks.append(self._within(around, tag, attributes) if told else around)

    def _within(self, around: _Block, tag: str, attributes: Attributes) -> _Block:
        main = tag == "main" or attributes.get("role") == "main"
        # A <header> of the page is furniture, one of an article holds its title.
        header = tag == "header" and not around.main and not around.article
        self._has_main |= main
        return _Block(
            furniture=around.furniture or header or is_furniture(tag, attributes),
            main=around.main or main,
            article=around.article or tag == "article",
            lists=around.lists + (tag in _LISTS),
            heading=_HEADINGS.get(tag, around.heading),
            cell=around.cell or tag in _CELLS,
            row=self._rows if tag == "tr" else around.row,
        )

    def _leave(self, tag: str) -> None:
        self._blocks.pop()
        if tag == "li":
            self._item_pending = False
        elif tag in _CELLS and self._open_rows:
            row = self._open_rows[-1]
            row.cells += len(self._lines) > row.filled
        elif tag == "tr":
            self._end_row(self._open_rows.pop())

    def _end_row(self, row: _Row) -> None:
        """A row of one cell is layout: what stands in it are lines like others."""
        for at in range(row.start, len(self._lines)) if row.cells == 1 else ():
            if self._lines[at].row == row.number:
                self._lines[at] = msgspec.structs.replace(self._lines[at], cell=False, row=0)

    def _end_anchor(self) -> None:
        """End the open anchor, if there is one: anchors do not nest."""
        if self._anchor:
            self._link(self._anchor)
            self._anchor = None

    def _lower(self, raised: _Inline) -> None:
        """Leave out the mark of a footnote."""
        if len(self._words) - raised.start > _NEAR:
            return
        before = "".join(self._words[max(0, raised.start - _NEAR) : raised.start])
        # Other figures may be a link to a place on the page or small, too.
        glued = raised.tag in ("a", "small")
        words = clean("".join(self._words[raised.start :]))
        if is_mark(words, before if glued else before.rstrip()):
            del self._words[raised.start :]

    def _link(self, anchor: _Inline) -> None:
        """Link the words of this line that stand in the anchor; a picture alone has none."""
        words = clean("".join(self._words[anchor.start :]))
        where = target(anchor.attributes)
        if where and not where.startswith("#") and (words or not anchor.linked):
            self._links.append(Link(words, where))
        anchor.linked |= bool(words)

    def _break(self) -> None:
        """End a line at a <br>; a second one leaves a blank line, which parts what is around it."""
        if all(map(str.isspace, self._words)):
            self._block += 1
        self._flush(soft=True)

    def _flush(self, soft: bool = False) -> None:
        """End a line; a soft end (<br>) stays in the block, a hard one opens the next."""
        if self._words:
            words = clean("".join(self._words))
            if self._anchor:
                if words:
                    self._link(self._anchor)
                self._anchor.start = 0
            bare = _BULLET.sub("", words)
            openings = self._openings.take(bare, self._words, _shown)
            self._raised.clear()  # no mark goes over a line's end
            self._words.clear()
            if bare:
                self._append(bare, openings, bullet=len(bare) != len(words))
            elif words:
                self._item_pending = True  # the bullet of what comes next
        if not soft:
            self._block += 1

    def _append(self, words: str, openings: tuple[int, ...], bullet: bool) -> None:
        pieces = part(words)
        if len(pieces) > 1:
            self.parted += 1
        for piece in pieces:
            self._lines.append(self._line(piece, openings, bullet))
            self._item_pending = bullet = False
            self._links, openings, self._labels = [], (), []

    def _line(self, words: str, openings: tuple[int, ...], bullet: bool) -> Line:
        number, around = len(self._lines) + 1, self._blocks[-1]
        if not around.main and not around.furniture:
            self._outside.append(number)
        return Line(
            number=number,
            text=words,
            item=self._item_pending or bullet,
            depth=around.lists,
            heading=around.heading,
            block=self._block,
            cell=around.cell,
            row=around.row,
            navigation=around.furniture,
            links=tuple(self._links),
            openings=openings,
            labels=tuple(label for label, _ in self._labels),
        )
