"""Intervals of time, met by dates that are only as precise as their source."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import Any

import strawberry

from schema.errors import bad_input
from schema.filters.matching import Test, asked
from schema.filters.ordering import Key
from schema.filters.values import Values
from schema.scalars import PartialDate
from snapshots.model import Meeting, MeetingKind

_Date = Callable[[Any], str | None]
"""A date of a record, where it has one."""


@strawberry.enum(description="How a date of unknown precision meets an interval.")
class DateMatch(Enum):
    """2013-10 overlaps 2013-10-15/2013-12-31, and is not within it."""

    OVERLAPS = strawberry.enum_value("overlaps", description="Some day of it may lie in it.")
    WITHIN = strawberry.enum_value("within", description="All days that it may be lie in it.")


@strawberry.input(description="An interval of time; a side that is left out is open.")
class DateInterval:
    """From the first day of `from` to the last day of `to`."""

    from_: PartialDate | None = strawberry.field(
        name="from", default=None, description="The first day, or the month or year that it begins."
    )
    to: PartialDate | None = strawberry.field(
        default=None, description="The last day, or the month or year that it ends."
    )
    match: DateMatch = strawberry.field(
        default=DateMatch.OVERLAPS, description="How a date of unknown precision meets it."
    )


def meets(description: str, start: str, end: str | None = None) -> Any:
    """What began and ended then meets the interval; what has no date meets none.

    Named are the attributes of a record; the one of the end may be None as well.
    """
    began, ended = attrgetter(start), attrgetter(end or start)
    return asked(description, lambda _, __, interval: _met(interval, began, ended))


def _met(interval: DateInterval, began: _Date, ended: _Date) -> Test:
    left = earliest(interval.from_) if interval.from_ else ""
    right = latest(interval.to) if interval.to else "9999-12-31"
    if left > right:
        raise bad_input(
            f"an interval that ends after it begins expected, {interval.from_} to {interval.to} "
            "found",
            "Exchange `from` and `to`.",
        )
    within = interval.match is DateMatch.WITHIN

    def met(entry: Any) -> bool:
        start = began(entry)
        if start is None:
            return False
        low, high = earliest(start), latest(ended(entry) or start)
        return left <= low and high <= right if within else low <= right and left <= high

    return met


def is_ahead(meeting: Meeting, now: datetime | None) -> bool | None:
    """Whether it is not over yet, by the clock; None where it has no date, or there is no clock.

    A month or a year that has begun counts only for a meeting that is announced.
    """
    if meeting.start is None or now is None:
        return None
    today = now.date().isoformat()
    if earliest(meeting.start) > today:
        return True
    known = len(meeting.start) == len(today) or meeting.announced
    return known and latest(meeting.end or meeting.start) >= today


def begins_later(date: str | None, now: datetime | None) -> bool:
    """Whether the date is known, and behind the day of the clock."""
    return date is not None and now is not None and earliest(date) > now.date().isoformat()


def own_meetings(
    meetings: Iterable[Meeting], now: datetime | None, *, ahead: bool
) -> Iterator[Meeting]:
    """Those that are not over yet, or those that are; related events are left out."""
    own = (one for one in meetings if one.kind is not MeetingKind.RELATED)
    return (one for one in own if is_ahead(one, now) is ahead)


def first_day(attribute: str) -> Key:
    """The first day that the date may mean."""
    date = attrgetter(attribute)
    return lambda _, __, entry: earliest(date(entry)) if date(entry) else None


def year_of(attribute: str) -> Values:
    """The year of a date."""
    date = attrgetter(attribute)
    return lambda _, entry: (date(entry)[:4],) if date(entry) else ()


def earliest(date: str) -> str:
    """The first day that a date may mean: 2013-10 → 2013-10-01."""
    first = date.split("/")[0]
    return first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first


def latest(date: str) -> str:
    """The last day that a date may mean: 2013-02 → 2013-02-28."""
    last = date.split("/")[-1]
    if len(last) == 4:
        return f"{last}-12-31"
    if len(last) == 7:
        return f"{last}-{monthrange(int(last[:4]), int(last[5:]))[1]:02}"
    return last
