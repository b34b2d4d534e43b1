"""The view being served: taken up when published, kept when the store is in trouble."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.current import Current
from snapshots.bundle import load_bundled
from snapshots.errors import StoreError
from snapshots.model import Version
from snapshots.stores.sqlite import SqliteStore

Publish = Callable[..., Version]


def break_store(folder: Path) -> None:
    for path in folder.glob("iscm.db*"):
        path.write_bytes(b"this is no database any more" * 200)


def test_an_empty_store_serves_the_bundled_snapshot(store: SqliteStore) -> None:
    current = Current(store)
    assert current.view.version is None
    assert current.view.digest == load_bundled().digest
    assert current.problem is None


def test_a_published_version_is_served_from_the_start(store: SqliteStore, publish: Publish) -> None:
    version = publish("hld")
    current = Current(store)
    assert current.view.version == version
    assert current.view.digest == version.digest
    assert set(current.view.processes) == {"hld"}


def test_a_version_published_later_is_taken_up(store: SqliteStore, publish: Publish) -> None:
    current = Current(store)
    version = publish("hld", "midsa")
    assert current.view.version is None
    current.refresh()
    assert current.view.version == version
    assert set(current.view.processes) == {"hld", "midsa"}


def test_whoever_took_the_view_keeps_it_to_the_end(store: SqliteStore, publish: Publish) -> None:
    publish("hld")
    current = Current(store)
    taken = current.view
    publish("midsa")
    current.refresh()
    assert set(taken.processes) == {"hld"}
    assert set(current.view.processes) == {"midsa"}


def test_nothing_new_leaves_the_very_same_view(store: SqliteStore, publish: Publish) -> None:
    publish("hld")
    current = Current(store)
    before = current.view
    current.refresh()
    assert current.view is before


def test_an_empty_store_leaves_the_bundled_view(store: SqliteStore) -> None:
    current = Current(store)
    before = current.view
    current.refresh()
    assert current.view is before
    assert current.problem is None


def test_a_store_that_breaks_keeps_the_served_version_and_is_reported(
    store: SqliteStore, publish: Publish, tmp_path: Path
) -> None:
    publish("hld")
    current = Current(store)
    before = current.view
    break_store(tmp_path)
    current.refresh()
    assert current.view is before
    assert current.problem is not None
    assert store.address in current.problem


def test_a_store_that_is_well_again_is_no_problem_any_more(
    store: SqliteStore, publish: Publish, tmp_path: Path
) -> None:
    publish("hld")
    current = Current(store)
    kept = tmp_path / "kept.db"
    (tmp_path / "iscm.db").rename(kept)
    break_store(tmp_path)
    (tmp_path / "iscm.db").mkdir()
    current.refresh()
    assert current.problem is not None
    (tmp_path / "iscm.db").rmdir()
    kept.rename(tmp_path / "iscm.db")
    current.refresh()
    assert current.problem is None


def test_a_store_that_is_broken_from_the_start_is_not_hidden(
    store: SqliteStore, tmp_path: Path
) -> None:
    break_store(tmp_path)
    with pytest.raises(StoreError, match="not a database"):
        Current(store)
