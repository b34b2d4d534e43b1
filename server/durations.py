"""Durations as people write them: 90m, 36h, 2d, 1h30m, or seconds alone."""

import re
from datetime import timedelta
from typing import Final

_UNITS: Final = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_DURATION: Final = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_SECONDS: Final = re.compile(r"\d+", re.ASCII)
EXPECTED: Final = "a duration longer than nothing such as 90m, 36h, 2d, 1h30m or 3600 (seconds)"


def parse_duration(words: str) -> timedelta:
    """The duration that the words name: whole numbers with d, h, m, s, each once, in that order.

    A number alone counts seconds. Raises ValueError, which names what was expected and what came.
    """
    try:
        duration = timedelta(**_parts(words))
    except OverflowError as error:
        raise ValueError(f"{EXPECTED} expected, {words!r} is too long") from error
    if not duration:
        raise ValueError(f"{EXPECTED} expected, {words!r} found")
    return duration


def spelled(seconds: int) -> str:
    """The two greatest units of it, as `parse_duration` takes them: 1d12h, 36m5s, 0s."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    counts = zip((days, hours, *divmod(rest, 60)), _UNITS, strict=True)
    said = [f"{count}{unit}" for count, unit in counts if count]
    return "".join(said[:2]) or "0s"


def _parts(words: str) -> dict[str, int]:
    """By unit; nothing where the words are no duration."""
    if len(words) > 30:  # longer than any that `timedelta` holds
        return {}
    if _SECONDS.fullmatch(words):
        return {"seconds": int(words)}
    found = _DURATION.fullmatch(words)
    numbers = found.groups() if found else ()
    return {
        unit: int(number)
        for unit, number in zip(_UNITS.values(), numbers, strict=False)
        if number is not None
    }
