"""Sentences that say what sort of process it is: "is an inter-regional forum"."""

import re

from ingest.reading.patterns import lazy_pattern

_IS_A = lazy_pattern(
    r"\b(?:is|est|es)\s(?:an?|une?|un|una)\s(?P<type>(?:[\w-]+\s){0,4}?"
    r"(?:inter-?\s?r[eé]gional|r[eé]gional|global|mondiale?|mundial)\w*\s"
    r"(?:[\w-]+\s){0,4}?(?:forum|process|dialogue|foro|proceso|processus|diálogo))\b",
    re.I,
)


def told_type(text: str) -> str | None:
    """The words that tell the type, or None."""
    found = _IS_A.search(text)
    return found["type"] if found else None
