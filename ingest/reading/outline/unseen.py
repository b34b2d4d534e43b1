"""What a page holds beside its lines, as far as it shows that another page is meant to be seen."""

from collections.abc import Iterable
from typing import Final

from bs4.element import NavigableString, PageElement, Tag

from ingest.reading.outline.lines import Unseen, clean

HOLDERS: Final = frozenset(
    {"head", "script", "noscript", "iframe", "frame", "noframes", "meta", "template"}
)
"""Elements that are asked for what they hold."""
_MOST_WORDS = 1_000
_MOST_SCRIPT = 4_000
"""Characters that are kept: where a page holds more, its lines tell what it is."""
_SPEAKING = frozenset({"noscript", "iframe", "noframes"})


def unseen(holders: Iterable[Tag]) -> Unseen:
    """What the elements hold that stand in the place of lines, in page order."""
    found = _Found()
    stack: list[tuple[PageElement, bool]] = [(tag, False) for tag in reversed(list(holders))]
    while stack:
        node, spoken = stack.pop()
        if not isinstance(node, Tag):
            found.take_words(node, spoken)
        elif node.name in ("script", "style", "template"):
            found.take_script(node)
        else:
            found.take_way(node, spoken)
            speaks = spoken or node.name in _SPEAKING
            stack.extend((one, speaks) for one in reversed(node.contents))
    return Unseen(
        words=clean(" ".join(found.words))[:_MOST_WORDS],
        refresh=found.refresh,
        frame=found.frame,
        scripted=found.scripted,
        script="\n".join(found.scripts),
    )


class _Found:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.scripts: list[str] = []
        self.scripted = False
        self.refresh = ""
        self.frame = ""
        self._room = _MOST_SCRIPT

    def take_words(self, node: PageElement, spoken: bool) -> None:
        """Words that a browser shows where it runs no scripts or has no frames."""
        if spoken and type(node) is NavigableString and len(self.words) < _MOST_WORDS:
            self.words.append(node[:_MOST_WORDS])

    def take_script(self, tag: Tag) -> None:
        """The text of a script that stands in the page itself."""
        if tag.name == "script":
            self.scripted = True
            text = "".join(map(str, tag.contents))[: self._room]
            self._room -= len(text)
            self.scripts.append(text)

    def take_way(self, tag: Tag, spoken: bool) -> None:
        """Where the page leads by itself; what only browsers without scripts do is no way."""
        if spoken:
            return
        equivalent = str(tag.attrs.get("http-equiv") or "").strip().lower()
        if tag.name == "meta" and equivalent == "refresh":
            self.refresh = self.refresh or str(tag.attrs.get("content") or "")
        elif tag.name in ("iframe", "frame"):
            self.frame = self.frame or str(tag.attrs.get("src") or "")
