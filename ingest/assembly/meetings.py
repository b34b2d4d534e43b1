"""Meetings of all pages → one record for each, and what the pages disagree about."""

from collections.abc import Callable, Iterable

from ingest.assembly.agenda import agenda_of
from ingest.assembly.precedence import LISTING, by_precedence, dated, meeting_disagreements
from ingest.assembly.sightings import Group, Sighting, grouped, sightings
from ingest.assembly.source import Source, slug
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.vocabulary.series import series_named
from snapshots.model import Issue, Meeting, MeetingKind, Series


def assemble_meetings(
    sources: tuple[Source, ...], catalogue: Catalogue
) -> tuple[tuple[Meeting, ...], tuple[Issue, ...]]:
    """One record for each meeting, however many pages tell of it."""
    made: list[Meeting] = []
    issues: list[Issue] = []
    taken: dict[str, int] = {}
    for group in grouped(sightings(sources, catalogue)):
        meeting = _record(group, taken)
        made.append(meeting)
        issues += meeting_disagreements(meeting.id, group)
    return tuple(made), tuple(issues)


def named_series(
    meetings: Iterable[Meeting], sources: Iterable[Source], catalogue: Catalogue
) -> tuple[Series, ...]:
    """The series that the meetings are of, by id."""
    present = {source.process.id for source in sources}
    made: list[Series] = []
    for one in sorted({meeting.series for meeting in meetings if meeting.series}):
        names = series_named(one).names
        own = catalogue.process_of_series(one)
        made.append(
            Series(
                id=one,
                names={language: spellings[0] for language, spellings in names.items()},
                process=own.id if own and own.id in present else None,
            )
        )
    return tuple(made)


def _record(group: Group, taken: dict[str, int]) -> Meeting:
    first = group[0]
    told = dated(group)
    date = told.value.date if told else None
    announced = all(one.value.announced for one in group)
    return Meeting(
        id=_id(f"{first.home}-{date.start if date else slug(first.value.title)}", taken),
        titles=_by_language(group, lambda one: one.value.title),
        kind=_kind(group, announced),
        start=date.start if date else None,
        end=(date.end or date.start) if date else None,
        days=date.days if date else (),
        cities=_cities(by_precedence(group)),
        host_state=_first(by_precedence(group), lambda one: one.value.state),
        venue=_first(by_precedence(group), lambda one: one.value.venue),
        series=_series(group),
        ordinal=next((one.ordinal for one in group if one.ordinal), None),
        announced=announced,
        agenda=agenda_of(group),
        processes=(first.home,),
        citations=tuple(one.sourced.cite() for one in group),
    )


def _id(name: str, taken: dict[str, int]) -> str:
    """Page order numbers the meetings that share a name; the first goes without a number."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


def _kind(group: Group, announced: bool) -> MeetingKind:
    """The heading on IOM's page of the process; elsewhere meetings stand under no heading.

    What another page mentions as related is, in its own series, a meeting like the others.
    """
    listed = [one for one in group if not one.foreign and one.source.reading.family in LISTING]
    if listed:
        return MeetingKind(listed[0].value.kind)
    about = [one for one in group if one.value.subject]
    kind = MeetingKind((about or group)[0].value.kind)
    if kind is MeetingKind.RELATED and any(one.own for one in group):
        kind = MeetingKind.PAST
    return MeetingKind.UPCOMING if announced and kind is MeetingKind.PAST else kind


def _series(group: Group) -> str | None:
    """A conference that was held once has a name that ties its pages together, but no series."""
    found = next((one.series for one in group if one.series), None)
    return found if found and not series_named(found).once else None


def _cities(ordered: Group) -> dict[str, str]:
    """The city in each language, as long as it is the one that the first page names."""
    first = next((one.place for one in ordered if one.place), None)
    return _by_language(
        tuple(one for one in ordered if one.place == first), lambda one: one.value.city
    )


def _first(ordered: Group, read: Callable[[Sighting], str | None]) -> str | None:
    return next((text for one in ordered if (text := read(one))), None)


def _by_language(group: Group, read: Callable[[Sighting], str | None]) -> dict[str, str]:
    made: dict[str, str] = {}
    for one in group:
        text = read(one)
        if text:
            made.setdefault(one.source.language, text)
    return made
