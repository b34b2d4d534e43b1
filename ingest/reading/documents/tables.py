"""The table in which the French site lists a resolution: number, title, date, vote, report."""

import re
from functools import cache

import msgspec

from ingest.reading.documents.marks import Mark
from ingest.reading.documents.words import load_words, one_of
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import date_at

_NUMBER = lazy_pattern(
    r"(?:Résolution\s|Resolution\s|Resolución\s)?(?P<number>\d{2}/\d{1,3}(?:\s?[A-Z])?)"
    r"(?:\s?\|\s?(?P<title>[^|]{3,400}))?"
)
_FIRST_LINES = 30
_TABLE_LINES = 10


class Row(msgspec.Struct, frozen=True):
    """A resolution as its table shows it."""

    number: str
    title: str
    parts: dict[str, str]
    report: str
    lines: tuple[Line, ...]
    report_line: Line | None


def read_table(marks: tuple[Mark, ...]) -> Row | None:
    """The table in the first lines of a page, or None: a number needs its date beside it."""
    for at, mark in enumerate(marks[:_FIRST_LINES]):
        number = _NUMBER.fullmatch(mark.words)
        if number is None:
            continue
        below = marks[at + 1 : at + _TABLE_LINES]
        title = number["title"] or (below[0].words if below else "")
        found = {kind: one for one in below for kind in _LABELS if (_label(kind, one))}
        if "date" in found:
            return _row(number["number"], title.strip(" |"), found, mark)
    return None


_LABELS = ("date", "plenary", "report", "agenda_item")


def _row(number: str, title: str, found: dict[str, Mark], mark: Mark) -> Row | None:
    values = {kind: _label(kind, one) or "" for kind, one in found.items()}
    date = date_at(values["date"], 0)
    if date is None:
        return None
    parts = {"date": values["date"][: date.to], "date_kind": "adoption"}
    vote = _vote().search(values["date"], date.to)
    parts |= {"vote": vote["how"]} if vote else {}
    meeting = re.match(r"\d{1,4}", values.get("plenary", ""))
    parts |= {"plenary_meeting": meeting[0]} if meeting else {}
    parts |= {"agenda_item": values["agenda_item"]} if "agenda_item" in values else {}
    lines = (mark.line, *(one.line for one in found.values()))
    report = found.get("report")
    return Row(
        number, title, parts, values.get("report", ""), lines, report.line if report else None
    )


def _label(kind: str, mark: Mark) -> str | None:
    found = _patterns()[kind].match(mark.words)
    return mark.words[found.end() :].strip(" |") if found else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = load_words().table
    return {kind: re.compile(rf"{one_of(getattr(table, kind))}\s?:\s?", re.I) for kind in _LABELS}


@cache
def _vote() -> re.Pattern[str]:
    participle = r"(?:Adoptée|Adopted|Aprobada)\s"
    return re.compile(rf"{participle}(?P<how>(?:sans|without|sin|par|by|por)\s[^|]{{3,80}})", re.I)
