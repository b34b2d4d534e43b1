"""The pattern of date phrases, made of the words of `vocabulary/calendar.toml`."""

import re
from collections.abc import Mapping
from functools import cache
from string import Template
from typing import Any

from ingest.reading.vocabulary.loosely import any_of
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import either

DASHES = "-‐‑‒–—−"

_PHRASE = Template(
    r"""
    (?<![\w/.-])(?:
      # 3-4 octobre 2013 · 20 et 23 novembre 2015 · 29 June-2 July 2011 · 11-12 July
      $weekday(?P<days>$days)$of(?P<month>$month)(?:,?$of(?:$years_word\s)?(?P<year>$year))?
        (?:(?P<until>$dash|\s(?:$joins)\s)
           $weekday(?P<days2>$day)$of(?P<month2>$month)(?:,?$of(?P<year2>$year))?)?
      # May 11-12, 2016 · November 30-December 2, 2011
    | (?P<us_month>$month)\s(?P<us_days>$days)
        (?:$dash(?P<us_month2>$month)\s(?P<us_day2>$day))?,?\s(?P<us_year>$year)
    | (?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)
    | (?P<dotted>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(?!\d)
      # October 2016 – October 2018
    | (?P<from_month>$month)(?:,?$of(?P<from_month_year>$year))?
        (?:$dash|\s(?:$ranges)\s)(?P<to_month>$month),?$of(?P<to_month_year>$year)
    | (?P<month_alone>$month),?$of(?P<month_year>$year)
    | (?P<from_year>$year)(?:$dash(?P<to_year>$year))?
    )(?![\w/]*/)
    """
)
_YEAR = r"(?:1[89]|20)\d\d(?=\d?(?!\d))"  # one more digit is a footnote mark glued on


class Phrases:
    """The compiled pattern and the words behind it; text must be folded to match."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        months, weekdays = words["months"], words["weekdays"]
        ranges, lists = words["range_words"], words["list_words"]
        self._month_of = {
            name: number for number, names in enumerate(months, start=1) for name in names
        }
        self.range_signs = frozenset(ranges) | frozenset(DASHES)
        joins = "|".join(map(re.escape, (*ranges, *lists)))
        dash = rf"\s?[{re.escape(DASHES)}]\s?"
        weekday = rf"(?:(?:{'|'.join(weekdays)}),?\s{{1,3}})?"
        join = rf"(?:{dash}|\s(?:{joins})\s(?:{either(words['articles'])}\s)?|,\s)"
        number = rf"\d{{1,2}}(?:{either(words['day_endings'])}|º|ª|°)?"
        day = rf"{number}(?![\d/:.]\d)"
        pattern = _PHRASE.substitute(
            weekday=weekday,
            days=rf"{day}(?:{join}{weekday}{day}){{0,11}}",
            day=day,
            month=rf"(?:{'|'.join(sorted(self._month_of, key=len, reverse=True))})(?![a-z])[.]?",
            year=_YEAR,
            of=rf"(?:\s{either(words['of'])}\s|\s?-\s?|\s|,\s)",
            years_word=either(words["year_words"]),
            dash=dash,
            joins=joins,
            ranges="|".join(map(re.escape, ranges)),
        )
        self.before_days = frozenset((*words["before_days"], *words["of"], *words["articles"]))
        self.pattern = re.compile(pattern, re.VERBOSE | re.ASCII)
        self.day_number = re.compile(number)
        self.behind = re.compile(
            rf"(?:\s(?:{any_of(words['owners'])}))?\s?,?\s(?:{any_of(words['joints'])}|,)\s", re.I
        )

    def month(self, name: str) -> int:
        """1 to 12."""
        return self._month_of[name.rstrip(".")]


@cache
def load_phrases() -> Phrases:
    """The phrases of `calendar.toml`."""
    return Phrases(read_table("calendar.toml"))
