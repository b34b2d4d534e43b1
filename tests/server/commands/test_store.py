"""`iscm store`: what fills the store, giving room back, and bringing it up to date."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from snapshots.codec import digest
from snapshots.model import Version
from snapshots.stores.records import StoredCapture
from snapshots.stores.sqlite.migrations import MIGRATIONS
from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
PRUNE = ("store", "prune", "--captures-older-than", "90d", "--keep-served")


@pytest.fixture
def old(store: SqliteStore) -> StoredCapture:
    """A capture of long ago that nothing names."""
    body = b"<p>page</p>"
    capture = StoredCapture(
        digest=digest(body), url="https://a", retrieved_at="2020-01-01T00:00:00Z", body=body
    )
    store.keep_captures((capture,))
    return capture


def test_status_tells_what_fills_the_store(iscm: Run, publish: Callable[..., Version]) -> None:
    publish("hld")
    done = iscm("store", "status")
    assert (done.returncode, done.stderr) == (0, "")
    head, columns, *lines = done.stdout.splitlines()
    assert head.startswith("sqlite:///iscm.db: ")
    assert columns.split() == ["count", "size", "oldest", "newest"]
    assert lines[0].split()[:2] == ["versions", "1"]
    assert lines[0].split()[-2:] == ["2026-01-31T04:00:00Z"] * 2


def test_status_is_there_for_programs(iscm: Run, old: StoredCapture, store: SqliteStore) -> None:
    told = json.loads(iscm("store", "status", "--json").stdout)
    assert told["holds"]["captures"] == {
        "count": 1,
        "bytes": 0,
        "oldest": old.retrieved_at,
        "newest": old.retrieved_at,
    }
    assert told["bytes"] >= told["free"] >= 0


def test_a_dry_run_drops_nothing(iscm: Run, old: StoredCapture, store: SqliteStore) -> None:
    done = iscm(*PRUNE, "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("would drop 1 capture from before 20")
    assert tuple(store.captures()) == (old,)


def test_what_nothing_names_is_dropped(iscm: Run, old: StoredCapture, store: SqliteStore) -> None:
    told = json.loads(iscm(*PRUNE, "--json").stdout)
    assert (told["captures"], told["dropped"]) == (1, True)
    assert tuple(store.captures()) == ()
    assert iscm(*PRUNE).stdout.startswith("dropped 0 captures")


def test_nothing_is_dropped_while_a_run_goes_on(
    iscm: Run, old: StoredCapture, store: SqliteStore, holding: Callable[[SqliteStore], None]
) -> None:
    holding(store)
    done = iscm(*PRUNE)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("iscm: run another is going on")
    assert store.count_captures() == 1


@pytest.mark.parametrize("age", ["soon", "0d", "-1d", "999999999d", ""])
def test_an_age_that_is_none_is_named(iscm: Run, old: StoredCapture, age: str) -> None:
    done = iscm("store", "prune", f"--captures-older-than={age}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--captures-older-than" in done.stderr


def test_an_older_store_is_brought_up_to_date_where_that_is_asked(
    iscm: Run, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "iscm.db")) as connection:
        for statement in MIGRATIONS[0].split(";"):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
    refused = iscm("versions")
    assert refused.returncode == 2
    assert "iscm store upgrade" in refused.stderr
    assert iscm("store", "upgrade").stdout == "sqlite:///iscm.db is up to date\n"
    assert iscm("versions").returncode == 0


def test_the_group_lists_its_commands(iscm: Run) -> None:
    done = iscm("store", "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("status", "prune", "upgrade"))
