"""Durations as people write them."""

from datetime import timedelta

import pytest

from server.durations import parse_duration, spelled


@pytest.mark.parametrize(
    ("words", "duration"),
    [
        ("45s", timedelta(seconds=45)),
        ("90m", timedelta(minutes=90)),
        ("36h", timedelta(hours=36)),
        ("2d", timedelta(days=2)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("1d2h3m4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        ("1d4s", timedelta(days=1, seconds=4)),
        ("129600", timedelta(seconds=129_600)),
        ("0d1s", timedelta(seconds=1)),
    ],
)
def test_a_duration_is_read(words: str, duration: timedelta) -> None:
    assert parse_duration(words) == duration


@pytest.mark.parametrize(
    "words",
    ["", "h", "1.5h", "-3h", "+3h", " 3h", "3h\n", "3H", "٣h", "3 h", "1h1h", "30m1h", "1w", "inf"],
)
def test_anything_else_is_refused_and_both_sides_are_named(words: str) -> None:
    with pytest.raises(ValueError, match="36h") as refused:
        parse_duration(words)
    assert str(refused.value).endswith(f"expected, {words!r} found")


@pytest.mark.parametrize("words", ["0", "0h", "0d0h0m0s"])
def test_no_time_at_all_is_no_duration(words: str) -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        parse_duration(words)


@pytest.mark.parametrize("words", ["999999999999d", "9" * 25, "9" * 5000 + "s"])
def test_a_duration_beyond_all_calendars_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="expected, "):
        parse_duration(words)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0s"), (59, "59s"), (3_600, "1h"), (129_600, "1d12h"), (93_784, "1d2h"), (86_460, "1d1m")],
)
def test_a_duration_is_spelled_as_it_is_read(seconds: int, words: str) -> None:
    assert spelled(seconds) == words
