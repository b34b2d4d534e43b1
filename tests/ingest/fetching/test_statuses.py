from datetime import UTC, datetime

import pytest

from ingest.fetching.statuses import retry_after

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
    ],
)
def test_a_time_to_wait_is_read_in_both_forms(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds
