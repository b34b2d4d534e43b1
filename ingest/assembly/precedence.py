"""Which page is followed for a meeting's date and place, and what the others say instead.

The organizer's page of the event comes before IOM's page, then come pages of other events, then
documents, then press. Among equals, a page that tells of the meeting as held comes before one that
announces it, and else the order of pages counts. A page without the day is not asked where another
has it.
"""

from collections.abc import Iterator

from ingest.assembly.disagreements import disagreement
from ingest.assembly.sightings import Group, Sighting
from ingest.reading.vocabulary.dates import DateSpan
from snapshots.model import Issue

_EVENT = ("un-desa-event", "un-ga-meeting")
LISTING = ("iom-iscm", "iom-index")
"""Families of pages that list the meetings of a process under headings."""


def by_precedence(group: Group) -> Group:
    """The sightings of a meeting, the one to be followed first."""
    return tuple(sorted(group, key=lambda one: (_rank(one), one.value.announced, one.at)))


def _rank(one: Sighting) -> int:
    family = one.source.reading.family
    if family in _EVENT:
        return 0 if one.value.subject else 2
    if family in LISTING:
        return 1
    return 3 if family == "un-document" else 4


def dated(group: Group) -> Sighting | None:
    """The sighting whose date is followed: with the last day, if any page adds it to the first."""
    told = [one for one in by_precedence(group) if one.value.date]
    if not told:
        return None
    first = next((one for one in told if one.precise), told[0])
    same = (one for one in told if one.start == first.start)
    return next((one for one in same if one.value.date and one.value.date.end), first)


def meeting_disagreements(meeting: str, group: Group) -> Iterator[Issue]:
    """Dates and places of one meeting that cannot both be true."""
    node = f"meeting:{meeting}"
    ordered = by_precedence(group)
    first = dated(group)
    if first is not None:
        others = (one for one in ordered if not _agree(first.value.date, one.value.date))
        dates = [(one.sourced, one.value.date) for one in (first, *others)]
        yield from disagreement(
            node, "start", ((one, day.edtf if day else None) for one, day in dates)
        )
    yield from disagreement(node, "cities", ((one.sourced, one.place) for one in ordered))
    yield from disagreement(node, "host_state", ((one.sourced, one.value.state) for one in ordered))


def _agree(a: DateSpan | None, b: DateSpan | None) -> bool:
    """Whether both may be true: what one leaves open, the other may say."""
    if a is None or b is None:
        return True
    if a.start == b.start:
        return not (a.end and b.end) or a.end == b.end
    return a.start.startswith(b.start) or b.start.startswith(a.start)
