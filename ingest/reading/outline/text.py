"""Plain text (a text extraction of a page) → outline."""

import re
from collections.abc import Iterator

from ingest.errors import TooLarge
from ingest.reading.outline.lines import MOST_LINES, Line, Link, Outline, clean, part, visible

_BULLET = re.compile(r"(?P<indent>\s*)(?P<bullet>[-•*·▪◦‣–—o](?=\s|$)\s*)?(?P<text>.*)", re.S)
_OMITTED = "[…]"
_ADDRESS = re.compile(r"https?://[^\s<>\"»”]+[^\s<>\"»”.,;:)]")


def read_text(text: str) -> Outline:
    """One outline line for each line that has words; a bullet makes it an item.

    Lines are numbered as in the text, unless a parted one has moved those behind it. Raises
    TooLarge.
    """
    raws = text.splitlines()
    if len(raws) > MOST_LINES:
        raise TooLarge("lines", MOST_LINES, len(raws))
    lines: list[Line] = []
    gap = bullet = False
    parted = more = 0
    for number, raw in enumerate(raws, start=1):
        seen = visible(raw)
        pieces = tuple(_pieces(number + more, seen, gap, bullet))
        gap = not pieces and not seen.strip()
        bullet = not pieces and not gap  # one that stands alone is of the line below it
        lines += pieces
        if len(pieces) > 1:
            parted += 1
            more += len(pieces) - 1
    return Outline(lines=tuple(lines), parted=parted)


def _pieces(number: int, raw: str, gap: bool, bullet: bool) -> Iterator[Line]:
    """The line, or the parts of one that is too long; none where it has no words."""
    match = _BULLET.fullmatch(raw)
    whole = clean(match["text"]) if match else ""
    words = whole.removeprefix(_OMITTED).removesuffix(_OMITTED).strip() or whole
    if match is None or not words:
        return
    for n, piece in enumerate(part(words)):
        yield Line(
            number=number + n,
            text=piece,
            item=(bullet or match["bullet"] is not None) and n == 0,
            depth=len(match["indent"].expandtabs(4)),
            gap=gap and n == 0,
            excerpt=words != whole or words == _OMITTED,
            block=number,
            links=tuple(Link(found[0], found[0]) for found in _ADDRESS.finditer(piece)),
        )
