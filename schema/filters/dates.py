"""Intervals of time, met by dates that are only as precise as their source."""

from calendar import monthrange
from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from typing import Any

import strawberry

from schema.errors import bad_input
from schema.filters.matching import Test, asked
from schema.filters.ordering import Key
from schema.filters.values import Values
from schema.scalars import PartialDate

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
