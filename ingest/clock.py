"""The time of a run, as the edge gives it: nothing else here reads a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec


class Clock(msgspec.Struct, frozen=True):
    """Two clocks: one tells the time, which may jump; the other measures how long things take."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    """Monotonic."""

    def timestamp(self) -> str:
        """The present second, RFC 3339 in UTC."""
        return timestamp(self.now())


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second: 2026-01-31T04:00:00Z."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
