"""A page line by line, with what was made of each: for whoever asks why a fact is missing."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from ingest.page import Capture
from ingest.reading.found import Doubt
from ingest.reading.outline.lines import Outline
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page
from ingest.reading.reading import Reading, Value

UNACCOUNTED = "unaccounted: no rule has looked at this line"
"""What must never stand beside a line of the content."""


class Row(msgspec.Struct, frozen=True):
    """A line of the outline and what became of it."""

    line: int
    text: str
    made: tuple[str, ...]


def explain(capture: Capture) -> tuple[Row, ...]:
    """The rows of a page; raises what `read_page` raises."""
    return rows(read_outline(capture.body, capture.media_type), read_page(capture))


def rows(outline: Outline, reading: Reading) -> tuple[Row, ...]:
    """The rows of a page that has been read."""
    made: dict[int, list[str]] = defaultdict(list)
    for value in reading.values:
        for line in value.quote.lines():
            made[line].append(_shown(value))
    for doubt in reading.doubts:
        for line in doubt.quote.lines() if doubt.quote else ():
            made[line].append(_doubted(doubt))
    for ignored in reading.ignored:
        if not made[ignored.line]:
            made[ignored.line].append(f"ignored: {ignored.reason}")
    return tuple(
        Row(line.number, line.text, tuple(dict.fromkeys(made[line.number])) or (UNACCOUNTED,))
        for line in outline.lines
    )


def _shown(value: Value) -> str:
    return f"{value.field}: {', '.join(_parts(value))} ({value.quote.rule})"


def _parts(value: Value) -> Iterator[str]:
    """The value's own fields that say something, briefly."""
    for name in value.__struct_fields__:
        one = getattr(value, name)
        if name in ("field", "quote") or one in (None, "", (), {}, False):
            continue
        text = getattr(one, "edtf", None) or _symbols(one) or str(one)
        yield f"{name}={text}"


def _symbols(one: object) -> str:
    if isinstance(one, tuple) and one and hasattr(one[0], "text"):
        return " ".join(symbol.text for symbol in one)
    return ""


def _doubted(doubt: Doubt) -> str:
    return f"issue: {doubt.code}: {doubt.message}"
