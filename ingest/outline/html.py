"""HTML → outline: blocks become lines, inline tags vanish, site furniture is marked.

The only module that knows BeautifulSoup. The tree is walked with a stack of our own, because a
page with thousands of nested elements must not end in a RecursionError.
"""

import re
from functools import lru_cache

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from ingest.outline.lines import Line, Link, Outline, clean

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "button", "caption", "center"),
        *("details", "dialog", "dir", "div", "dl", "dd", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend"),
        *("li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_SILENT = frozenset(
    {"head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template"}
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_FURNITURE_NAMES = re.compile(
    r"\b(nav(bar|igation)?|menu|breadcrumbs?|(site-|global-|region-)?footer|(site-|global-|region-)"
    r"header|cookies?|cookie-\w+|sliding-popup|skip-?(link|nav|to-\w+)|addtoany|social(-\w+)?|"
    r"share|visually-hidden|sr-only|language-switcher|pager)\b"
)
_BULLET = re.compile(r"^[-•*·▪◦‣–—](?:\s+|$)")
"""A bullet that the page's author typed instead of making a list."""
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}>")
"""XHTML's first line; the parser would take the page for another sort of XML."""
_LISTS = frozenset({"ul", "ol", "menu", "dir"})


def read_html(text: str) -> Outline:
    """The outline of an HTML page; any text at all is taken."""
    soup = BeautifulSoup(_PROLOG.sub("", text, count=1), "lxml")
    root = soup.html
    walk = _Walk(has_main=soup.find(_is_main) is not None)
    if root is not None:
        walk.run(root)
    return Outline(
        lines=tuple(walk.lines),
        title=clean(soup.title.get_text()) if soup.title else "",
        language=str(root.get("lang") or "").lower() if root is not None else "",
        markup=True,
    )


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or tag.get("role") == "main"


class _Walk:
    """One pass over the tree; `lines` grows as blocks end."""

    def __init__(self, has_main: bool) -> None:
        self.lines: list[Line] = []
        self._has_main = has_main
        self._main = 0
        self._furniture = 0
        self._lists = 0
        self._articles = 0
        self._anchors: list[tuple[int, int]] = []
        self._heading = 0
        self._cell = False
        self._row = 0
        self._rows = 0
        self._item_pending = False
        self._block = 0
        self._gap = False
        self._words: list[str] = []
        self._links: list[Link] = []

    def run(self, root: Tag) -> None:
        """Depth first, each element met twice: when it opens and when it closes."""
        stack: list[tuple[PageElement, bool]] = [(root, False)]
        while stack:
            node, closing = stack.pop()
            if not isinstance(node, Tag):
                if type(node) is NavigableString:  # its subclasses are comments and the like
                    self._words.append(node)
            elif closing:
                self._close(node)
            elif self._open(node):
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.contents))
        self._flush()

    def _open(self, tag: Tag) -> bool:
        name = tag.name
        if name in _SILENT or tag.has_attr("hidden"):
            return False
        if name == "br":
            self._flush(soft=True)
            return False
        if name in _BLOCKS:
            self._flush()
            self._enter(tag, name, 1)
        elif name == "a":
            self._anchors.append((self._block, len(self._words)))
        return True

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self._flush()
            self._enter(tag, name, -1)
        elif name == "a":
            self._link(tag)

    def _enter(self, tag: Tag, name: str, step: int) -> None:
        self._furniture += step * (_is_furniture(tag) or self._is_site_header(name))
        self._main += step * _is_main(tag)
        self._articles += step * (name == "article")
        self._lists += step * (name in _LISTS)
        opening = step == 1
        if name == "li":
            self._item_pending = opening
        elif name[0] == "h" and name[1:].isdigit():
            self._heading = int(name[1:]) if opening else 0
        elif name in ("td", "th"):
            self._cell = opening
        elif name == "tr":
            self._rows += opening
            self._row = self._rows if opening else 0

    def _is_site_header(self, name: str) -> bool:
        """A <header> of the page is furniture, one of an article holds its title."""
        return name == "header" and self._main == 0 and self._articles == 0

    def _link(self, tag: Tag) -> None:
        block, start = self._anchors.pop()
        words = clean("".join(self._words[start if block == self._block else 0 :]))
        target = str(tag.get("href") or "")
        if target and not target.startswith("#"):
            self._links.append(Link(words, target))

    def _flush(self, soft: bool = False) -> None:
        """End a line; a soft end (<br>) stays in the block, a hard one opens the next."""
        if self._words:
            words = clean("".join(self._words))
            self._words.clear()
            bare = _BULLET.sub("", words)
            if bare:
                self._append(bare, bullet=bare != words)
        if not soft:
            self._block += 1

    def _append(self, words: str, bullet: bool) -> None:
        self.lines.append(
            Line(
                number=len(self.lines) + 1,
                text=words,
                item=self._item_pending or bullet,
                depth=self._lists,
                heading=self._heading,
                block=self._block,
                cell=self._cell,
                row=self._row,
                navigation=self._furniture > 0 or (self._has_main and self._main == 0),
                links=tuple(self._links),
            )
        )
        self._item_pending = False
        self._links.clear()


def _is_furniture(tag: Tag) -> bool:
    name = tag.name
    if name in _FURNITURE_TAGS or tag.get("role") in _FURNITURE_ROLES:
        return True
    if name not in ("div", "section", "ul", "p"):
        return False
    classes = tag.get("class") or ""
    return _names_furniture(
        str(tag.get("id") or ""), classes if isinstance(classes, str) else " ".join(classes)
    )


@lru_cache(maxsize=4096)  # a page repeats the same few classes hundreds of times
def _names_furniture(one: str, classes: str) -> bool:
    names = f"{one} {classes}".strip().lower()
    return names == "header" or bool(_FURNITURE_NAMES.search(names))
