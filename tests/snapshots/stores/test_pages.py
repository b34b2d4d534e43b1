"""What every store knows of pages: their state, their readings, and robots.txt."""

import msgspec

from snapshots.stores.base import Store
from snapshots.stores.records import PageState, StoredReading, StoredRobots

AT = "2026-01-31T04:00:00Z"


def test_readings_are_known_to_their_own_reader_only(store: Store) -> None:
    store.keep_readings("today", {"a": b"1", "b": b"2"})
    assert store.readings("today", ("a", "b", "c")) == {"a": b"1", "b": b"2"}
    assert store.readings("tomorrow", ("a",)) == {}
    store.keep_readings("tomorrow", {"a": b"3"})
    assert store.readings("today", ("a", "b")) == {}, "a reader of yesterday is never asked again"


def test_robots_are_replaced_by_newer_ones(store: Store) -> None:
    first = StoredRobots(origin="https://a", fetched_at=AT, status=200, body=b"User-agent: *")
    second = msgspec.structs.replace(first, status=404, body=b"")
    store.keep_robots(first)
    store.keep_robots(second)
    assert store.robots("https://a") == second
    assert store.robots("https://b") is None


def test_the_state_of_a_page_is_replaced_by_a_newer_one(store: Store) -> None:
    first = PageState(url="https://b", latest="sha256:1", etag='"1"', checked_at=AT)
    second = PageState(
        url="https://b", stale_since=AT, stale_code="timeout", stale_reason="slow", refused="x"
    )
    other = PageState(url="https://a", last_modified="Sat, 31 Jan 2026 04:00:00 GMT", changed_at=AT)
    store.keep_states((first, other))
    store.keep_states((second,))
    assert store.states() == (other, second)


def test_what_is_served_was_read_from_these_pages(store: Store) -> None:
    first = StoredReading(url="https://a", capture="sha256:1", content=b"one")
    second = StoredReading(url="https://b", capture="sha256:2", content=b"two")
    store.keep_served_readings((first, second))
    assert set(store.served_readings()) == {first, second}
    newer = msgspec.structs.replace(first, content=b"three")
    store.keep_served_readings((newer,), ["https://b"])
    assert store.served_readings() == (newer,)


def test_only_readings_of_the_newest_and_of_served_captures_are_kept(store: Store) -> None:
    made = {f"sha256:{n} https://a": b"read" for n in (1, 2, 3)}
    store.keep_readings("reader", made)
    store.keep_states((PageState(url="https://a", latest="sha256:3"),))
    store.keep_served_readings((StoredReading(url="https://a", capture="sha256:1", content=b""),))
    assert set(store.readings("reader", tuple(made))) == {
        "sha256:1 https://a",
        "sha256:3 https://a",
    }
