"""Labels that open a section, in every spelling and in all languages at once."""

import re
from collections.abc import Collection
from functools import cache
from typing import Literal

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.tables import by_key, read_table
from ingest.reading.vocabulary.worded import APOSTROPHES, worded_pattern
from snapshots.model import Language

_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,3}|(?:19|20)\d\d)\s+(?=\w)")
_GROUP = worded_pattern(
    r"(?P<words>\d{1,3}\s+(?:[^\W\d][\w-]*\s){0,3}{countries}"
    r"(?:\s{of}\s?[^:.,]{2,60}|\s[^\W\d]\w+){0,2})\s*(?::\s*(?P<value>.+))?"
)
_SEPARATOR = re.compile(r"\s*(?:\.?[:：]|[-–—]\s)\s*(?P<value>.*)", re.S)
_TYPE = worded_pattern(r"(?:{interregional}|{regional}|{global})\b", re.I)
_SUBJECT = worded_pattern(rf",\s{{sentence_subject}}(?:\s|(?<=[{APOSTROPHES}]))", re.I)
_WORD = re.compile(r"[^\W_]+")
_TOLD_BY = 3
"""So many letters tell most lines from a label; none is shorter."""
_OPENING = {"(": ")", "[": "]"}


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A label as a line shows it."""

    field: str
    """The table of `labels.toml` that holds the spelling."""
    words: str
    """The label itself, as printed."""
    value: str = ""
    """What follows the label on its own line."""
    remarks: tuple[str, ...] = ()
    """What stands in brackets between label and value."""
    number: int | None = None
    """A number before the label: "18 Members", "2019 Chair"."""
    opens: bool = False
    """Whether a page's content may begin here."""
    spoken: bool = False
    """Whether the line shows no label, but belongs to one that only the markup has."""


class _Entry(msgspec.Struct, frozen=True):
    field: str
    opens: bool = False
    counted: bool = False
    before: Literal["", "date", "type"] = ""
    """What tells the label from a sentence where it stands behind it without a sign."""


class Labels:
    """All spellings; `read` tells whether a line begins with one of them."""

    def __init__(self, entries: dict[str, _Entry]) -> None:
        self._entries = entries
        self._longest = max(map(len, entries))
        self._beginnings = frozenset(spelling[:_TOLD_BY] for spelling in entries)

    def read(self, text: str, openings: Collection[int] = ()) -> Label | None:
        """The label that opens the line, or None where the line is something else.

        `openings` has the places where elements end with which the line begins.
        """
        number_first = _NUMBER_FIRST.match(text)
        if number_first is None:
            return self._read(text, openings)
        start, number = number_first.end(), int(number_first["number"])
        return self._read(text, openings, start, number) or _group(text)

    def _read(
        self, text: str, openings: Collection[int], start: int = 0, number: int | None = None
    ) -> Label | None:
        if key(text[start : start + 2 * _TOLD_BY])[:_TOLD_BY] not in self._beginnings:
            return None  # so most lines of a page are done with
        for end in sorted({*self._ends(text, start), *openings}, reverse=True):
            entry = self._entries.get(key(text[start:end]))
            if entry is None or not _may_be_numbered(entry, number):
                continue
            tails = {len(text[at:].strip()) for at in openings if at >= end}
            rest = _rest(text[end:], entry, tails)
            if rest is not None:
                value, remarks = rest
                return Label(
                    field=entry.field,
                    words=text[start:end].strip(),
                    value=value,
                    remarks=remarks,
                    number=number,
                    opens=entry.opens,
                )
        return None

    def _ends(self, text: str, start: int) -> list[int]:
        """Places where a word ends, the furthest first, as far as the longest spelling reaches."""
        ends: list[int] = []
        room = self._longest
        for word in _WORD.finditer(text, start):
            first, last = word.span()
            if not _is_plain(word[0]):
                inner = range(first + 1, min(last, first + room + 1))
                ends += [at for at in inner if _word_ends(text, at)]
            room -= last - first
            if room < 0:
                break
            ends.append(last)
        return ends[::-1]


def _group(text: str) -> Label | None:
    """A part of the members with its number: "28 African countries", "28 países de la UE: …"."""
    found = _GROUP.fullmatch(text)
    if found is None:
        return None
    return Label(
        field="participants_group", words=found["words"], value=found["value"] or "", opens=True
    )


def _is_plain(word: str) -> bool:
    """Whether nothing is glued in it: letters of one case behind the first."""
    return word.isalpha() and (word.islower() or word.isupper() or word.istitle())


def _word_ends(text: str, at: int) -> bool:
    """Also where a digit or a capital is glued to a small letter: "Establishedin1996"."""
    if at == len(text) or not text[at].isalnum():
        return True
    before, after = text[at - 1], text[at]
    return (before.isalpha() and after.isdigit()) or (before.islower() and after.isupper())


def _may_be_numbered(entry: _Entry, number: int | None) -> bool:
    if number is None:
        return True
    return entry.counted if number < 1900 else entry.field in ("chair", "chair_current")


def _rest(rest: str, entry: _Entry, tails: Collection[int]) -> tuple[str, tuple[str, ...]] | None:
    """Value and remarks behind the label, or None where the line goes on as a sentence.

    `tails` has the lengths of what stands behind the elements with which the line begins.
    """
    remarks: list[str] = []
    rest = rest.strip()
    while rest[:1] in _OPENING:
        inside, rest = _bracket(rest)
        remarks.append(inside)
    if rest in ("", ".", "*"):
        return "", tuple(remarks)
    separated = _SEPARATOR.fullmatch(rest)
    if separated:
        return separated["value"], tuple(remarks)
    parted = len(rest) in tails or _begins_so(rest, entry.before)
    return (rest, tuple(remarks)) if parted else None


def _begins_so(rest: str, kind: str) -> bool:
    """Whether the words begin with a value of the kind, and not with a part of a sentence."""
    if kind == "date":
        first = next(iter(find_dates(rest)), None)
        # "Established in 2000, the Dialogue brings together…" is a sentence.
        return bool(first and first.at == 0 and not _SUBJECT.match(rest, first.to))
    return kind == "type" and _TYPE.match(rest) is not None


def _bracket(text: str) -> tuple[str, str]:
    """What the first bracket holds, nested ones included, and what follows; a cut page may end
    before it closes."""
    closing: list[str] = []
    for at, character in enumerate(text):
        if character in _OPENING:
            closing.append(_OPENING[character])
        elif closing and character == closing[-1]:
            closing.pop()
            if not closing:
                return text[1:at].strip(), text[at + 1 :].strip()
    return text[1:].strip(), ""


@cache
def load_labels() -> Labels:
    """The labels of `labels.toml`; raises ValueError where two fields claim one spelling."""
    named = [
        (spelling, field, msgspec.convert({"field": field, **table}, _Entry))
        for field, table in read_table("labels.toml").items()
        for language in Language
        for spelling in table.get(language.value, ())
    ]
    return Labels(by_key(named))


@cache
def load_columns() -> frozenset[str]:
    """The folded headings of table columns."""
    return frozenset(key(words) for names in read_table("columns.toml").values() for words in names)
