"""What every store promises, whichever database keeps it."""

import random
import threading

import msgspec
import pytest

from snapshots.codec import digest
from snapshots.diff import diff
from snapshots.errors import LeaseLost, NotApproved, StoreError
from snapshots.gate import Approved, Held, review
from snapshots.model import Change, Process, Snapshot, Theme, Version
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import (
    Amount,
    CaptureKey,
    Decision,
    Holder,
    PageState,
    Run,
    StoredCapture,
    StoredReading,
    StoredRobots,
)

AT = "2026-01-31T04:00:00Z"
BODY = b"<p>\x00\xff any bytes at all</p>"
CAPTURE = StoredCapture(
    digest=digest(BODY),
    url="https://www.iom.int/hld",
    media_type="text/html; charset=utf-8",
    retrieved_at=AT,
    body=BODY,
)


def content(*names: str) -> Snapshot:
    return Snapshot(themes=tuple(Theme(id=name, names={"en": name}) for name in names))


def approved(snapshot: Snapshot) -> Approved:
    verdict = review(snapshot, None)
    assert isinstance(verdict, Approved)
    return verdict


def publish(store: Store, *names: str, run: str = "run", at: str = AT) -> Version:
    return store.publish(approved(content(*names)), run=run, at=at)


def run_of(name: str, started: str = AT, outcome: str = "held") -> Run:
    return Run(id=name, started_at=started, finished_at=AT, outcome=outcome, report=b'{"a": 1}')


def test_an_empty_store_has_nothing_to_serve(store: Store) -> None:
    assert store.served() is None
    assert store.load() is None
    assert store.load(1) is None
    assert store.versions() == ()
    assert store.changes(1) == ()
    assert store.runs() == ()


def test_the_first_version_is_number_one_and_is_served(store: Store) -> None:
    version = store.publish(approved(content("a")), run="first run", at=AT)
    expected = Version(
        number=1, digest=approved(content("a")).digest, published_at=AT, run="first run"
    )
    assert version == expected
    assert store.served() == expected
    assert store.versions() == (expected,)


def test_what_was_published_is_loaded_again(store: Store) -> None:
    snapshot = Snapshot(processes=(Process(id="hld", names={"fr": "Dialogue « é »"}),))
    version = store.publish(approved(snapshot), run="run", at=AT)
    published = store.load()
    assert published is not None
    assert published.snapshot == snapshot
    assert published.version == version


def test_the_newest_version_is_served_and_the_older_ones_stay(store: Store) -> None:
    first, second = publish(store, "a"), publish(store, "b")
    assert store.served() == second
    assert store.versions() == (second, first)
    older, newer = store.load(1), store.load(2)
    assert older is not None
    assert older.snapshot == content("a")
    assert newer is not None
    assert newer.snapshot == content("b")
    assert store.load(3) is None


def test_the_same_content_makes_no_new_version(store: Store) -> None:
    first = publish(store, "a", run="first", at=AT)
    again = publish(store, "a", run="second", at="2026-02-01T04:00:00Z")
    assert again == first
    assert store.versions() == (first,)


def test_going_back_to_older_content_makes_a_new_version(store: Store) -> None:
    first, second, third = publish(store, "a"), publish(store, "b"), publish(store, "a")
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert third.digest == first.digest
    assert store.served() == third


def test_a_version_knows_what_it_changed_against_the_one_before(store: Store) -> None:
    publish(store, "a")
    publish(store, "b")
    assert store.changes(1) == diff(Snapshot(), content("a"))
    assert store.changes(2) == (
        Change(kind="theme", id="a", field="", before='{"id":"a","names":{"en":"a"}}'),
        Change(kind="theme", id="b", field="", after='{"id":"b","names":{"en":"b"}}'),
    )
    assert store.changes(3) == ()


@pytest.mark.parametrize("kind", ["snapshot", "held", "bytes", "none"])
def test_publish_refuses_anything_but_an_approval(store: Store, kind: str) -> None:
    served = publish(store, "a")
    refused = {
        "snapshot": content("b"),
        "held": Held(content("b"), ()),
        "bytes": approved(content("b")).content,
        "none": None,
    }[kind]
    with pytest.raises(NotApproved):
        store.publish(refused, run="run", at=AT)
    assert store.versions() == (served,)


def test_a_publish_that_the_database_refuses_leaves_the_store_as_it_was(store: Store) -> None:
    served = publish(store, "a")
    with pytest.raises(StoreError, match=store.address):
        store.publish(approved(content("b")), run="run", at=None)
    assert store.served() == served
    assert store.versions() == (served,)
    assert store.changes(2) == ()
    assert publish(store, "b").number == 2


def test_another_opening_sees_what_was_published(store: Store, address: str) -> None:
    version = publish(store, "a")
    other = open_store(address)
    assert other.served() == version
    newer = publish(other, "b")
    assert store.served() == newer


def test_two_threads_that_publish_at_once_end_with_consistent_versions(store: Store) -> None:
    start = threading.Barrier(2)

    def work(mine: str) -> None:
        start.wait()
        for count in range(8):
            publish(store, f"{mine}-{count}")

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [version.number for version in store.versions()]
    assert numbers == list(range(16, 0, -1))
    assert store.served() == store.versions()[0]
    contents = [Snapshot(), *(loaded.snapshot for n in range(1, 17) if (loaded := store.load(n)))]
    for number in range(1, 17):
        assert store.changes(number) == diff(contents[number - 1], contents[number])


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


def test_runs_are_remembered_the_newest_first(store: Store) -> None:
    early = run_of("z", "2026-01-01T00:00:00Z", "published")
    late = run_of("a", "2026-01-02T00:00:00Z", "unchanged")
    store.record(early)
    store.record(late)
    assert store.runs() == (late, early)


def test_runs_of_one_second_keep_the_order_in_which_they_were_recorded(store: Store) -> None:
    runs = [run_of(name) for name in ("m", "z", "a", "q")]
    for run in runs:
        store.record(run)
    assert store.runs() == tuple(reversed(runs))


def test_a_held_candidate_is_kept_with_its_run(store: Store) -> None:
    candidate = content("a", "b")
    store.record(run_of("held"), Held(candidate, ()))
    assert store.held("held") == candidate


def test_a_run_that_published_leaves_no_candidate(store: Store) -> None:
    store.record(run_of("run", outcome="published"))
    assert store.held("run") is None
    assert store.held("never ran") is None


def test_a_held_candidate_is_no_version(store: Store) -> None:
    version = publish(store, "a")
    store.record(run_of("held"), Held(content("b"), ()))
    assert store.versions() == (version,)
    assert store.served() == version


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


def test_the_newest_runs_are_given_as_many_as_are_asked_for(store: Store) -> None:
    for name in "abc":
        store.record(run_of(name), states=(PageState(url="https://a", latest=name),))
    assert [run.id for run in store.runs(2)] == ["c", "b"]
    assert store.run("a") == run_of("a")
    assert store.run("z") is None
    assert [state.latest for state in store.states()] == ["c"]


def test_decisions_are_remembered_the_newest_first(store: Store) -> None:
    store.record(run_of("run"))
    first = Decision(run="run", accepted=False, pages=("https://a",), reason="no", at=AT)
    second = Decision(run="run", accepted=True, pages=(), reason="yes, after all", at=AT)
    store.decide(first)
    store.decide(second)
    assert store.decisions() == (second, first)


def test_what_is_written_together_is_written_whole_or_not_at_all(store: Store) -> None:
    def publish_and_fail() -> None:
        with store.together():
            publish(store, "a")
            store.record(run_of("run"), states=(PageState(url="https://a"),))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert (store.versions(), store.runs(), store.states()) == ((), (), ())
    with store.together():
        publish(store, "a")
        store.record(run_of("run"))
    assert (len(store.versions()), len(store.runs())) == (1, 1)


def holder(name: str) -> Holder:
    return Holder(id=name, host="here", process=1, born_at=1.5, renewed_at=AT)


def test_a_lease_is_one_run_s_until_it_gives_it_back(store: Store, address: str) -> None:
    other = open_store(address)
    assert store.take_lease(holder("one"), lambda _: False) is None
    assert other.take_lease(holder("two"), lambda _: False) == holder("one")
    other.drop_lease()
    assert other.take_lease(holder("two"), lambda _: False) == holder("one"), "not its to give"
    store.drop_lease()
    assert other.take_lease(holder("two"), lambda _: False) is None


def test_a_dead_holder_loses_the_lease_and_can_write_no_more(store: Store, address: str) -> None:
    other = open_store(address)
    store.take_lease(holder("one"), lambda _: False)
    assert store.renew_lease("2026-02-01T00:00:00Z")
    seen: list[Holder] = []
    assert other.take_lease(holder("two"), lambda one: seen.append(one) is None) is None
    assert [one.renewed_at for one in seen] == ["2026-02-01T00:00:00Z"]
    assert not store.renew_lease(AT)
    for write in (
        lambda: publish(store, "a"),
        lambda: store.record(run_of("run")),
        lambda: store.keep_states((PageState(url="https://a"),)),
    ):
        with pytest.raises(LeaseLost, match="run two holds the lease"):
            write()
    assert (store.versions(), store.runs(), store.states()) == ((), (), ())
    assert publish(other, "a").number == 1


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


def test_one_candidate_of_many_runs_is_kept_once_and_found_by_each(store: Store) -> None:
    for name in ("first", "second"):
        store.record(run_of(name), Held(content("a"), ()))
    assert store.held("first") == store.held("second") == content("a")


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


def test_whoever_lost_the_lease_drops_nothing(store: Store, address: str) -> None:
    store.keep_captures((CAPTURE,))
    store.take_lease(holder("one"), lambda _: False)
    open_store(address).take_lease(holder("two"), lambda _: True)
    with pytest.raises(LeaseLost):
        store.drop_captures((CaptureKey(url=CAPTURE.url, digest=CAPTURE.digest),))
    assert store.count_captures() == 1
