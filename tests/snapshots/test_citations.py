"""What is cited stands on its page, letter by letter: in the bundled snapshot and in all cases."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ingest.reading.outline.lines import clean
from snapshots.model import Citation

_BULLET = re.compile(r"^\s*[-•*·▪◦‣–—o](?:\s+|$)", re.M)


def citations(value: Any) -> Iterator[Citation]:
    """All citations in a value, however deep."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from citations(getattr(value, field))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from citations(one)


def printed(text: str) -> str:
    """The text on one line, without bullets and marks of omission."""
    lines = (_BULLET.sub("", clean(line)) for line in text.replace("[…]", " ").splitlines())
    return " ".join(" ".join(lines).split())


def test_the_words_of_every_citation_stand_in_its_capture(made: Any) -> None:
    pages = {one: printed(text) for one, text in made.captures.items()}
    cited = set(citations(made.snapshot))
    assert cited
    strange = [one for one in cited if printed(one.words) not in pages[one.capture]]
    assert [(one.page, one.words) for one in strange] == []
