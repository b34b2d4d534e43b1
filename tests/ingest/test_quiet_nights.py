"""Nights in which nothing changes."""

from pathlib import Path
from typing import Final

from benchmarks.growth import catalogue_of, run
from snapshots.runs import Outcome
from snapshots.stores.address import open_store

NIGHTS: Final = 200
MOST: Final = 100 * 1024
"""Bytes."""


def test_two_hundred_quiet_nights_add_no_version_and_take_less_than_100_kib(
    tmp_path: Path,
) -> None:
    catalogue = catalogue_of(tmp_path, 3)
    store = open_store(f"sqlite:///{tmp_path}/iscm.db")
    for night in range(2):
        run(store, catalogue, night, changing=False)
    before = store.usage().bytes
    for night in range(2, 2 + NIGHTS):
        run(store, catalogue, night, changing=False)
    assert store.usage().bytes - before < MOST
    assert [version.number for version in store.versions()] == [1]
    assert {one.outcome for one in store.runs(NIGHTS)} == {Outcome.UNCHANGED}
    assert len(store.runs()) == NIGHTS + 2


def test_a_changed_page_adds_a_version(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, 3)
    store = open_store(f"sqlite:///{tmp_path}/iscm.db")
    run(store, catalogue, 0)
    run(store, catalogue, 91)
    assert [version.number for version in store.versions()] == [2, 1]
