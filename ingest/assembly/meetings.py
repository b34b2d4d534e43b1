"""Meetings of all pages → one record for each, and what the pages disagree about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from ingest.assembly.disagreements import pages_disagree
from ingest.assembly.meeting_pages import (
    MeetingOnPage,
    SameMeeting,
    meetings_on_page,
    same_meetings,
)
from ingest.assembly.remembered import Remembered
from ingest.assembly.source import Source, numbered, slug, values_of
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import AgendaValue, MeetingValue
from ingest.reading.vocabulary.dates import DateSpan
from ingest.reading.vocabulary.places import PlaceEntry, load_places
from ingest.reading.vocabulary.series import series_named
from snapshots.model import AgendaItem, Issue, Meeting, MeetingKind, Series

_EVENT = ("un-desa-event", "un-ga-meeting")
LISTING = ("iom-iscm", "iom-index")
"""Families of pages that list the meetings of a process under headings."""


_LISTED = 1
"""The rank of those."""


def by_precedence(group: SameMeeting) -> SameMeeting:
    """The pages of a meeting, the one to be followed first."""
    return tuple(sorted(group, key=lambda one: (_rank(one), one.value.announced, one.at)))


def _rank(one: MeetingOnPage) -> int:
    family = one.source.reading.family
    if family in _EVENT:
        return 0 if one.value.subject else 2
    if family in LISTING:
        return _LISTED
    return 3 if family == "un-document" else 4


def dated(group: SameMeeting) -> MeetingOnPage | None:
    """The page whose date is followed: with the last day, if any page adds it to the first."""
    mentions = [one for one in by_precedence(group) if one.value.date]
    if not mentions:
        return None
    first = next((one for one in mentions if one.precise), mentions[0])
    same = (one for one in mentions if one.start == first.start)
    return next((one for one in same if one.value.date and one.value.date.end), first)


def meeting_disagreements(meeting: str, group: SameMeeting) -> Iterator[Issue]:
    """Dates and places of one meeting that cannot both be true."""
    node = f"meeting:{meeting}"
    ordered = by_precedence(group)
    first = dated(group)
    if first is not None:
        others = (one for one in ordered if not _agree(first.value.date, one.value.date))
        dates = [(one.sourced, one.value.date) for one in (first, *others)]
        yield from pages_disagree(
            node, "start", ((one, day.edtf if day else None) for one, day in dates)
        )
    yield from pages_disagree(node, "cities", ((one.sourced, one.place) for one in ordered))
    yield from pages_disagree(
        node, "host_state", ((one.sourced, one.value.state) for one in ordered)
    )


def _agree(a: DateSpan | None, b: DateSpan | None) -> bool:
    """Whether both may be true: what one leaves open, the other may say."""
    if a is None or b is None:
        return True
    if a.start == b.start:
        return not (a.end and b.end) or a.end == b.end
    return a.start.startswith(b.start) or b.start.startswith(a.start)


class MeetingsOf:
    """The meetings of one catalogue's processes: one record each, however many pages tell of it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._present = frozenset[str]()
        self._on_page = Remembered[tuple[MeetingOnPage, ...]]()
        self._of_process = Remembered[tuple[_Assembled, ...]]()

    def assemble(
        self, sources: tuple[Source, ...]
    ) -> tuple[tuple[Meeting, ...], tuple[Issue, ...]]:
        """The records, and what the pages disagree about."""
        told = self._by_process(sources)
        self._of_process.begin()
        found = [
            one
            for process in sorted(told)
            for one in self._of_process.of(
                process, tuple(told[process]), partial(_of_process, told[process])
            )
        ]
        names = numbered(one.meeting.id for one in found)
        made = [one.named(name) for name, one in zip(names, found, strict=True)]
        return tuple(one.meeting for one in made), tuple(i for one in made for i in one.issues)

    def _by_process(self, sources: tuple[Source, ...]) -> dict[str, list[MeetingOnPage]]:
        present = frozenset(source.process.id for source in sources)
        self._on_page.begin()
        if present != self._present:  # it decides whose a meeting is
            self._on_page, self._present = Remembered(), present
        told = defaultdict[str, list[MeetingOnPage]](list)
        for source in sources:
            make = partial(meetings_on_page, source, present, self._catalogue)
            for one in self._on_page.of(source.page, (source,), make):
                told[one.home_process].append(one)
        return told


class _Assembled(msgspec.Struct, frozen=True):
    """A meeting with what its pages disagree about."""

    group: SameMeeting
    meeting: Meeting
    issues: tuple[Issue, ...]

    def named(self, name: str) -> "_Assembled":
        """The same by another name, where another one has its own."""
        return self if name == self.meeting.id else _assembled(name, self.group)


def _of_process(told: Iterable[MeetingOnPage]) -> tuple[_Assembled, ...]:
    return tuple(_assembled(_id(group), group) for group in same_meetings(told))


def _assembled(name: str, group: SameMeeting) -> _Assembled:
    return _Assembled(group, _record(name, group), tuple(meeting_disagreements(name, group)))


def named_series(
    meetings: Iterable[Meeting], sources: Iterable[Source], catalogue: Catalogue
) -> tuple[Series, ...]:
    """The series that the meetings are of, by id."""
    present = {source.process.id for source in sources}
    made: list[Series] = []
    for one in sorted({meeting.series for meeting in meetings if meeting.series}):
        named = series_named(one)
        others = (name for spellings in named.names.values() for name in spellings[1:])
        own = catalogue.process_of_series(one)
        made.append(
            Series(
                id=one,
                names={language: names[0] for language, names in named.names.items()},
                other_names=(*named.acronyms, *others),
                process=own.id if own and own.id in present else None,
            )
        )
    return tuple(made)


def _id(group: SameMeeting) -> str:
    mentions = dated(group)
    date = mentions.value.date if mentions else None
    return f"{group[0].home_process}-{date.start if date else slug(group[0].value.title)}"


def _record(name: str, group: SameMeeting) -> Meeting:
    mentions, ordered = dated(group), by_precedence(group)
    date = mentions.value.date if mentions else None
    announced = all(one.value.announced for one in group)
    place = _place(ordered)
    return Meeting(
        id=name,
        titles=_titles(group),
        kind=_kind(group, announced),
        start=date.start if date else None,
        end=(date.end or date.start) if date else None,
        days=date.days if date else (),
        cities=_cities(ordered),
        place=place.id if place else None,
        host_state=_host(ordered, place),
        venue=next((one.value.venue for one in ordered if one.value.venue), None),
        series=_series(group),
        ordinal=next((one.ordinal for one in group if one.ordinal), None),
        announced=announced,
        agenda=_agenda(ordered),
        processes=(group[0].home_process,),
        citations=tuple(one.sourced.cite() for one in group),
    )


def _kind(group: SameMeeting, announced: bool) -> MeetingKind:
    """The heading on IOM's page of the process; elsewhere meetings stand under no heading.

    What another page mentions as related is, in its own series, a meeting like the others.
    """
    listed = [
        one for one in group if not one.of_other_process and one.source.reading.family in LISTING
    ]
    if listed:
        return MeetingKind(listed[0].value.kind)
    about = [one for one in group if one.value.subject]
    kind = MeetingKind((about or group)[0].value.kind)
    if kind is MeetingKind.RELATED and any(one.own for one in group):
        kind = MeetingKind.PAST
    return MeetingKind.UPCOMING if announced and kind is MeetingKind.PAST else kind


def _series(group: SameMeeting) -> str | None:
    """A conference that was held once has a name that ties its pages together, but no series."""
    found = next((one.series for one in group if one.series), None)
    return found if found and not series_named(found).once else None


def _cities(ordered: SameMeeting) -> dict[str, str]:
    """The city in each language, as long as it is the one that the first page names."""
    first = next((one.place for one in ordered if one.place), None)
    return _by_language((one, one.value.city) for one in ordered if one.place == first)


def _place(ordered: SameMeeting) -> PlaceEntry | None:
    """The city that the first page names, where the vocabulary knows it."""
    city = next((one.value.city for one in ordered if one.value.city), None)
    return load_places().find(city) if city else None


def _host(ordered: SameMeeting, place: PlaceEntry | None) -> str | None:
    """The State that a page names; else that of the city, unless another may have its name."""
    named = next((one.value.state for one in ordered if one.value.state), None)
    return named or (place.state if place and not place.also_state else None)


def _titles(group: SameMeeting) -> dict[str, str]:
    """In each language that of a heading or a list; what a sentence calls it is the last resort,
    and begins with a capital, as titles do."""
    headed = sorted(group, key=lambda one: _rank(one) > _LISTED)
    return _by_language((one, one.value.title[:1].upper() + one.value.title[1:]) for one in headed)


def _by_language(texts: Iterable[tuple[MeetingOnPage, str | None]]) -> dict[str, str]:
    made: dict[str, str] = {}
    for one, text in texts:
        if text:
            made.setdefault(one.source.language, text)
    return made


def _agenda(ordered: SameMeeting) -> tuple[AgendaItem, ...]:
    """The items of the first page that has any: programmes of two pages are never mixed."""
    pages = (one.source for one in ordered if one.value.subject)
    return next((items for page in pages if (items := tuple(_items(page)))), ())


def _items(source: Source) -> Iterator[AgendaItem]:
    """A page about two meetings does not say whose programme it has."""
    meetings = values_of((source,), "meetings", MeetingValue)
    if sum(one.value.subject for one in meetings) == 1:
        agenda = values_of((source,), "agenda", AgendaValue)
        yield from (one.record(AgendaItem) for one in agenda)
