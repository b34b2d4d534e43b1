"""Plain text (a text extraction of a page) → outline."""

import re

from ingest.outline.lines import Line, Link, Outline, clean

_BULLET = re.compile(r"(?P<indent>\s*)(?P<bullet>[-•*·▪◦‣–—o](?=\s|$)\s*)?(?P<text>.*)", re.S)
_ADDRESS = re.compile(r"https?://[^\s<>\"»”]+[^\s<>\"»”.,;:)]")


def read_text(text: str) -> Outline:
    """One outline line for each line that has words; a bullet makes it an item."""
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _line(number, raw, gap)
        gap = line is None and not raw.strip()
        if line is not None:
            lines.append(line)
    return Outline(lines=tuple(lines))


def _line(number: int, raw: str, gap: bool) -> Line | None:
    match = _BULLET.fullmatch(raw)
    if match is None:  # pragma: no cover - the pattern takes any line
        return None
    words = clean(match["text"])
    if not words:
        return None
    return Line(
        number=number,
        text=words,
        item=match["bullet"] is not None,
        depth=len(match["indent"].expandtabs(4)),
        gap=gap,
        block=number,
        links=tuple(Link(found[0], found[0]) for found in _ADDRESS.finditer(words)),
    )
