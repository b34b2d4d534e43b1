import math
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ingest.fetching.times import retry_after, seconds_since, stamp

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("9" * 5_000, 1e9),
        ("Sun, 01 Jun 2025 12:01:00 GMT", 60),
        ("Sunday, 01-Jun-25 12:01:00 GMT", 60),
        ("Sun, 01 Jun 2025 11:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1e9),
        ("Sun, 01 Jun 409999999925 12:01:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_a_time_to_wait_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_a_moment_is_written_in_utc() -> None:
    moment = NOW.astimezone(timezone(timedelta(hours=2)))
    assert stamp(moment) == "2025-06-01T12:00:00Z"


def test_the_age_of_what_is_no_time_is_no_number() -> None:
    assert seconds_since("2025-06-01T11:00:00Z", NOW) == 3600
    assert math.isnan(seconds_since("yesterday", NOW))
    assert math.isnan(seconds_since("2025-06-01T11:00:00", NOW))
