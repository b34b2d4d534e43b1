"""The lease, which every store gives to one run at a time."""

from collections.abc import Callable

import pytest

from snapshots.codec import digest
from snapshots.errors import LeaseLost
from snapshots.model import Version
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import CaptureKey, Holder, PageState, Run, StoredCapture

AT = "2026-01-31T04:00:00Z"
Publish = Callable[..., Version]
RunOf = Callable[..., Run]
HolderOf = Callable[[str], Holder]
BODY = b"<p>\x00\xff any bytes at all</p>"
CAPTURE = StoredCapture(
    digest=digest(BODY),
    url="https://www.iom.int/hld",
    media_type="text/html; charset=utf-8",
    retrieved_at=AT,
    body=BODY,
)


def test_a_lease_is_one_run_s_until_it_gives_it_back(
    store: Store, address: str, holder: HolderOf
) -> None:
    other = open_store(address)
    assert store.take_lease(holder("one"), lambda _: False) is None
    assert other.take_lease(holder("two"), lambda _: False) == holder("one")
    other.drop_lease()
    assert other.take_lease(holder("two"), lambda _: False) == holder("one"), "not its to give"
    store.drop_lease()
    assert other.take_lease(holder("two"), lambda _: False) is None


def test_a_dead_holder_loses_the_lease_and_can_write_no_more(
    store: Store, address: str, publish: Publish, run_of: RunOf, holder: HolderOf
) -> None:
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


def test_whoever_lost_the_lease_drops_nothing(store: Store, address: str, holder: HolderOf) -> None:
    store.keep_captures((CAPTURE,))
    store.take_lease(holder("one"), lambda _: False)
    open_store(address).take_lease(holder("two"), lambda _: True)
    with pytest.raises(LeaseLost):
        store.drop_captures((CaptureKey(url=CAPTURE.url, digest=CAPTURE.digest),))
    assert store.count_captures() == 1
