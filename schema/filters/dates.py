"""Intervals of time, met by dates that are only as precise as their source."""

from calendar import monthrange
from collections.abc import Callable
from enum import Enum
from typing import Any

import strawberry

from schema.errors import bad_input
from schema.filters.matching import Test
from schema.scalars import PartialDate


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


Span = tuple[str | None, str | None]
"""The first and the last day; the last one is None for what took one day."""


def meets(interval: DateInterval | None, span: Callable[[Any], Span]) -> Test | None:
    """Whether what began and ended then meets the interval; what has no date meets none."""
    if interval is None:
        return None
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
        start, end = span(entry)
        if start is None:
            return False
        low, high = earliest(start), latest(end or start)
        return left <= low and high <= right if within else low <= right and left <= high

    return met


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
