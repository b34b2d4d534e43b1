"""Which date belongs to a document: the one that stands directly beside its symbol or number."""

import re

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan, find_dates

_DATE_OF = lazy_pattern(
    r"(?:\s(?:of the|de la|de l['’])\s?(?:General Assembly|Assemblée générale|Asamblea General))?"
    r"\s?,?\s?(?:of|du|de|del|dated|en date du|de fecha|,)\s",
    re.I,
)
_FAR = 60
"""Characters behind a symbol in which its date ends; no date phrase is longer."""


def date_behind(words: str, to: int) -> DateSpan | None:
    """The date that follows a place as "of 23 December 2003"; another date is not its own."""
    joint = _DATE_OF.match(words, to)
    return date_at(words, joint.end()) if joint else None


def date_at(words: str, at: int) -> DateSpan | None:
    """The one day that is named exactly there."""
    piece = words[at : at + _FAR]
    first = next(iter(find_dates(piece)), None)
    if first is None or first.at != 0 or not is_one_day(first):
        return None
    return DateSpan(start=first.start, at=at, to=at + first.to)


def is_one_day(date: DateSpan) -> bool:
    """Whether a phrase names one day."""
    return date.precise and date.end is None and not date.days
