"""Readers of lists of meetings and documents, one to an entry however many lines it takes."""

from collections.abc import Iterable

from ingest.dates import DateSpan, find_dates
from ingest.labelled.lists import around, list_entries
from ingest.labelled.made import Made, Reader, empty, entry_fact, ignored, label_line, stripped
from ingest.sections import Entry, Section

_HEADING_WORDS = 8
"""A table row of so few words and without a date is the heading of the table."""


def meetings(kind: str) -> Reader:
    """Reads one meeting an entry, a table row, or a title line with its date line below."""

    def read_meetings(section: Section) -> Made:
        values, others = list_entries(section)
        yield label_line(section)
        for entry in _with_date_lines(rows(values, ", ")):
            if _is_table_heading(entry):
                yield from ignored(entry.lines, "heading of a table")
            else:
                yield entry_fact(section, stripped(entry), "meetings", "meeting in the list", kind)
        yield from around(section, others)
        if not values:
            yield empty(section, "meetings")

    return read_meetings


def documents(section: Section) -> Made:
    """Reads one document an entry or table row."""
    values, others = list_entries(section)
    yield label_line(section)
    for entry in rows(values, " "):
        yield entry_fact(section, stripped(entry), "documents", "document in the list", "list")
    yield from around(section, others)
    if not values:
        yield empty(section, "documents")


def rows(listed: Iterable[Entry], joint: str) -> list[Entry]:
    """Entries with the cells of one table row put together."""
    made: list[Entry] = []
    for entry in listed:
        row = entry.lines[0].row
        if made and row and made[-1].lines[-1].row == row:
            made[-1] = _together(made[-1], entry, joint)
        else:
            made.append(entry)
    return made


def _with_date_lines(listed: Iterable[Entry]) -> list[Entry]:
    """Entries with a line of date and place joined to the title line above it."""
    made: list[Entry] = []
    for entry in listed:
        alone = entry.item or entry.lines[0].row > 0
        if made and not alone and _begins_with_date(entry) and not find_dates(made[-1].text):
            made[-1] = _together(made[-1], entry, ", ")
        else:
            made.append(entry)
    return made


def _begins_with_date(entry: Entry) -> bool:
    first: DateSpan | None = next(iter(find_dates(entry.text)), None)
    return first is not None and first.precise and not entry.text[: first.at].strip(" ([-–—")


def _is_table_heading(entry: Entry) -> bool:
    words = len(entry.text.split())
    return entry.lines[0].row > 0 and words <= _HEADING_WORDS and not find_dates(entry.text)


def _together(one: Entry, other: Entry, joint: str) -> Entry:
    return Entry(text=one.text.rstrip(" ,") + joint + other.text, lines=one.lines + other.lines)
