"""E-mail addresses, wherever they stand."""

import re
from collections.abc import Iterable, Iterator

from ingest.found import Fact, Quote
from ingest.outline.lines import Line

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


def emails(lines: Iterable[Line]) -> Iterator[Fact]:
    """Every address of the lines, each once."""
    seen: set[str] = set()
    for line in lines:
        for found in EMAIL.finditer(line.text):
            if found[0].lower() not in seen:
                seen.add(found[0].lower())
                said = Quote(words=line.text, line=line.number, rule="e-mail address")
                yield Fact(field="contact", words=found[0], quote=said, kind="email")
