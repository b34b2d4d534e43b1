"""When the next run is due: whatever clocks do, neither a tight loop nor a sleep of years."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.jobs.timetable import SHORTEST, drawn, next_due, seconds_left, wait_for

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVERY = 6 * HOUR
NONE = timedelta(0)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
spans = st.timedeltas(NONE, timedelta(days=400))


def test_where_no_run_ever_was_one_is_due_now() -> None:
    assert next_due(None, EVERY, NONE, NOON) == NOON


def test_a_run_is_due_a_period_after_the_start_of_the_last_one() -> None:
    assert next_due(NOON - HOUR, EVERY, NONE, NOON) == NOON + 5 * HOUR


def test_what_was_drawn_comes_on_top() -> None:
    jitter = timedelta(minutes=7)
    assert next_due(NOON - HOUR, EVERY, jitter, NOON) == NOON + 5 * HOUR + jitter


@pytest.mark.parametrize("missed", [1, 2, 1000])
def test_runs_that_were_missed_are_due_once_and_now(missed: int) -> None:
    assert next_due(NOON - missed * EVERY, EVERY, NONE, NOON) == NOON
    assert next_due(NOON, EVERY, NONE, NOON) == NOON + EVERY


def test_a_start_in_the_future_counts_as_just_now() -> None:
    assert next_due(NOON + timedelta(days=3650), EVERY, NONE, NOON) == NOON + EVERY


@given(last=st.none() | moments, every=spans, jitter=spans, now=moments)
def test_due_is_never_past_nor_more_than_a_period_ahead(
    last: datetime | None, every: timedelta, jitter: timedelta, now: datetime
) -> None:
    assert now <= next_due(last, every, jitter, now) <= now + every + jitter


def test_jitter_is_drawn_anew_and_within_its_bounds() -> None:
    random = Random(7)
    found = [drawn(timedelta(minutes=10), random) for _ in range(200)]
    assert NONE <= min(found) < timedelta(minutes=1)
    assert timedelta(minutes=9) < max(found) <= timedelta(minutes=10)
    assert drawn(NONE, random) == NONE


def left(now: timedelta, seconds: float, not_before: float = 0.0) -> float:
    """What is left of a wait of an hour after the wall clock and the monotonic one went on."""
    wait = wait_for(NOON + HOUR, NOON, 5000.0, not_before=5000.0 + not_before)
    return seconds_left(wait, NOON + now, 5000.0 + seconds)


def test_a_wait_goes_by_both_clocks() -> None:
    assert left(NONE, 0) == 3600
    assert left(timedelta(minutes=20), 1200) == 2400
    assert left(HOUR, 3600) == 0


def test_a_machine_that_slept_has_not_to_wait_again() -> None:
    assert left(timedelta(hours=3), 60) <= 0


@pytest.mark.parametrize("back", [timedelta(hours=5), timedelta(days=3650)])
def test_a_clock_that_went_back_makes_no_wait_longer(back: timedelta) -> None:
    assert left(-back, 1200) == 2400
    assert left(-back, 3600) == 0


def test_a_clock_that_jumps_to_and_fro_starts_no_two_runs_in_a_row() -> None:
    assert left(timedelta(days=3650), 60, not_before=SHORTEST.total_seconds()) == 540
    assert left(timedelta(days=3650), 600, not_before=SHORTEST.total_seconds()) == 0


def test_a_run_due_at_once_waits_where_the_last_one_just_started() -> None:
    wait = wait_for(NOON, NOON, 100.0, not_before=700.0)
    assert seconds_left(wait, NOON, 100.0) == 600
