"""What stores do with text and disks that are not as they should be."""

import random
import threading
from collections.abc import Callable

import pytest

from snapshots.errors import CodecError, StoreError
from snapshots.gate import Approved
from snapshots.model import Snapshot, Theme, Version
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import PageState, StoredCapture

AT = "2026-01-31T04:00:00Z"
_CHANCE = random.Random(13)
LONG = "".join(_CHANCE.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(20_000))
Approve = Callable[[Snapshot], Approved]
Publish = Callable[..., Version]


def of(id: str = "a", name: str = "a", other: str = "a") -> Snapshot:
    return Snapshot(themes=(Theme(id=id, names={"en": name}, other_names=(other,)),))


@pytest.mark.parametrize(
    "snapshot",
    [of(id="a\0b"), of(name="a\0b"), of(other="a\0b"), of(other=LONG), of(name="'\"%s;\\")],
    ids=["nul-id", "nul-text", "nul-element", "long-element", "signs"],
)
def test_any_text_is_stored_as_it_is_or_refused_by_name(
    store: Store, approved: Approve, publish: Publish, snapshot: Snapshot
) -> None:
    served = publish(store, "a")
    refused: list[str] = []
    try:
        store.publish(approved(snapshot), run="run", at=AT)
    except StoreError as error:
        refused.append(error.reason)
    published = store.load()
    assert published is not None
    if refused:
        assert "NUL" in refused[0]
        assert store.versions() == (served,)
    else:
        assert published.snapshot == snapshot
        assert {one.id for one in store.changes(2)} == {"a", snapshot.themes[0].id}


@pytest.mark.parametrize("half", ["\ud800", "a\udfffb"])
def test_half_a_sign_is_refused(store: Store, approved: Approve, half: str) -> None:
    for snapshot in (of(id=half), of(name=half)):
        with pytest.raises(CodecError, match="Unicode text expected"):
            approved(snapshot)
    for state in (PageState(url=half), PageState(url="https://a", stale_reason=half)):
        with pytest.raises(StoreError, match="Unicode text expected"):
            store.keep_states((state,))
    assert store.states() == ()


def test_what_is_too_long_for_an_index_is_stored_or_refused_by_name(
    store: Store, address: str, approved: Approve, publish: Publish
) -> None:
    served = publish(store, "a")
    writes: tuple[Callable[[], object], ...] = (
        lambda: store.publish(approved(of(id=LONG)), run="run", at=AT),
        lambda: store.keep_states((PageState(url=f"https://a/{LONG}"),)),
        lambda: store.keep_captures((StoredCapture(digest="a", url=LONG, body=b""),)),
    )
    for write in writes:
        if address.startswith("sqlite"):
            write()
        else:
            with pytest.raises(StoreError, match="ids and addresses of some 2,000 bytes"):
                write()
    if not address.startswith("sqlite"):
        assert (store.versions(), store.states(), store.count_captures()) == ((served,), (), 0)


def test_an_older_store_is_brought_up_to_date_once_by_many_at_once(
    store: Store, address: str, publish: Publish, tamper: Callable[..., None]
) -> None:
    for name in ("a", "b"):
        publish(store, name)
    is_file = address.startswith("sqlite")
    of_older = "PRAGMA user_version = 4" if is_file else "UPDATE format SET number = 3"
    for statement in ("DROP TABLE changes_of_processes", "DROP INDEX changes_of_ids", of_older):
        tamper(statement)
    start, opened, failed = threading.Barrier(4), [], []

    def work() -> None:
        start.wait()
        try:
            opened.append(open_store(address).versions())
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert opened == [store.versions()] * 4
