"""Captures and their bodies, as every store keeps them."""

import random

import msgspec

from snapshots.codec import digest
from snapshots.stores.base import Store
from snapshots.stores.records import Amount, CaptureKey, StoredCapture

AT = "2026-01-31T04:00:00Z"
BODY = b"<p>\x00\xff any bytes at all</p>"
CAPTURE = StoredCapture(
    digest=digest(BODY),
    url="https://www.iom.int/hld",
    media_type="text/html; charset=utf-8",
    retrieved_at=AT,
    body=BODY,
)


def test_a_capture_is_kept_byte_for_byte_under_its_digest(store: Store) -> None:
    store.keep_captures((CAPTURE,))
    assert store.capture(CAPTURE.digest) == CAPTURE
    assert store.capture("sha256:2") is None


def test_a_capture_that_is_known_stays_but_for_what_it_came_as(store: Store) -> None:
    store.keep_captures((CAPTURE,))
    key = f"{CAPTURE.digest} {CAPTURE.url}"
    store.keep_readings("reader", {key: b"read"})
    store.keep_captures((msgspec.structs.replace(CAPTURE, retrieved_at=None, status=200),))
    assert tuple(store.captures()) == (CAPTURE,)
    assert store.readings("reader", (key,)) == {key: b"read"}
    other = msgspec.structs.replace(CAPTURE, media_type="text/plain", whole=False)
    store.keep_captures((other, other))
    assert tuple(store.captures()) == (other,)
    assert store.readings("reader", (key,)) == {}, "what was read of it as HTML is forgotten"


def test_a_capture_may_be_empty_and_of_unknown_time(store: Store) -> None:
    empty = StoredCapture(digest=digest(b""), url="https://x", body=b"")
    store.keep_captures((empty,))
    assert store.capture(empty.digest) == empty


def test_one_body_of_two_pages_is_two_captures(store: Store) -> None:
    other = msgspec.structs.replace(CAPTURE, url="https://www.iom.int/midsa", whole=False)
    store.keep_captures((CAPTURE, other))
    assert tuple(store.captures()) == (CAPTURE, other)
    assert store.capture(CAPTURE.digest) == CAPTURE
    assert store.capture(CAPTURE.digest, other.url) == other
    assert store.capture(CAPTURE.digest, "https://elsewhere") is None
    pairs = [(one.url, one.digest) for one in (CAPTURE, other)]
    assert store.known_captures([*pairs, ("https://elsewhere", other.digest)]) == {
        pairs[0]: (CAPTURE.media_type, True),
        pairs[1]: (CAPTURE.media_type, False),
    }
    assert store.count_captures() == 2


def test_a_capture_keeps_what_came_with_it(store: Store) -> None:
    full = msgspec.structs.replace(
        CAPTURE,
        status=200,
        headers=(("Set-Cookie", "a"), ("Set-Cookie", "b"), ("X-Name", "é")),
        final_url="https://www.iom.int/new",
    )
    store.keep_captures((full,))
    assert store.capture(full.digest) == full


def test_captures_are_told_by_their_age(store: Store) -> None:
    other = msgspec.structs.replace(CAPTURE, url="https://a", retrieved_at=None)
    store.keep_captures((CAPTURE, other))
    assert store.captures_before(AT) == ()
    assert store.captures_before("2026-01-31T04:00:01Z") == (
        CaptureKey(url=CAPTURE.url, digest=CAPTURE.digest),
    )


def test_a_body_goes_with_the_last_capture_that_needs_it(store: Store) -> None:
    other = msgspec.structs.replace(CAPTURE, url="https://a")
    store.keep_captures((CAPTURE, other))
    made = {f"{CAPTURE.digest} {one.url}": b"read" for one in (CAPTURE, other)}
    store.keep_readings("reader", made)
    store.drop_captures((CaptureKey(url=CAPTURE.url, digest=CAPTURE.digest),))
    assert tuple(store.captures()) == (other,)
    assert set(store.readings("reader", tuple(made))) == {f"{other.digest} https://a"}
    store.drop_captures((CaptureKey(url=other.url, digest=other.digest),))
    assert store.usage().holds["bodies"] == Amount()


def test_what_was_dropped_gives_its_room_back(store: Store) -> None:
    bodies = [random.Random(number).randbytes(50_000) for number in range(20)]
    captures = tuple(
        StoredCapture(digest=digest(body), url=f"https://{n}", retrieved_at=AT, body=body)
        for n, body in enumerate(bodies)
    )
    store.keep_captures(captures)
    before = store.usage()
    assert before.holds["captures"] == Amount(count=20, oldest=AT, newest=AT)
    assert before.holds["bodies"].bytes > 1_000_000
    store.drop_captures(tuple(CaptureKey(url=one.url, digest=one.digest) for one in captures[1:]))
    store.compact()
    after = store.usage()
    assert after.bytes < before.bytes - 900_000
    assert tuple(store.captures()) == captures[:1]
