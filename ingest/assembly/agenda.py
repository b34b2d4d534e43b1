"""The programme of a meeting, from the page that is about it."""

from collections.abc import Iterator

from ingest.assembly.precedence import by_precedence
from ingest.assembly.sightings import Group
from ingest.assembly.source import Source, Sourced
from ingest.reading.reading import AgendaValue, MeetingValue
from snapshots.model import AgendaItem


def agenda_of(group: Group) -> tuple[AgendaItem, ...]:
    """The items of the first page that has any: programmes of two pages are never mixed."""
    pages = (one.source for one in by_precedence(group) if one.value.subject)
    return next((items for page in pages if (items := tuple(_items(page)))), ())


def _items(source: Source) -> Iterator[AgendaItem]:
    """A page about two meetings does not say whose programme it has."""
    subjects = [
        value
        for value in source.reading.of("meetings")
        if isinstance(value, MeetingValue) and value.subject
    ]
    for value in source.reading.of("agenda") if len(subjects) == 1 else ():
        if isinstance(value, AgendaValue):
            yield AgendaItem(
                item=value.item,
                date=value.date,
                start=value.start,
                end=value.end,
                session=value.session,
                citations=(Sourced(source, value).cite(),),
            )
