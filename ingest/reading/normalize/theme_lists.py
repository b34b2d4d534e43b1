"""Themes that a sentence enumerates: "asylum, legal migration and migration and development"."""

from ingest.reading.vocabulary.themes import load_themes
from ingest.reading.vocabulary.worded import worded_pattern

_TAIL = worded_pattern(r"\s*(?:;\s*{and}|[;,.])\s*$")
_AND = worded_pattern(r"\s{and}\s")
_LEADING_AND = worded_pattern(r"^{and}\s")


def listed_in_sentence(words: str) -> tuple[str, ...]:
    """The members of an enumeration; a theme may hold an "and" of its own."""
    bare = _TAIL.sub("", words).strip()
    *first, last = [piece.strip() for piece in bare.split(",")]
    return (*first, *_last_two(_LEADING_AND.sub("", last)))


def _last_two(words: str) -> tuple[str, ...]:
    """Cut at the "and" that leaves a known theme on both sides, else at the first."""
    cuts = [(words[: found.start()], words[found.end() :]) for found in _AND.finditer(words)]
    known = load_themes()
    if known.find(words) or not cuts:
        return (words,)
    return next((cut for cut in cuts if known.find(cut[0]) and known.find(cut[1])), cuts[0])
