"""A store copied into another one, from each database to each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.snapshots import snapshot_of
from snapshots.codec import digest, encode
from snapshots.errors import StoreError
from snapshots.gate import Approved, Held
from snapshots.model import Snapshot, Version
from snapshots.stores.address import open_store, read_store
from snapshots.stores.base import Store
from snapshots.stores.migrating import migrate_store
from snapshots.stores.records import (
    Decision,
    Holder,
    PageState,
    Run,
    StoredCapture,
    StoredReading,
    StoredRobots,
)

AT = "2026-01-31T04:00:00Z"
CAPTURES = tuple(
    StoredCapture(digest=digest(body), url=f"https://{name}", retrieved_at=AT, body=body)
    for name, body in (("a", b"\x00\xff"), ("b", b""))
)


Fill = Callable[[Store], None]


def unseen(_table: str, _done: int, _of: int) -> None:
    """Nobody looks."""


def fill(
    store: Store,
    approved: Callable[[Snapshot], Approved],
    content: Callable[..., Snapshot],
    run_of: Callable[..., Run],
) -> None:
    for snapshot in (content("a"), snapshot_of(1, 1), content("b")):
        store.publish(approved(snapshot), run="run", at=AT)
    for name in ("z", "a"):
        store.record(run_of(name), Held(content("held"), ()))
        store.decide(
            Decision(run=name, accepted=name == "a", pages=("https://a",), reason="é", at=AT)
        )
    store.keep_captures(CAPTURES)
    store.keep_readings("reader", {f"{CAPTURES[0].digest} https://a": b"read"})
    store.keep_states((PageState(url="https://a", latest=CAPTURES[0].digest, checked_at=AT),))
    reading = StoredReading(url="https://a", capture=CAPTURES[0].digest, content=b"read")
    store.keep_served_readings((reading,))
    store.keep_robots(StoredRobots(origin="https://a", fetched_at=AT, status=200, body=b"robots"))


@pytest.fixture
def filled(
    approved: Callable[[Snapshot], Approved],
    content: Callable[..., Snapshot],
    run_of: Callable[..., Run],
    holder: Callable[[str], Holder],
) -> Fill:
    """Puts something of everything into a store."""

    def do(store: Store) -> None:
        fill(store, approved, content, run_of)
        store.take_lease(holder("run"), lambda _: True)

    return do


@pytest.mark.parametrize("way", ["there", "back"])
def test_everything_goes_from_one_database_to_another(
    address: str, tmp_path: Path, way: str, filled: Fill, run_of: Callable[..., Run]
) -> None:
    file = f"sqlite:///{tmp_path}/file.db"
    source, target = (address, file) if way == "there" else (file, address)
    before, after = open_store(source), open_store(target)
    filled(before)
    seen: dict[str, tuple[int, int]] = {}
    assert (
        migrate_store(read_store(source), after, lambda *told: seen.update({told[0]: told[1:]}))
        == 3
    )
    assert seen["versions"] == (3, 3)
    assert seen["captures"] == (2, 2)
    assert tuple(after.everything()) == tuple(before.everything())
    for number in (1, 2, 3):
        published = after.load(number)
        assert published is not None
        assert digest(encode(published.snapshot)) == published.version.digest
        assert after.changes(number) == before.changes(number)
    assert tuple(after.captures()) == CAPTURES
    after.record(run_of("new"))
    assert [run.id for run in after.runs()] == ["new", "a", "z"]


def test_a_store_that_holds_anything_takes_over_nothing(
    address: str, tmp_path: Path, publish: Callable[..., Version], run_of: Callable[..., Run]
) -> None:
    source, target = open_store(f"sqlite:///{tmp_path}/file.db"), open_store(address)
    publish(source, "a")
    target.record(run_of("run"))
    with pytest.raises(StoreError, match="an empty store expected, runs found in it"):
        migrate_store(source, target, unseen)
    assert target.versions() == ()


def test_a_version_that_was_damaged_is_not_copied(
    address: str,
    tmp_path: Path,
    store: Store,
    publish: Callable[..., Version],
    tamper: Callable[..., None],
) -> None:
    publish(store, "a")
    tamper("UPDATE versions SET content = ? WHERE number = 1", b"")
    target = open_store(f"sqlite:///{tmp_path}/file.db")
    with pytest.raises(StoreError, match="version 1 cannot be read"):
        migrate_store(read_store(address), target, unseen)
    assert target.versions() == ()
