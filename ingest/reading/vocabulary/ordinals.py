"""Ordinal numbers in words and figures: first, 46th, septuagésimo sexto, soixante et onzième."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import worded_pattern

_FIGURES = worded_pattern(r"(?P<number>[1-9]\d?)\s?(?:{ordinal_ending}|º|ª|°|\.º|\.ª)")
_MOST_WORDS = 4
"""An ordinal has at most so many words: soixante et dix-neuvième."""

Forms = list[list[str]]


def read_ordinal(words: str) -> int | None:
    """The number that the words are, or None."""
    figures = _FIGURES.fullmatch(words.strip())
    return int(figures["number"]) if figures else _ordinals().get(key(words))


def ordinal_before(text: str, at: int) -> tuple[int, int] | None:
    """The ordinal whose words end at a place of the text: number and beginning."""
    before = text[:at].rstrip()
    starts = [found.start() for found in re.finditer(r"(?<![^\s(«“\"])\w", before[-60:])]
    offset = max(0, len(before) - 60)
    for start in starts[-_MOST_WORDS:]:
        number = read_ordinal(before[offset + start :])
        if number is not None:
            return number, offset + start
    return None


@cache
def _ordinals() -> Mapping[str, int]:
    return {
        key(words): number
        for forms in read_table("ordinals.toml").values()
        for words, number in _spelled(forms)
    }


def _spelled(forms: Mapping[str, Forms]) -> Iterator[tuple[str, int]]:
    """Every word of one language with its number."""
    yield from _counted(forms["units"], 1)
    yield from _counted(forms["teens"], 10)
    for number, words in enumerate(forms["tens"], start=2):
        yield from ((word, 10 * number) for word in words)
    behind = forms.get("behind", forms["units"])
    for number, stems in enumerate(forms["stems"], start=2):
        yield from _behind(stems, behind, 10 * number + 1)
    if forms.get("teens_behind"):
        sixty = forms["stems"][4]
        yield from _behind(sixty, forms["teens"], 70)


def _counted(forms: Forms, first: int) -> Iterator[tuple[str, int]]:
    for number, words in enumerate(forms, start=first):
        yield from ((word, number) for word in words)


def _behind(stems: list[str], forms: Forms, first: int) -> Iterator[tuple[str, int]]:
    for number, words in enumerate(forms, start=first):
        yield from ((f"{stem} {word}", number) for stem in stems for word in words)
