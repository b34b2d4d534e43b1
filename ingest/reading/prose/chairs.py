"""Sentences about the chair."""

import re
from collections.abc import Iterator

from ingest.reading.patterns import lazy_pattern

_NO_CHAIR = lazy_pattern(
    r"\bno\s(?:permanent\s|formal\s|fixed\s|current\s)?(?:chair|presidency|chairing)\b|"
    r"\bno country chairs\b|\bno formal chair|"
    r"\b(?:pas de|pas une|aucune|sans) présidence\b|"
    r"\b(?:sin|no hay|no tiene|no existe)(?: una)? presidencia\b",
    re.I,
)
_WORD = r"[\w’'.-]{0,40}"  # bounded, or a line without blanks would be read from each capital
_NAME = rf"(?:the\s)?[A-ZÉÎ]{_WORD}(?:\s(?:of|and|the|de|du|la|[A-ZÉ]{_WORD})){{0,5}}"
_CURRENT = (
    re.compile(
        rf"(?P<one>{_NAME})\s(?:has been|is)\s(?:its|the)\s(?:current\s)?[Cc]hair\b"
        r"(?!\sof\sthe\s[\w\s-]{0,40}(?:[Gg]roup|[Cc]ommittee|[Mm]eeting))"
        rf"(?:\s(?:and|with)\s(?P<two>{_NAME})\s(?:its|the|as)\s(?:its\s)?co-chair)?",
    ),
    re.compile(
        rf"(?<!was )(?<!were )(?<!been )\bchaired by\s(?P<one>{_NAME}?)"
        rf"(?:,?\s(?:and\s)?co-chaired by\s(?P<two>{_NAME}))?"
        r"(?=\s(?:since|and co)|[.,;]|$)"
    ),
    re.compile(rf"(?P<one>{_NAME})\sis the current [Cc]hair\b"),
)
_RECENT = lazy_pattern(
    r"(?:countries|States) have (?:recently |previously )?chaired [^:]{2,60}:\s*(?P<list>.{3,1500})"
)


def says_no_chair(text: str) -> bool:
    """Whether the words say that no State is in the chair."""
    return _NO_CHAIR.search(text) is not None


def current_chairs(text: str) -> tuple[str, ...]:
    """The names that a sentence puts into the chair, the co-chair behind the chair."""
    for pattern in _CURRENT:
        found = pattern.search(text)
        if found:
            names = found.groupdict()
            return tuple(name for name in (names["one"], names.get("two")) if name)
    return ()


def past_chairs(text: str) -> Iterator[str]:
    """The list behind "have recently chaired the process:"."""
    found = _RECENT.search(text)
    if found:
        yield found["list"]
