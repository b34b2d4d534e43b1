"""Themes that a sentence enumerates: "asylum, legal migration and migration and development"."""

import re

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.themes import load_themes

_TAIL = lazy_pattern(r"\s*(?:[;,.]|;\s*(?:and|et|y))\s*$")
_AND = lazy_pattern(r"\s(?:and|et|y)\s")


def listed_in_sentence(words: str) -> tuple[str, ...]:
    """The members of an enumeration; a theme may hold an "and" of its own."""
    bare = re.sub(r";\s*(?:and|et|y)\s*$", "", _TAIL.sub("", words)).strip()
    *first, last = [piece.strip() for piece in bare.split(",")]
    return (*first, *_last_two(re.sub(r"^(?:and|et|y)\s", "", last)))


def _last_two(words: str) -> tuple[str, ...]:
    """Cut at the "and" that leaves a known theme on both sides, else at the first."""
    cuts = [(words[: found.start()], words[found.end() :]) for found in _AND.finditer(words)]
    known = load_themes()
    if known.find(words) or not cuts:
        return (words,)
    return next((cut for cut in cuts if known.find(cut[0]) and known.find(cut[1])), cuts[0])
