"""Times as HTTP and the store write them."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 1e9  # seconds, thirty years: a `datetime` can be moved by that, but not by any number


def stamp(moment: datetime) -> str:
    """RFC 3339, UTC, in seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds_since(text: str, now: datetime) -> float:
    """Seconds from an RFC 3339 time to now; not a number where the text is no time."""
    try:
        then = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    return (now - then).total_seconds() if then.tzinfo else math.nan


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait (RFC 9110, 10.2.3): a number of seconds, or a date to be read against now."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:400]), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, seconds), LONGEST)
