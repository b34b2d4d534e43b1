"""Date phrases in English, French and Spanish → EDTF, never more precise than the words.

A small grammar of our own, because general date parsers complete what a page leaves open
("October 2013" became today's day of October 2013). A phrase that gives no year gives no date,
unless the caller knows the year from elsewhere and says so.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.date_phrases import load_phrases
from ingest.reading.vocabulary.folding import fold

_DIGIT = lazy_pattern(r"[0-9]")
_TWO = lazy_pattern(r"\d{1,2},\s(\d{1,2}\D{0,4})")
_NOUN = lazy_pattern(r"\b([^\W\d_]{2,})\s$")
_FAR = 60
"""Characters behind a symbol in which its date ends; no date phrase, and no noun, is longer."""


class DateSpan(msgspec.Struct, frozen=True, kw_only=True):
    """What one date phrase says."""

    start: str
    """EDTF: 2013, 2013-10 or 2013-10-03."""
    end: str | None = None
    """EDTF, where the phrase names another day, month or year than the start."""
    days: tuple[str, ...] = ()
    """The days one by one, where the phrase lists days that do not follow each other."""
    at: int
    """Where the phrase begins in the text."""
    to: int
    """Where it ends."""

    @property
    def edtf(self) -> str:
        """One EDTF string: a date, an interval `a/b`, or a set `{a,b}` of separate days."""
        if self.days:
            return "{" + ",".join(self.days) + "}"
        return f"{self.start}/{self.end}" if self.end else self.start

    @property
    def precise(self) -> bool:
        """Whether the phrase names a day."""
        return len(self.start) == len("2013-10-03")

    @property
    def is_one_day(self) -> bool:
        """Whether the phrase names a day and no other."""
        return self.precise and self.end is None and not self.days


@lru_cache(maxsize=256)  # several readers ask for the dates of one line
def find_dates(text: str, year: int | None = None) -> tuple[DateSpan, ...]:
    """The dates of a text in reading order; `year` stands in where a phrase has none."""
    return tuple(span for match in _phrases(text) for span in _read(match, year))


def read_date(words: str, year: int | None = None) -> DateSpan | None:
    """The first date of the words, or None."""
    return next(iter(find_dates(words, year)), None)


def date_behind(words: str, to: int) -> DateSpan | None:
    """The date that follows a place as "of 23 December 2003"; another date is not its own."""
    joint = load_phrases().behind.match(words, to)
    return date_at(words, joint.end()) if joint else None


def date_at(words: str, at: int) -> DateSpan | None:
    """The one day that is named exactly there."""
    first = read_date(words[at : at + _FAR])
    if first is None or first.at != 0 or not first.is_one_day:
        return None
    return DateSpan(start=first.start, at=at, to=at + first.to)


def has_yearless_date(text: str) -> bool:
    """Whether a day and month stand in the text without a year."""
    return any(match["days"] and not match["year"] for match in _phrases(text))


def _phrases(text: str) -> Iterator[re.Match[str]]:
    """The date phrases; most lines have no digit, and then they have none."""
    if _DIGIT.search(text) is None:
        return
    folded, at = fold(text), 0
    while match := load_phrases().pattern.search(folded, at):
        counting = _counting(text, match)
        if counting is None:
            yield match
        at = match.end() if counting is None else counting


def _counting(text: str, match: re.Match[str]) -> int | None:
    """Where the date begins behind a number that counts the noun before it: "Round 1, 31 January".

    Two days are joined by a word; none stands right behind a noun.
    """
    days = _TWO.fullmatch(match["days"] or "")
    before = _NOUN.search(text[max(0, match.start() - _FAR) : match.start()])
    if days is None or before is None or fold(before[1]) in load_phrases().before_days:
        return None
    return match.start("days") + days.start(1)


def _read(match: re.Match[str], year: int | None) -> Iterator[DateSpan]:
    at, to = match.span()
    for found in _interpret(match, year):
        start, end, days = found
        yield DateSpan(start=start, end=end, days=days, at=at, to=to)


_Found = tuple[str, str | None, tuple[str, ...]]


def _interpret(match: re.Match[str], year: int | None) -> Iterator[_Found]:
    if match["days"]:
        yield from _day_first(match, year)
    elif match["us_days"]:
        yield from _us(match)
    elif match["iso"]:
        yield from _single(*map(int, match["iso"].split("-")))
    elif match["dotted"]:
        day, month, written = map(int, match["dotted"].split("."))
        yield from _single(written, month, day)
    elif match["month_alone"]:
        yield f"{match['month_year']}-{load_phrases().month(match['month_alone']):02}", None, ()
    elif match["to_month"]:
        yield from _months(match)
    else:
        yield from _years(match["from_year"], match["to_year"])


def _day_first(match: re.Match[str], year: int | None) -> Iterator[_Found]:
    first_year, last_year = (int(match[g]) if match[g] else None for g in ("year", "year2"))
    month = load_phrases().month(match["month"])
    if match["days2"] is None:
        written = first_year or year
        if written is not None:
            yield from _days(written, month, match["days"])
        return
    month2 = load_phrases().month(match["month2"])
    last_year = last_year or first_year or year
    if last_year is None:
        return
    first_year = first_year or (last_year if month <= month2 else last_year - 1)
    if match["year"] and match["until"].strip() not in load_phrases().range_signs:
        # "7 April 2017 and 9 April 2018": two dates, not a year-long one
        yield from _days(first_year, month, match["days"])
        yield from _days(last_year, month2, match["days2"])
        return
    start, end = _day(first_year, month, match["days"]), _day(last_year, month2, match["days2"])
    listed = match["until"].strip() not in load_phrases().range_signs
    if start and end and listed and not _next_to_each_other(start, end):
        yield start, end, (start, end)
    else:
        yield from _span(start, end)


def _next_to_each_other(start: str, end: str) -> bool:
    return date.fromisoformat(end) - date.fromisoformat(start) == timedelta(days=1)


def _us(match: re.Match[str]) -> Iterator[_Found]:
    year, month = int(match["us_year"]), load_phrases().month(match["us_month"])
    if match["us_month2"] is None:
        yield from _days(year, month, match["us_days"])
        return
    month2 = load_phrases().month(match["us_month2"])
    yield from _span(_day(year, month, match["us_days"]), _day(year, month2, match["us_day2"]))


def _years(first: str, last: str | None) -> Iterator[_Found]:
    """A range, or where the second year is not the later one, two years (or one)."""
    if last is None or first < last:
        yield first, last, ()
        return
    yield from ((year, None, ()) for year in dict.fromkeys((first, last)))


def _months(match: re.Match[str]) -> Iterator[_Found]:
    last_year, last = int(match["to_month_year"]), load_phrases().month(match["to_month"])
    first = load_phrases().month(match["from_month"])
    first_year = int(match["from_month_year"] or (last_year if first <= last else last_year - 1))
    yield from _span(f"{first_year}-{first:02}", f"{last_year}-{last:02}")


def _days(year: int, month: int, words: str) -> Iterator[_Found]:
    """One date for each run of days; days that are only listed stay separate."""
    numbers = [int(number) for number in re.findall(r"\d{1,2}", words)]
    days = [_iso(year, month, number) for number in numbers]
    if None in days or numbers != sorted(set(numbers)):
        return
    exact = tuple(day for day in days if day)
    gaps = load_phrases().day_number.split(words)[1:-1]
    ranged = any(
        set(gap.split()) & load_phrases().range_signs or gap.strip() in load_phrases().range_signs
        for gap in gaps
    )
    if len(exact) == 1:
        yield exact[0], None, ()
    elif ranged or numbers[-1] - numbers[0] == len(numbers) - 1:
        yield exact[0], exact[-1], ()
    else:
        yield exact[0], exact[-1], exact


def _single(year: int, month: int, day: int) -> Iterator[_Found]:
    written = _iso(year, month, day)
    if written:
        yield written, None, ()


def _span(start: str | None, end: str | None) -> Iterator[_Found]:
    if start and end and start <= end:
        yield start, end if end != start else None, ()


def _day(year: int, month: int, words: str) -> str | None:
    number = re.match(r"\d{1,2}", words)
    return _iso(year, month, int(number[0])) if number else None


def _iso(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"
