"""What tells of an event page before it is read: its series, its number, the year it was issued."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import find_dates, read_date
from ingest.reading.vocabulary.series import Series, namings, series_of

_PRESS = lazy_pattern(r"(?:^press\.)|/(?:press|news|statements?|nouvelles|noticias|actualites)/")
_YEAR = lazy_pattern(r"/(?P<year>(?:19|20)\d\d)/")
_DATELINE = lazy_pattern(r"^[A-ZÀ-Þ][A-ZÀ-Þ\s.]+,\s(?P<date>[^()–-]{3,20}?)\s(?:\(|--|–|—)")
_HIGH = 12
"""So many lines from the top the date of a release stands at most."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What address and release line tell."""

    own: Series | None = None
    """The series that the address belongs to, or a title near the top names."""
    addressed: bool = False
    """Whether the address tells the series: a title may as well be an entry of a menu."""
    number: int | None = None
    """The number of the meeting in it, where the address has it."""
    released: bool = False
    """Whether a press service issued the page: its dates may lack the year of the release."""
    year: int | None = None
    """The year of the release."""


def surroundings(lines: Sequence[Line], url: str) -> Surroundings:
    """The series by the address, else the one that the first title names; year of a release."""
    own, number = series_of(url)
    parts = urlsplit(url)
    released = _PRESS.search(f"{parts.hostname}{parts.path}") is not None
    return Surroundings(
        own=own or _titled(lines),
        addressed=own is not None,
        number=number,
        released=released,
        year=_year(lines, parts.path) if released else None,
    )


def _titled(lines: Sequence[Line]) -> Series | None:
    """The series of which a line near the top is nothing but the name."""
    for line in lines[:_HIGH]:
        for naming in namings(line.text):
            if naming.at <= 1 and naming.to >= len(line.text) // 2 and not line.item:
                return naming.series
    return None


def _year(lines: Sequence[Line], path: str) -> int | None:
    """Of the line that is a date, else of the address where a dateline has day and month."""
    for line in lines[:_HIGH]:
        span = next(iter(find_dates(line.text)), None)
        if span and span.precise and (span.at, span.to) == (0, len(line.text)):
            return int(span.start[:4])
    told = _YEAR.search(path)
    dated = any(_has_dateline(line.text, told) for line in lines[:_HIGH]) if told else False
    return int(told["year"]) if told and dated else None


def _has_dateline(text: str, told: re.Match[str] | None) -> bool:
    line = _DATELINE.match(text)
    return bool(line and told and read_date(line["date"], int(told["year"])))
