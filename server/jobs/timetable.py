"""When the next run is due: pure functions of times, so that no clock has to be waited for."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

import msgspec

SHORTEST: Final = timedelta(minutes=10)
"""The least time between two starts: whoever is fetched from is owed as much."""
LOOK: Final = 60.0
"""Seconds after which a wait looks at the wall clock again."""


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """A wait for the next run; seconds are those of a monotonic clock, whatever their origin."""

    due: datetime
    ends: float
    """When the wait is over by the monotonic clock, should the wall clock have gone back."""
    not_before: float
    """When the next run may start at the earliest, should the wall clock have jumped ahead."""


def next_due(
    last_started: datetime | None, every: timedelta, jitter: timedelta, now: datetime
) -> datetime:
    """When the next run is due, never before `now` and never after `now` + `every` + `jitter`.

    A run that was missed is due now, however many were missed. A start in the future, as a clock
    that went back leaves it, counts as just now. `jitter` is what was drawn for this run.
    """
    if last_started is None:
        return now
    return max(now, min(last_started, now) + every + jitter)


def drawn(jitter: timedelta, random: Random) -> timedelta:
    """A delay of up to `jitter`, in whole seconds: not everybody comes at the full hour."""
    return timedelta(seconds=random.randint(0, int(jitter.total_seconds())))


def wait_for(due: datetime, now: datetime, seconds: float, *, not_before: float) -> Wait:
    """The wait from now until the run is due; now is `seconds` by the monotonic clock."""
    return Wait(due=due, ends=seconds + (due - now).total_seconds(), not_before=not_before)


def seconds_left(wait: Wait, now: datetime, seconds: float) -> float:
    """How long to wait still; nothing or less where the run is to start.

    The clock that is ahead counts: a machine that slept has lost time by the monotonic one, one
    whose clock was put back would wait for hours or years by the other.
    """
    left = min((wait.due - now).total_seconds(), wait.ends - seconds)
    return max(left, wait.not_before - seconds)
