"""E-mail addresses, wherever they stand."""

import re
from collections.abc import Iterable, Iterator

from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.worded import worded_pattern

_EMAIL = lazy_pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = lazy_pattern(r"\b\w{2,10}://\S+")
"""It may hold a name and a password before a host."""
_AT = worded_pattern(r"\s?[\[({]\s?(?:{at}|@)\s?[\])}]\s?", re.I)
_DOT = worded_pattern(r"\s?[\[({]\s?(?:{dot}|\.)\s?[\])}]\s?", re.I)
"""Signs of an address that are spelled out in brackets, where they mean nothing else."""


def addresses(words: str) -> tuple[str, ...]:
    """The e-mail addresses in the words, also those that are spelled out: x [at] y [dot] z."""
    words = _URL.sub(" ", words)
    if _AT.search(words):
        words = _DOT.sub(".", _AT.sub("@", words))
    return tuple(dict.fromkeys(_EMAIL.findall(words)))


def emails(lines: Iterable[Line]) -> Iterator[Fact]:
    """Every address of the lines, each once."""
    seen: set[str] = set()
    for line in lines:
        for address in addresses(line.text):
            if address.lower() not in seen:
                seen.add(address.lower())
                said = Quote(words=line.text, line=line.number, rule="e-mail address")
                yield Fact(field="contact", words=address, quote=said, kind="email")
