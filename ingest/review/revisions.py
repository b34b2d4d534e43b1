"""What a page says otherwise now of what it said before: values edited in place, and lost ones.

Sites add and drop entries. What stays and reads otherwise (another date of a past meeting, another
State in a list, another address of an office) may be right, and it may be vandalism or a slip:
it is told wherever it is let through.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.found import Quote
from ingest.reading.reading import (
    ChairValue,
    DateValue,
    DocumentValue,
    MeetingValue,
    Reading,
    Value,
)
from ingest.review.losses import load_limits, lost_values
from ingest.review.profile import Profile, field_of, identities, profile
from ingest.review.spelling import alike

_NOTHING = "nothing"
_MOST = 2
"""Of year, month and day, so many of one meeting stay where it is edited."""


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One value before and after."""

    field: str
    before: str
    after: str
    quote: Quote | None = None
    """The words that say it now; None where nothing does."""
    moved: int = 0
    """By how many days a date went, at least."""
    closer: bool = False
    """Whether a date is more precise than before."""
    past: bool = False
    """Whether it is about a meeting that was over, or about no meeting."""

    @property
    def message(self) -> str:
        """The revision in a few words."""
        return f"{self.field}: {self.before[:80]} → {self.after[:80]}"


def revisions(fresh: Reading, good: Reading, at: str = "") -> tuple[Revision, ...]:
    """What was revised, field by field; `at` is the moment of the run (RFC 3339)."""
    before, now = _by_field(good), _by_field(fresh)
    marks = profile(good), profile(fresh)
    return tuple(
        one
        for field, values in before.items()
        for one in _of_field(field, values, now.get(field, {}), marks, at)
    )


def far_ahead(fresh: Reading, good: Reading | None, at: str) -> Iterator[str]:
    """Meetings that a page lists among those held and that lie far ahead of the run, for once."""
    known = set(profile(good).of("meetings")) if good else set()
    last = (date.fromisoformat(at[:10]) + timedelta(load_limits().dates.ahead)) if at else date.max
    for value in fresh.of("meetings"):
        if isinstance(value, MeetingValue) and value.kind in _HELD and not value.announced:
            day = value.date.start if value.date else ""
            if day > last.isoformat()[: len(day)] and f"date:{day}" not in known:
                yield _shown(value)


_HELD = frozenset({"LATEST", "PAST"})
_Values = Mapping[str, list[Value]]
"""Identity → the values of it, in page order."""


def _by_field(reading: Reading) -> Mapping[str, _Values]:
    made: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for value in reading.values:
        for mark in identities(value):
            made[field_of(value)][mark.identity].append(value)
    return made


def _of_field(
    field: str, before: _Values, now: _Values, marks: tuple[Profile, Profile], at: str
) -> Iterator[Revision]:
    for identity, values in before.items():
        if identity in now:
            yield from _details(field, values, now[identity], at)
    gone = {one: before[one][0] for one in before if one not in now}
    come = {one: now[one][0] for one in now if one not in before}
    lost = set(lost_values(field, *marks))
    for is_same in (_is_surely_same, _is_perhaps_same):
        for one, old in tuple(gone.items()):
            other = next((two for two, new in come.items() if is_same(old, new)), None)
            if other is not None:
                del gone[one]
                yield from _exchange(field, old, come.pop(other), at, is_same is _is_surely_same)
    for one, old in gone.items():
        if one in lost:
            yield Revision(field=field, before=_shown(old), after=_NOTHING)


def _exchange(field: str, old: Value, new: Value, at: str, sure: bool) -> Iterator[Revision]:
    """One value in the place of another, unless it is the same but for a slip."""
    before, after = _shown(old), _shown(new)
    if before == after or not alike(before, after, load_limits().of(field).alike):
        made = _revision(field, old, (before, after), new, at)
        yield made if sure else msgspec.structs.replace(made, moved=0, closer=False)


def _details(field: str, old: list[Value], new: list[Value], at: str) -> Iterator[Revision]:
    """What is said besides of one and the same."""
    before, after = _asides(old), _asides(new)
    share = load_limits().of(field).alike
    for name in before:
        said = before[name], after[name]
        if said[0] and said[0] != said[1] and not (name == "title" and alike(*said, share)):
            yield _revision(
                field, old[0], (f"{_shown(old[0])}, {name} {said[0]}", said[1]), new[0], at
            )


def _asides(values: list[Value]) -> Mapping[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for value in values:
        for name, said in _said_besides(value).items():
            found[name] |= {said} if said else set()
    return defaultdict(str, {name: ", ".join(sorted(said)) for name, said in found.items()})


def _said_besides(value: Value) -> Mapping[str, str | None]:
    match value:
        case MeetingValue():
            return {
                "date": value.date.edtf if value.date else None,
                "city": key(value.city) if value.city else None,
                "state": value.state,
                "title": key(value.title),
            }
        case DocumentValue():
            return {"date": value.date}
        case DateValue():
            return {"date": value.span.edtf}
        case ChairValue():
            return {"years": "/".join(filter(None, (value.start, value.end)))}
    return {}


def _revision(field: str, old: Value, said: tuple[str, str], new: Value, at: str) -> Revision:
    dates = (_said_besides(old).get("date") or "", _said_besides(new).get("date") or "")
    vague = 0 < len(dates[0]) < len("2013-10-03") and dates[0] != dates[1]
    return Revision(
        field=field,
        before=said[0],
        after=said[1] or _NOTHING,
        quote=new.quote,
        moved=_moved(*dates),
        closer=vague and dates[1].startswith(dates[0]),
        past=not isinstance(old, MeetingValue) or _is_past(old, at),
    )


def _is_past(meeting: MeetingValue, at: str) -> bool:
    day = meeting.date.start if meeting.date else ""
    over = not at or day < at[: len(day)]
    return bool(day) and over and not meeting.announced and meeting.kind != "UPCOMING"


def _moved(before: str, after: str) -> int:
    """By how many days the first or the last day went, at least; 0 where one is not known."""
    days = zip(
        *(one.strip("{}").replace(",", "/").split("/") for one in (before, after)), strict=False
    )
    return max((_days(*pair) for pair in days), default=0)


def _days(one: str, other: str) -> int:
    shared = min(len(one), len(other))
    if one[:shared] == other[:shared]:
        return 0
    try:
        first, second = (date.fromisoformat(f"{day}-01-01"[:10]) for day in (one, other))
    except ValueError:  # an open end
        return 0
    return abs((second - first).days)


def _is_surely_same(old: Value, new: Value) -> bool:
    """Whether one value took the place of another."""
    if isinstance(old, MeetingValue) and isinstance(new, MeetingValue):
        return _is_same_meeting(old, new)
    if isinstance(old, DocumentValue) and isinstance(new, DocumentValue):
        return _shape(_shown(old)) == _shape(_shown(new))
    return True


def _is_perhaps_same(old: Value, new: Value) -> bool:
    """A meeting of the same title on another day: another one, as series go, or a slip."""
    meetings = isinstance(old, MeetingValue) and isinstance(new, MeetingValue)
    return not meetings or _shape(old.title) == _shape(new.title)  # type: ignore[attr-defined]


def _is_same_meeting(old: MeetingValue, new: MeetingValue) -> bool:
    """By series and number, else by title or city and most of the date.

    A series meets in one city again and again: what it shares with the last time is no date.
    """
    if old.ordinal != new.ordinal and None not in (old.ordinal, new.ordinal):
        return False
    titled = _shape(old.title) == _shape(new.title)
    placed = old.city is not None and old.city == new.city
    if old.ordinal and old.ordinal == new.ordinal and old.series == new.series:
        return titled or old.series is not None
    parts = [(one.date.start if one.date else "").split("-") for one in (old, new)]
    shared = sum(one == other for one, other in zip(*parts, strict=False))
    return (titled or placed) and shared >= _MOST


def _shape(words: str) -> str:
    """The words without figures."""
    return "".join(letter for letter in key(words) if not letter.isdigit())


def _title(value: MeetingValue | DocumentValue) -> str:
    return (value.title or value.quote.words)[:60]


def _shown(value: Value) -> str:
    """The value as a message names it."""
    match value:
        case MeetingValue():
            day = value.date.edtf if value.date else "no date"
            return f"{_title(value)}, {day}"
        case DocumentValue():
            return " ".join((*(one.text for one in value.symbols), value.title or "")).strip()
        case DateValue():
            return value.span.edtf
        case ChairValue():
            return " ".join(filter(None, (value.listed_as, value.start, value.end)))
    names = ("listed_as", "text", "words", "item", "type", "number", "name")
    return str(next((said for name in names if (said := getattr(value, name, None))), "none"))
