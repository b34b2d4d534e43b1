"""Readers of lists of meetings and documents, one to an entry however many lines it takes."""

from collections.abc import Iterable

from ingest.reading.found import Doubt
from ingest.reading.labels.lists import around, list_entries
from ingest.reading.labels.section import Entry, Outcomes, Reader, Section
from ingest.reading.normalize.places import is_place
from ingest.reading.sentences.meetings import names_a_meeting
from ingest.reading.vocabulary.dates import DateSpan, find_dates

_HEADING_WORDS = 8
"""A table row of so few words and without a date is the heading of the table."""


def meetings(kind: str) -> Reader:
    """Reads one meeting an entry, a table row, or a title line with its date line below."""

    def read_meetings(section: Section) -> Outcomes:
        whole = _with_date_lines(rows(section, section.entries, ", "))
        values, others = list_entries(section, whole)
        yield section.label_line
        for entry in values:
            if _is_table_heading(entry):
                yield from entry.ignored("heading of a table")
            elif not _is_dated(entry) and not names_a_meeting(entry.text):
                yield from _no_meeting(section, entry)
            else:
                yield section.fact(entry.stripped(), "meetings", "meeting in the list", kind)
        yield from around(others)
        if not values:
            yield section.empty("meetings")

    return read_meetings


def _no_meeting(section: Section, entry: Entry) -> Outcomes:
    """An entry of the list is told of; other words between the entries are no part of it."""
    if not entry.item and not entry.lines[0].row:
        yield from entry.ignored("no meeting")
        return
    words, line = entry.text, entry.lines[0]
    yield Doubt(
        code="no-meeting",
        message=f"a date or the name of a meeting expected, {words!r} found",
        field="meetings",
        quote=section.quote(line, words, "entry that is no meeting", entry.lines[-1].number),
    )


def documents(section: Section) -> Outcomes:
    """Reads one document an entry or table row."""
    values, others = list_entries(section)
    yield section.label_line
    for entry in rows(section, values, " "):
        yield section.fact(entry.stripped(), "documents", "document in the list", "list")
    yield from around(others)
    if not values:
        yield section.empty("documents")


def rows(section: Section, listed: Iterable[Entry], joint: str) -> list[Entry]:
    """Entries with the cells of one table row put together; the label's own row is one cell."""
    made: list[Entry] = []
    for entry in listed:
        row = entry.lines[0].row
        if made and row not in (0, section.line.row) and made[-1].lines[-1].row == row:
            made[-1] = _together(made[-1], entry, joint)
        else:
            made.append(entry)
    return made


def _with_date_lines(listed: Iterable[Entry]) -> list[Entry]:
    """Entries with lines of date and place joined to the title line above them."""
    made: list[Entry] = []
    for entry in listed:
        alone = entry.item or entry.lines[0].row > 0
        if made and not alone and _goes_on(made[-1], entry):
            made[-1] = _together(made[-1], entry, ", ")
        else:
            made.append(entry)
    return made


def _goes_on(meeting: Entry, entry: Entry) -> bool:
    """Whether the line has the date that the meeting above still lacks, or is only its place."""
    if _begins_with_date(entry):
        return not find_dates(meeting.text)
    return is_place(entry.text) and not is_place(meeting.lines[-1].text)


def _is_dated(entry: Entry) -> bool:
    """Whether a day or a month is named; a year alone is in many titles."""
    return any(len(span.start) > len("2013") for span in find_dates(entry.text))


def _begins_with_date(entry: Entry) -> bool:
    first: DateSpan | None = next(iter(find_dates(entry.text)), None)
    return first is not None and first.precise and not entry.text[: first.at].strip(" ([-–—")


def _is_table_heading(entry: Entry) -> bool:
    words = len(entry.text.split())
    return entry.lines[0].row > 0 and words <= _HEADING_WORDS and not find_dates(entry.text)


def _together(one: Entry, other: Entry, joint: str) -> Entry:
    return Entry(text=one.text.rstrip(" ,") + joint + other.text, lines=one.lines + other.lines)
