"""A line of prose cut into its sentences."""

from collections.abc import Iterator

from ingest.reading.patterns import lazy_pattern

_END = lazy_pattern(
    # the sign comes first, because looking behind at each letter takes ten times as long
    r"[.!?](?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bNo.)[”»\"’)]?\s+(?=[A-ZÀ-ÖØ-Þ«“\"(¿¡])"
)
_LONGEST = 20_000
"""Characters of one line that are looked at."""


def sentences(text: str) -> Iterator[str]:
    """The sentences in reading order; "H.E. Mr. X" and "i.e., money" end none."""
    start = 0
    for end in _END.finditer(text[:_LONGEST]):
        yield text[start : end.end()].strip()
        start = end.end()
    yield text[start:_LONGEST].strip()
