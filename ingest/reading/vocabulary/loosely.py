"""Words → a pattern that forgives case, accents, hyphens and apostrophes."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

PATTERNS_KEPT = 1_000
"""Patterns of names that are kept: texts hold the same few together again and again."""
_ACCENTED = {
    "a": "aàáâä",
    "c": "cç",
    "e": "eèéêë",
    "i": "iìíîï",
    "n": "nñ",
    "o": "oòóôö",
    "u": "uùúûü",
}
_APOSTROPHES = "'’‘`"
_HYPHENS = "-‐‑‒–"


@lru_cache(PATTERNS_KEPT)
def loosely(words: str) -> str:
    """A regular expression for the words, to be compiled with IGNORECASE."""
    plain = unicodedata.normalize("NFD", words)
    letters = [letter for letter in plain if not unicodedata.combining(letter)]
    return "".join(map(_letter, letters))


def any_of(phrases: Iterable[str]) -> str:
    """One alternative for each phrase, the longest first."""
    return "|".join(loosely(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return rf"[{_APOSTROPHES}]\s?"
    if letter.isspace() or letter in _HYPHENS:
        return rf"[\s{re.escape(_HYPHENS)}]{{1,2}}"
    accented = _ACCENTED.get(letter.lower())
    return f"[{accented}]" if accented else re.escape(letter)
