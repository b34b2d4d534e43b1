"""Meetings of all pages of a process → one record for each."""

from collections.abc import Callable, Iterable, Iterator

from ingest.assembly.source import Source, Sourced, slug
from ingest.events.series import namings
from ingest.reading import MeetingValue
from ingest.vocabulary.keys import key
from ingest.vocabulary.places import load_places
from snapshots.model import Meeting, MeetingKind

_Group = list[tuple[Sourced, MeetingValue]]


def assemble_meetings(sources: Iterable[Source]) -> tuple[Meeting, ...]:
    """One record for each meeting, however many pages tell of it; see `_same`."""
    groups: list[_Group] = []
    for sourced, value in _found(sources):
        home = next((group for group in groups if _same(group[0], (sourced, value))), None)
        if home is None:
            groups.append([(sourced, value)])
        else:
            home.append((sourced, value))
    taken: dict[str, int] = {}
    return tuple(_record(group, taken) for group in groups)


def _found(sources: Iterable[Source]) -> Iterator[tuple[Sourced, MeetingValue]]:
    for source in sources:
        for value in source.reading.of("meetings"):
            if isinstance(value, MeetingValue):
                yield Sourced(source, value), value


def _same(one: tuple[Sourced, MeetingValue], other: tuple[Sourced, MeetingValue]) -> bool:
    """Whether two pages tell of one meeting; one page never lists a meeting twice.

    Series and number decide where both have them, in whatever language; an announcement may name
    other days. Else the first day must be the same, and the series, the city or the title besides:
    two different meetings were held in one city within one week, and two on one day.
    """
    (first, a), (second, b) = one, other
    if first.source == second.source:
        return False
    (series, number), (series_b, number_b) = _series(a), _series(b)
    if series and series_b and number and number_b:
        return (series, number) == (series_b, number_b)
    if not _same_first_day(a, b) or (series and series_b and series != series_b):
        return False
    return bool(series and series == series_b) or _same_city(a, b) or key(a.title) == key(b.title)


def _series(value: MeetingValue) -> tuple[str | None, int | None]:
    """The series that the title names, and the number of the meeting in it."""
    named = next(namings(value.title), None)
    if named is None or named.series is None:
        return None, value.ordinal
    return named.series.id, value.ordinal or named.ordinal


def _same_first_day(a: MeetingValue, b: MeetingValue) -> bool:
    return bool(a.date and b.date and a.date.precise and a.date.start == b.date.start)


def _same_city(a: MeetingValue, b: MeetingValue) -> bool:
    places = [load_places().find(value.city or "") for value in (a, b)]
    return places[0] is not None and places[0] == places[1]


def _record(group: _Group, taken: dict[str, int]) -> Meeting:
    sourced, value = group[0]
    process = sourced.source.process.id
    date = value.date
    return Meeting(
        id=_id(f"{process}-{date.start if date else slug(value.title)}", taken),
        titles=_by_language(group, lambda one: one.title),
        kind=MeetingKind(value.kind),
        start=date.start if date else None,
        end=(date.end or date.start) if date else None,
        days=date.days if date else (),
        cities=_by_language(group, lambda one: one.city),
        host_state=next((one.state for _, one in group if one.state), None),
        venue=next((one.venue for _, one in group if one.venue), None),
        series=value.series,
        ordinal=value.ordinal,
        processes=(process,),
        citations=tuple(one.cite() for one, _ in group),
    )


def _id(name: str, taken: dict[str, int]) -> str:
    """Page order numbers the meetings that share a name; the first goes without a number."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


def _by_language(group: _Group, read: Callable[[MeetingValue], str | None]) -> dict[str, str]:
    made: dict[str, str] = {}
    for sourced, value in group:
        text = read(value)
        if text:
            made.setdefault(sourced.source.language, text)
    return made
