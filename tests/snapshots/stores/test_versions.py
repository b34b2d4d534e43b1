"""Versions, as every store keeps them."""

import re
import threading
from collections.abc import Callable

import msgspec
import pytest

from snapshots.change import Change, Origin, Reason
from snapshots.diff import diff
from snapshots.errors import NotApproved, StoreError
from snapshots.gate import Approved, Held
from snapshots.model import Meeting, MeetingKind, Process, Snapshot, Version
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import ChangesWanted, OfProcesses, OfRecords, PageState, Run

AT = "2026-01-31T04:00:00Z"
Content = Callable[..., Snapshot]
Approve = Callable[[Snapshot], Approved]
Publish = Callable[..., Version]
RunOf = Callable[..., Run]


def unexplained(store: Store, number: int) -> tuple[Change, ...]:
    """What a version changed, without the reasons."""
    return tuple(msgspec.structs.replace(one, reason=None) for one in store.changes(number))


def test_an_empty_store_has_nothing_to_serve(store: Store) -> None:
    assert store.served() is None
    assert store.load() is None
    assert store.load(1) is None
    assert store.versions() == ()
    assert store.changes(1) == ()
    assert store.runs() == ()


def test_the_first_version_is_number_one_and_is_served(
    store: Store, content: Content, approved: Approve
) -> None:
    version = store.publish(approved(content("a")), run="first run", at=AT)
    expected = Version(
        number=1, digest=approved(content("a")).digest, published_at=AT, run="first run"
    )
    assert version == expected
    assert store.served() == expected
    assert store.versions() == (expected,)


def test_what_was_published_is_loaded_again(store: Store, approved: Approve) -> None:
    snapshot = Snapshot(processes=(Process(id="hld", names={"fr": "Dialogue « é »"}),))
    version = store.publish(approved(snapshot), run="run", at=AT)
    published = store.load()
    assert published is not None
    assert published.snapshot == snapshot
    assert published.version == version


def test_the_newest_version_is_served_and_the_older_ones_stay(
    store: Store, content: Content, publish: Publish
) -> None:
    first, second = publish(store, "a"), publish(store, "b")
    assert store.served() == second
    assert store.versions() == (second, first)
    older, newer = store.load(1), store.load(2)
    assert older is not None
    assert older.snapshot == content("a")
    assert newer is not None
    assert newer.snapshot == content("b")
    assert store.load(3) is None


def test_the_same_content_makes_no_new_version(store: Store, publish: Publish) -> None:
    first = publish(store, "a", run="first", at=AT)
    again = publish(store, "a", run="second", at="2026-02-01T04:00:00Z")
    assert again == first
    assert store.versions() == (first,)


def test_going_back_to_older_content_makes_a_new_version(store: Store, publish: Publish) -> None:
    first, second, third = publish(store, "a"), publish(store, "b"), publish(store, "a")
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert third.digest == first.digest
    assert store.served() == third


def test_a_version_knows_what_it_changed_against_the_one_before(
    store: Store, content: Content, publish: Publish
) -> None:
    publish(store, "a")
    publish(store, "b")
    assert unexplained(store, 1) == diff(Snapshot(), content("a"))
    assert unexplained(store, 2) == (
        Change(kind="theme", id="a", field="", before='{"id":"a","names":{"en":"a"}}'),
        Change(kind="theme", id="b", field="", after='{"id":"b","names":{"en":"b"}}'),
    )
    assert store.changes(3) == ()


@pytest.mark.parametrize("kind", ["snapshot", "held", "bytes", "none"])
def test_publish_refuses_anything_but_an_approval(
    store: Store, kind: str, content: Content, approved: Approve, publish: Publish
) -> None:
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


def test_a_publish_that_the_database_refuses_leaves_the_store_as_it_was(
    store: Store, content: Content, approved: Approve, publish: Publish
) -> None:
    served = publish(store, "a")
    with pytest.raises(StoreError, match=re.escape(store.address)):
        store.publish(approved(content("b")), run="run", at=None)
    assert store.served() == served
    assert store.versions() == (served,)
    assert store.changes(2) == ()
    assert publish(store, "b").number == 2


def test_another_opening_sees_what_was_published(
    store: Store, address: str, publish: Publish
) -> None:
    version = publish(store, "a")
    other = open_store(address)
    assert other.served() == version
    newer = publish(other, "b")
    assert store.served() == newer


def test_two_threads_that_publish_at_once_end_with_consistent_versions(
    store: Store, publish: Publish
) -> None:
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
        assert unexplained(store, number) == diff(contents[number - 1], contents[number])


def test_what_is_written_together_is_written_whole_or_not_at_all(
    store: Store, publish: Publish, run_of: RunOf
) -> None:
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


def test_a_version_remembers_what_it_was_made_with(
    store: Store, content: Content, approved: Approve, publish: Publish
) -> None:
    publish(store, "a")
    made = Origin(reader="sha256:1", catalogue="sha256:2")
    store.publish(approved(content("a", "b")), run="run", at=AT, origin=made)
    assert (store.origin(1), store.origin(2), store.origin(3)) == (Origin(), made, None)


def test_what_changed_is_kept_with_its_reason(
    store: Store, content: Content, approved: Approve
) -> None:
    for names, made in (
        ("a", Origin(reader="sha256:1", catalogue="sha256:2")),
        ("ab", Origin(reader="sha256:3", catalogue="sha256:2")),
        ("abc", Origin(reader="sha256:3", catalogue="sha256:2", decided=True)),
    ):
        store.publish(approved(content(*names)), run="run", at=AT, origin=made)
    reasons = [[one.reason for one in store.changes(number)] for number in (1, 2, 3)]
    assert reasons == [[Reason.PAGE], [Reason.READER], [Reason.DECISION]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ChangesWanted(), ["1 a", "2 b", "3 a", "3 c", "4 b"]),
        (ChangesWanted(after=1, until=3), ["2 b", "3 a", "3 c"]),
        (ChangesWanted(first=2), ["1 a", "2 b"]),
        (ChangesWanted(skip=3, first=1), ["3 c"]),
        (ChangesWanted(kinds=("theme",), of=OfRecords(ids=("b", "x"))), ["2 b", "4 b"]),
        (ChangesWanted(newest_first=True, first=2), ["4 b", "3 c"]),
        (
            ChangesWanted(kinds=("theme",), of=OfRecords(ids=("a",), field="names")),
            ["1 a", "3 a"],
        ),
        (ChangesWanted(kinds=("process",)), []),
    ],
)
def test_changes_are_found_by_version_record_and_place(
    store: Store, publish: Publish, wanted: ChangesWanted, found: list[str]
) -> None:
    for names in ("a", "ab", "bc", "c"):
        publish(store, *names)
    assert [f"{one.version} {one.change.id}" for one in store.recorded_changes(wanted)] == found
    for one in store.recorded_changes(wanted):
        assert store.changes(one.version)[one.position] == one.change


def test_changes_are_counted_by_version_and_kind(store: Store, publish: Publish) -> None:
    for names in ("a", "ab", "bc"):
        publish(store, *names)
    assert store.count_changes(ChangesWanted(after=1)) == {2: {"theme": 1}, 3: {"theme": 2}}
    of_one = ChangesWanted(kinds=("theme",), of=OfRecords(ids=("b",)), skip=1)
    assert store.count_changes(of_one) == {2: {"theme": 1}}


def meeting(name: str, *processes: str, title: str = "") -> Meeting:
    return Meeting(id=name, titles={"en": title}, kind=MeetingKind.PAST, processes=processes)


STEPS = (
    Snapshot(processes=(Process(id="p", names={}),), meetings=(meeting("m", "p"),)),
    Snapshot(processes=(Process(id="p", names={}),), meetings=(meeting("m", "q"), meeting("n"))),
    Snapshot(processes=(Process(id="q", names={}),), meetings=(meeting("m", "q", title="é"),)),
)


@pytest.mark.parametrize("renewed", [False, True])
def test_changes_are_found_by_the_processes_that_they_belong_to(
    store: Store, address: str, approved: Approve, tamper: Callable[..., None], renewed: bool
) -> None:
    for step in STEPS:
        store.publish(approved(step), run="run", at=AT)
    if renewed:  # a store of the schema before, and what it does not know yet
        for statement in (
            "DROP TABLE changes_of_processes",
            "DROP INDEX changes_of_ids",
            "PRAGMA user_version = 4"
            if address.startswith("sqlite")
            else "UPDATE format SET number = 3",
        ):
            tamper(statement)
        store = open_store(address)
    for slugs, kinds, found in (
        (("p",), (), ["1 m", "1 p", "2 m", "2 m", "3 p", "3 p"]),
        (("q",), (), ["2 m", "2 m", "3 q", "3 m"]),
        (("q", "p"), ("meeting",), ["1 m", "2 m", "2 m", "3 m"]),
        (("x",), (), []),
    ):
        wanted = ChangesWanted(of=OfProcesses(slugs=slugs), kinds=kinds)
        told = [f"{one.version} {one.change.id}" for one in store.recorded_changes(wanted)]
        assert sorted(told) == sorted(found)
        counts = store.count_changes(wanted)
        assert sum(sum(one.values()) for one in counts.values()) == len(found)
        for skip, _ in enumerate(found):
            page = msgspec.structs.replace(wanted, skip=skip, first=2)
            cut = [f"{one.version} {one.change.id}" for one in store.recorded_changes(page)]
            assert cut == told[skip : skip + 2]
