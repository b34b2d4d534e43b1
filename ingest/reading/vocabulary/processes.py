"""Meetings of a process that the catalogue knows: "the 7th ministerial conference of MIDSA"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.catalogue.catalogue import load_catalogue
from ingest.catalogue.keys import key
from ingest.reading.vocabulary.loosely import PATTERNS_KEPT, any_of
from ingest.reading.vocabulary.ordinals import ordinal_before
from ingest.reading.vocabulary.series import Naming, phrases

_ADJECTIVES = r"(?:\s[^\W\d_]+){0,4}?"
_ROMAN = r"(?:[IVX]{1,6}\s)?"
_SHORTEST = 8
"""Letters of a name that no other words are."""


def process_namings(text: str) -> Iterator[Naming]:
    """Meetings named by noun and process, and numbered ones named by the process alone."""
    process = any_process(text)
    for found in _pattern(process).finditer(text) if process else ():
        ordinal, at = ordinal_before(text, found.start()) or (None, found.start())
        noun = found["noun"] is not None
        roman = re.match(r"[IVX]{1,6}\s", found[0]) is not None
        if noun or ordinal is not None or roman:
            yield Naming(
                series=None, language="", ordinal=ordinal, year=None, at=at, to=found.end()
            )


@lru_cache(64)  # several readers ask for the processes of one line
def any_process(text: str) -> str:
    """A pattern of the names and, as written, acronyms of processes that the text may hold.

    To be compiled with `re.I`; nothing where it holds none.
    """
    names, acronyms = _spellings()
    folded = key(text)
    there = [name for folded_name, name in names if folded_name in folded]
    marks = "|".join(re.escape(one) for one in acronyms if one in text)
    kinds = (any_of(there), marks and f"(?-i:{marks})")
    said = "|".join(kind for kind in kinds if kind)
    return said and f"(?:{said})"


@cache
def _spellings() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """All names that are long enough, with their keys, and all acronyms, the longest first."""
    processes = load_catalogue().processes
    names = [
        name
        for process in processes
        for name in (*process.names.values(), *process.aliases)
        if len(name) >= _SHORTEST
    ]
    acronyms = {one for process in processes for one in process.acronyms.values()}
    return tuple((key(name), name) for name in names), tuple(
        sorted(acronyms, key=len, reverse=True)
    )


def processes_in(text: str) -> frozenset[str]:
    """The ids of the processes that a text names."""
    return frozenset(namings_in(text))


def namings_in(text: str) -> dict[str, int]:
    """The ids of the processes that a text names, and of how many letters their names are."""
    process = any_process(text)
    made: dict[str, int] = {}
    for one in _names(process).finditer(text) if process else ():
        named = load_catalogue().named(one[0])
        if named:
            made[named.id] = made.get(named.id, 0) + len(key(one[0]))
    return made


@lru_cache(PATTERNS_KEPT)
def _names(process: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){process}(?!\w)", re.I)


@lru_cache(PATTERNS_KEPT)
def _pattern(process: str) -> re.Pattern[str]:
    nouns, sorts, joints = (any_of(phrases(kind)) for kind in ("nouns", "sorts", "joints"))
    named = rf"(?:(?:{sorts})\s){{0,2}}(?P<noun>{nouns}){_ADJECTIVES}\s(?:{joints})\s?"
    return re.compile(rf"(?<!\w){_ROMAN}(?:{named})?{process}(?:\s\([^()]{{2,40}}\))?(?!\w)", re.I)
