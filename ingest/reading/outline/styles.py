"""What the style sheets in a page strike out or hide, by class or id.

A rule counts where it always holds: not in a media query, and of one class or id alone. What any
other rule shows again, as an accordion does, is there to be seen.
"""

import re
from typing import Final

from ingest.reading.outline.attributes import UNSEEN, Attributes

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
_BRACE: Final = re.compile(r"([^{}]*)([{}])")
_NAME: Final = re.compile(r"[.#][A-Za-z_][\w-]*")
_ONE: Final = re.compile(r"(?:[A-Za-z]\w*)?([.#][A-Za-z_][\w-]*)")
"""One class or id, perhaps of one element: `.gone`, `li.gone`."""
_SHOWN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*(?!none)|visibility\s*:\s*visible)", re.I)


class Styles:
    """Takes the text of `style` elements."""

    def __init__(self) -> None:
        self._unseen: set[str] = set()
        self._shown: set[str] = set()

    def read(self, sheet: str) -> None:
        """Take the rules of one sheet (CSS Syntax, 5.4)."""
        opened: list[str] = []
        for text, brace in _BRACE.findall(_COMMENT.sub(" ", sheet)):
            if brace == "{":
                opened.append(text.strip())
            elif opened:
                self._take(opened, text)
                opened.pop()

    def _take(self, opened: list[str], declarations: str) -> None:
        *around, selectors = opened
        if _SHOWN.search(declarations):
            self._shown.update(_NAME.findall(selectors))
        elif not around and UNSEEN.search(declarations):
            found = (_ONE.fullmatch(one.strip()) for one in selectors.split(","))
            self._unseen.update(one[1] for one in found if one)

    def hide(self, attributes: Attributes) -> bool:
        """Whether a rule hides or strikes out what has these attributes."""
        if not self._unseen:
            return False
        names = {f".{one}" for one in attributes.get("class", "").split()}
        names.add(f"#{attributes.get('id', '')}")
        return not names.isdisjoint(self._unseen) and names.isdisjoint(self._shown)
