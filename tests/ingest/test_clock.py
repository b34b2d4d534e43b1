from datetime import UTC, datetime, timedelta, timezone

from ingest.clock import timestamp


def test_a_moment_is_written_in_utc() -> None:
    moment = datetime(2025, 6, 1, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=2)))
    assert timestamp(moment) == "2025-06-01T12:00:00Z"
