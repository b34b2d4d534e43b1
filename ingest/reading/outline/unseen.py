"""What a page holds beside its lines, as far as it shows that another page is meant to be seen."""

from typing import Final

from ingest.reading.outline.attributes import Attributes
from ingest.reading.outline.lines import Unseen, clean
from ingest.reading.outline.styles import Styles

HOLDERS: Final = frozenset(
    {"head", "script", "noscript", "iframe", "frame", "noframes", "meta", "template"}
)
"""Elements that are asked for what they hold."""
_MOST_WORDS = 1_000
_MOST_SCRIPT = 4_000
"""Characters that are kept: where a page holds more, its lines tell what it is."""
_WITHOUT_SCRIPTS = frozenset({"noscript", "iframe", "noframes"})
"""Elements whose words only browsers show that run no scripts or have no frames."""
_RAW = frozenset({"script", "style", "template"})


class UnseenElements:
    """Takes the elements that make no lines, each from its start tag to its end tag."""

    def __init__(self) -> None:
        self.title = ""
        self.styles = Styles()
        self.inside: list[str] = []
        """The elements that are open, from the outermost on."""
        self._texts: dict[str, list[str]] = {"words": [], "script": [], "title": [], "style": []}
        self._refresh = self._frame = ""
        self._scripted = self._applies = False
        self._raw = self._without_scripts = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """A start tag."""
        self.inside.append(tag)
        self._part()
        if self._holds() and not self._raw:
            self._scripted |= tag == "script"
            if not self._without_scripts:
                self._take_way(tag, attributes)
        self._applies = not (self._raw or self._without_scripts) and _is_for_screens(attributes)
        self._raw += tag in _RAW
        self._without_scripts += tag in _WITHOUT_SCRIPTS

    def data(self, text: str) -> None:
        """Characters between tags."""
        tag = self.inside[-1]
        if tag == "title" and self.inside[0] in ("head", "title"):
            self._texts["title"].append(text)
        elif tag == "style" and self._applies:
            self._texts["style"].append(text)
        elif self._holds() and self._raw == (tag == "script"):
            kind = "script" if self._raw else "words"
            self._texts[kind] += [text] if self._raw or self._without_scripts else ()

    def end(self, tag: str) -> None:
        """An end tag, or where one is missing, where the parser puts it."""
        del self.inside[-1]
        self._part()
        if tag == "style":
            self.styles.read("".join(self._texts["style"]))
            self._texts["style"].clear()
        self._raw -= tag in _RAW
        self._without_scripts -= tag in _WITHOUT_SCRIPTS
        if tag == "title" and not self.title:  # the first, in the head or strayed out of it
            self.title = clean("".join(self._texts["title"]))

    def _holds(self) -> bool:
        """Whether the outermost open element is one that is asked for what it holds."""
        return self.inside[0] in HOLDERS

    def _take_way(self, tag: str, attributes: Attributes) -> None:
        """Where the page leads by itself; what only browsers without scripts do is no way."""
        if tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
            self._refresh = self._refresh or attributes.get("content", "")
        elif tag in ("iframe", "frame"):
            self._frame = self._frame or attributes.get("src", "")

    def _part(self) -> None:
        """Words on the two sides of a tag are two."""
        self._texts["words"].append(" ")
        self._texts["script"].append("\n")

    def found(self) -> Unseen:
        """What was found in all of them."""
        return Unseen(
            words=clean("".join(self._texts["words"]))[:_MOST_WORDS],
            refresh=self._refresh,
            frame=self._frame,
            scripted=self._scripted,
            script="".join(self._texts["script"]).strip()[:_MOST_SCRIPT],
        )


def _is_for_screens(style: Attributes) -> bool:
    """Whether a sheet is for all media or for screens (HTML, the style element)."""
    return style.get("media", "").strip().lower() in ("", "all", "screen")
