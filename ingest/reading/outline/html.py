"""HTML → outline: blocks become lines, inline tags vanish, site furniture is marked.

With `unseen`, the only module that knows BeautifulSoup. The tree is walked with a stack of our
own, because a page with thousands of nested elements must not end in a RecursionError.
"""

import re
from collections.abc import Iterator

import msgspec
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from ingest.errors import TooLarge
from ingest.reading.outline.attributes import (
    FURNITURE_TAGS,
    hidden_address,
    is_furniture,
    is_raised,
    is_unseen,
    target,
)
from ingest.reading.outline.lines import Line, Link, Outline, clean, part
from ingest.reading.outline.marks import is_mark
from ingest.reading.outline.unseen import HOLDERS, unseen

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
_SILENT = HOLDERS | {"math", "object", "select", "style", "svg", "title"}
_BULLET = re.compile(r"^(?:[-•*·▪◦‣–—](?:\s+|$)|o\s+(?=[A-ZÀ-Þ]))")
"""A bullet that the page's author typed instead of making a list."""
_DECLARATION = re.compile(r"<\?(?=xml)", re.I)
"""Where XHTML begins; the parser would take the page for another sort of XML."""
_NEAR = 5
"""Pieces of a line before a raised one that tell what it is."""
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TELLING = FURNITURE_TAGS | _LISTS | {"header", "main", "article"}
"""Blocks that say something even without attributes."""


def read_html(text: str) -> Outline:
    """The outline of an HTML page; any text at all is taken, unless it has too many tags."""
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise TooLarge("tags", MOST_TAGS, tags)
    soup = _Soup(_DECLARATION.sub("<!", text), "lxml")
    root = next((one for one in soup.contents if isinstance(one, Tag) and one.name == "html"), None)
    walk = _Walk()
    if root is not None:
        walk.run(root)
    return Outline(
        lines=tuple(walk.finished()),
        title=walk.title,
        language=str(root.get("lang") or "").lower() if root is not None else "",
        markup=True,
        parted=walk.parted,
        unseen=unseen(walk.holders),
    )


class _Soup(BeautifulSoup):
    """A tree whose strings know no neighbours: we only go from parents to children.

    To link each string with what comes before and behind it takes a walk up to the root, and that
    is quadratic for deeply nested elements.
    """

    def object_was_parsed(
        self,
        o: PageElement,
        parent: Tag | None = None,
        most_recent_element: PageElement | None = None,
    ) -> None:
        """Put a string into the tree."""
        del most_recent_element
        holder = parent or self.currentTag
        if holder is not None:
            holder.contents.append(o)


class _Zone(msgspec.Struct, frozen=True):
    """What an element says of all that stands in it."""

    furniture: bool = False
    main: bool = False
    article: bool = False
    listing: bool = False


_PLAIN = _Zone()


class _Anchor(msgspec.Struct):
    """An open anchor, and from which of the line's words on it holds them."""

    tag: Tag
    start: int
    linked: bool = False


class _Raised(msgspec.Struct):
    """An open raised element, and from which of the line's words on it holds them."""

    tag: Tag
    start: int


class _Row(msgspec.Struct):
    """An open table row: its number, the lines before it, and its cells so far."""

    number: int
    start: int
    cells: int = 0


class _Walk:
    """One pass over the tree; lines are made as blocks end."""

    def __init__(self) -> None:
        self.title = ""
        self.parted = 0
        self.holders: list[Tag] = []
        self._lines: list[Line] = []
        self._outside: list[int] = []
        self._has_main = False
        self._zones: list[_Zone] = []
        self._main = 0
        self._furniture = 0
        self._lists = 0
        self._articles = 0
        self._heading = 0
        self._cell = False
        self._row = 0
        self._rows = 0
        self._open_rows: list[_Row] = []
        self._item_pending = False
        self._block = 0
        self._words: list[str] = []
        self._links: list[Link] = []
        self._anchor: _Anchor | None = None
        self._raised: list[_Raised] = []

    def run(self, root: Tag) -> None:
        """Depth first; an element opens before its contents and closes behind them."""
        stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
        while stack:
            for node in stack[-1][1]:
                if isinstance(node, Tag):
                    if self._open(node):
                        stack.append((node, iter(node.contents)))
                        break
                elif type(node) is NavigableString and (self._words or not node.isspace()):
                    self._words.append(node)  # its subclasses are comments and the like
            else:
                self._close(stack.pop()[0])
        self._flush()

    def finished(self) -> Iterator[Line]:
        """The lines; where the page has a main part, what lies outside is furniture."""
        outside = frozenset(self._outside if self._has_main else ())
        for line in self._lines:
            if line.number in outside:
                yield msgspec.structs.replace(line, navigation=True)
            else:
                yield line

    def _open(self, tag: Tag) -> bool:
        """Whether there is something to see in the element."""
        name = tag.name
        if name in _SILENT or "hidden" in tag.attrs:
            self._take_title(tag)
            if name in HOLDERS:
                self.holders.append(tag)
            return False
        if name == "br":
            self._break()
            return False
        if name in _BLOCKS:
            self._flush()
            self._enter(tag, name)
        elif tag.attrs and self._is_replaced(tag):
            return False
        elif name == "a":
            self._end_anchor()
            self._anchor = _Anchor(tag, len(self._words))
        if is_raised(name, tag.attrs):
            self._raised.append(_Raised(tag, len(self._words)))
        return True

    def _is_replaced(self, tag: Tag) -> bool:
        """Whether an element within a line shows something else than its words, or nothing."""
        address = hidden_address(tag.attrs)
        if address:
            self._words.append(address)
        return bool(address) or is_unseen(tag.name, tag.attrs)

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if self._raised and self._raised[-1].tag is tag:
            self._lower(self._raised.pop())
        if name in _BLOCKS:
            self._flush()
            self._leave(name)
        elif name == "a" and self._anchor and self._anchor.tag is tag:
            self._end_anchor()

    def _take_title(self, tag: Tag) -> None:
        """Keep the first title element, which stands in the head or has strayed out of it."""
        if self.title or tag.name not in ("head", "title"):
            return
        stack: list[PageElement] = [tag]
        while stack:
            node = stack.pop()
            if isinstance(node, Tag) and node.name == "title":
                self.title = clean("".join(map(str, node.contents)))
                return
            stack.extend(reversed(node.contents) if isinstance(node, Tag) else ())

    def _enter(self, tag: Tag, name: str) -> None:
        zone = self._zone(tag, name)
        self._zones.append(zone)
        if zone is not _PLAIN:
            self._count(zone, 1)
            self._has_main |= zone.main
        if name == "li":
            self._item_pending = True
        elif name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name in ("td", "th"):
            self._cell = True
            if self._open_rows:
                self._open_rows[-1].cells += 1
        elif name == "tr":
            self._rows += 1
            self._row = self._rows
            self._open_rows.append(_Row(self._rows, len(self._lines)))

    def _leave(self, name: str) -> None:
        zone = self._zones.pop()
        if zone is not _PLAIN:
            self._count(zone, -1)
        if name == "li":
            self._item_pending = False
        elif name in _HEADINGS:
            self._heading = 0
        elif name in ("td", "th"):
            self._cell = False
        elif name == "tr":
            self._row = 0
            self._end_row(self._open_rows.pop())

    def _end_row(self, row: _Row) -> None:
        """A row of one cell is layout: what stands in it are lines like others."""
        for at in range(row.start, len(self._lines)) if row.cells == 1 else ():
            if self._lines[at].row == row.number:
                self._lines[at] = msgspec.structs.replace(self._lines[at], cell=False, row=0)

    def _count(self, zone: _Zone, step: int) -> None:
        self._furniture += step * zone.furniture
        self._main += step * zone.main
        self._articles += step * zone.article
        self._lists += step * zone.listing

    def _zone(self, tag: Tag, name: str) -> _Zone:
        attrs = tag.attrs
        if not attrs and name not in _TELLING:
            return _PLAIN
        main = name == "main" or attrs.get("role") == "main"
        # A <header> of the page is furniture, one of an article holds its title.
        header = name == "header" and self._main == 0 and self._articles == 0
        furniture = header or is_furniture(name, attrs)
        told = (furniture, main, name == "article", name in _LISTS)
        return _Zone(*told) if any(told) else _PLAIN

    def _end_anchor(self) -> None:
        """End the open anchor, if there is one: anchors do not nest."""
        if self._anchor:
            self._link(self._anchor)
            self._anchor = None

    def _lower(self, raised: _Raised) -> None:
        """Leave out the mark of a footnote."""
        if len(self._words) - raised.start > _NEAR:
            return
        before = "".join(self._words[max(0, raised.start - _NEAR) : raised.start])
        glued = raised.tag.name == "a"  # other figures may be a link to a place on the page, too
        words = clean("".join(self._words[raised.start :]))
        if is_mark(words, before if glued else before.rstrip()):
            del self._words[raised.start :]

    def _link(self, anchor: _Anchor) -> None:
        """Link the words of this line that stand in the anchor; a picture alone has none."""
        words = clean("".join(self._words[anchor.start :]))
        where = target(anchor.tag.attrs)
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
            self._raised.clear()  # no mark goes over a line's end
            self._words.clear()
            bare = _BULLET.sub("", words)
            if bare:
                self._append(bare, bullet=len(bare) != len(words))
        if not soft:
            self._block += 1

    def _append(self, words: str, bullet: bool) -> None:
        pieces = part(words)
        if len(pieces) > 1:
            self.parted += 1
        for piece in pieces:
            self._lines.append(self._line(piece, bullet))
            self._item_pending = bullet = False
            self._links = []

    def _line(self, words: str, bullet: bool) -> Line:
        number = len(self._lines) + 1
        if self._main == 0:
            self._outside.append(number)
        return Line(
            number=number,
            text=words,
            item=self._item_pending or bullet,
            depth=self._lists,
            heading=self._heading,
            block=self._block,
            cell=self._cell,
            row=self._row,
            navigation=self._furniture > 0,
            links=tuple(self._links),
        )
