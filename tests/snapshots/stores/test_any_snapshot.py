"""Whatever snapshots are published, in either database: they come back to the letter, and what each
changed makes it of the one before."""

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from snapshots.bundle import load_bundled
from snapshots.codec import decode, digest, encode
from snapshots.diff import KINDS
from snapshots.gate import Approved, Held, accept, review
from snapshots.model import Snapshot
from snapshots.stores.address import open_store, read_store
from snapshots.stores.base import Store
from snapshots.stores.migrating import migrate_store
from tests.databases import done, empty
from tests.snapshots.test_changes_give import SNAPSHOTS, applied, facts

AT: Final = "2026-01-31T04:00:00Z"
MUTANTS: Final = 6
Fresh = Callable[[int], str]


def approval(snapshot: Snapshot) -> Approved:
    """That of a person, where the gate would hold it."""
    verdict = review(snapshot, None)
    return accept(verdict.candidate) if isinstance(verdict, Held) else verdict


def mutants(snapshot: Snapshot, chance: random.Random) -> Iterator[Snapshot]:
    """The same with records that are gone, have other ids, or have a value of another one, each
    made of the one before."""
    for _ in range(MUTANTS):
        fields = {field: _mutated(getattr(snapshot, field), chance) for field in KINDS.values()}
        snapshot = structs.replace(snapshot, **fields)
        yield snapshot


def _mutated(records: tuple[Any, ...], chance: random.Random) -> tuple[Any, ...]:
    made = [one for one in records if chance.random() > 0.03]
    for at, one in enumerate(made):
        if chance.random() < 0.2:
            field = chance.choice(one.__struct_fields__)
            value = f"{one.id}-{at}" if field == "id" else getattr(chance.choice(made), field)
            made[at] = structs.replace(one, **{field: value})
    chance.shuffle(made)
    return tuple(made)


def tried(store: Store, target: Store, snapshots: list[Snapshot]) -> None:
    """Publish all of them, look at each, copy the store, and look again."""
    told = [Snapshot()]
    for snapshot in snapshots:
        version = store.publish(approval(snapshot), run="run", at=AT)
        if version.number == len(told):
            told.append(snapshot)
    migrate_store(store, target, lambda *_: None)
    for each in (store, target):
        for number, (before, after) in enumerate(itertools.pairwise(told), start=1):
            published = each.load(number)
            assert published is not None
            assert encode(published.snapshot) == encode(after)
            assert published.version.digest == digest(encode(decode(encode(after))))
            assert applied(facts(before), each.changes(number)) == facts(after)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_bundled_goes_through_stores_however_it_is_changed(
    store: Store, tmp_path: Path, seed: int
) -> None:
    first = load_bundled().snapshot
    snapshots = [first, *mutants(first, random.Random(seed)), first]
    tried(store, open_store(f"sqlite:///{tmp_path}/copy.db"), snapshots)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SNAPSHOTS.filter(lambda one: one.processes), min_size=2, max_size=3))
def test_any_snapshots_go_through_stores(
    backend: str, tmp_path_factory: pytest.TempPathFactory, snapshots: list[Snapshot]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    address, copy = empty(backend, folder), f"sqlite:///{folder}/copy.db"
    tried(open_store(address), open_store(copy), snapshots)
    back = empty(backend, tmp_path_factory.mktemp("back"))
    migrate_store(read_store(copy), open_store(back), lambda *_: None)
    assert tuple(open_store(back).everything()) == tuple(open_store(address).everything())
    done(backend, address)
    done(backend, back)
