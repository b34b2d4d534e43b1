"""A line of prose cut into its sentences."""

from collections.abc import Iterator

from ingest.reading.vocabulary.worded import worded_pattern

_END = worded_pattern(
    # the sign comes first, because looking behind at each letter takes ten times as long
    r"[.!?](?<!\b[A-Z].){<!abbreviation}[”»\"’)]?\s+(?=[A-ZÀ-ÖØ-Þ«“\"(¿¡])"
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
