"""The table in which the French site lists a resolution: number, title, date, vote, report."""

import re

import msgspec

from ingest.reading.documents.marks import Mark
from ingest.reading.outline.lines import Line
from ingest.reading.vocabulary.dates import date_at
from ingest.reading.vocabulary.worded import worded_pattern

_NUMBER = worded_pattern(
    r"(?:(?i:{resolution_noun})\s)?(?P<number>\d{2}/\d{1,3}(?:\s?[A-Z])?)"
    r"(?:\s?\|\s?(?P<title>[^|]{3,400}))?"
)
_VOTE = worded_pattern(r"{table_adopted}\s(?P<how>{vote_how}\s[^|]{3,80})", re.I)
_LABELS = {
    kind: worded_pattern(rf"{{table_{kind}}}\s?:\s?(?P<value>.*)", re.I | re.S)
    for kind in ("date", "plenary", "report", "agenda_item")
}
_FIRST_LINES = 30
_TABLE_LINES = 10


class Row(msgspec.Struct, frozen=True):
    """A resolution as its table shows it."""

    parts: dict[str, str]
    lines: tuple[Line, ...]
    report: str = ""
    report_line: Line | None = None


def read_table(marks: tuple[Mark, ...]) -> Row | None:
    """The table in the first lines of a page, or None: a number needs its date beside it."""
    for at, mark in enumerate(marks[:_FIRST_LINES]):
        number = _NUMBER.fullmatch(mark.words)
        if number is None:
            continue
        below = marks[at + 1 : at + _TABLE_LINES]
        cells = {
            kind: (one.line, found["value"].strip(" |"))
            for one in below
            for kind, label in _LABELS.items()
            if (found := label.match(one.words))
        }
        if "date" in cells:
            title = number["title"] or below[0].words
            return _row(mark.line, number["number"], title.strip(" |"), cells)
    return None


def _row(line: Line, number: str, title: str, cells: dict[str, tuple[Line, str]]) -> Row | None:
    values = {kind: value for kind, (_, value) in cells.items()}
    date = date_at(values["date"], 0)
    if date is None:
        return None
    vote = _VOTE.search(values["date"], date.to)
    meeting = re.match(r"\d{1,4}", values.get("plenary", ""))
    parts = {
        "symbol": number,
        "as_written": number,
        "type": "resolution",
        "date": values["date"][: date.to],
        "date_kind": "adoption",
        "vote": vote["how"] if vote else "",
        "plenary_meeting": meeting[0] if meeting else "",
        "agenda_item": values.get("agenda_item", ""),
        "title": title,
    }
    report_line, report = cells.get("report", (None, ""))
    return Row(
        {key: one for key, one in parts.items() if one},
        (line, *(one for one, _ in cells.values())),
        report,
        report_line,
    )
