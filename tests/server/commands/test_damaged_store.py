"""Commands over a store that was damaged: what is whole is told, and each damage is a line."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from snapshots.codec import digest
from snapshots.model import Version
from snapshots.stores.records import StoredCapture
from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]
Publish = Callable[..., Version]
STORE = "iscm: store sqlite:///iscm.db: "


@pytest.fixture
def damaged(
    store: SqliteStore, publish: Publish, record: Callable[..., object], tmp_path: Path
) -> Callable[[str], None]:
    """Damage a store that holds two versions, two runs and two captures."""
    publish("hld")
    publish("hld", "midsa")
    for name in ("first", "second"):
        record(run=name)
        body = name.encode()
        store.keep_captures((StoredCapture(digest=digest(body), url=f"https://{name}", body=body),))

    def damage(statement: str) -> None:
        with closing(sqlite3.connect(tmp_path / "iscm.db")) as connection, connection:
            connection.execute(statement)

    return damage


def test_versions_lists_those_that_can_be_read(iscm: Run, damaged: Callable[[str], None]) -> None:
    damaged("UPDATE versions SET published_at = CAST(x'ff' AS TEXT) WHERE number = 2")
    done = iscm("versions")
    assert done.returncode == 2
    assert done.stderr == f"{STORE}version 2 cannot be read: published_at is no UTF-8\n"
    _, line = done.stdout.splitlines()
    assert line.split()[0] == "1"


def test_runs_lists_those_that_can_be_read(iscm: Run, damaged: Callable[[str], None]) -> None:
    damaged("UPDATE runs SET started_at = 'soon' WHERE id = 'first'")
    damaged("UPDATE runs SET report = x'ff' WHERE id = 'second'")
    done = iscm("runs")
    assert done.returncode == 2
    assert done.stderr == (
        f"{STORE}run first cannot be read: started_at: a moment (RFC 3339) expected, 'soon' found\n"
    )
    _, line = done.stdout.splitlines()
    assert line.split(maxsplit=6) == ["second", "unchanged", *"????", "its report cannot be read"]


def test_export_writes_what_is_whole(
    iscm: Run, damaged: Callable[[str], None], tmp_path: Path
) -> None:
    damaged("UPDATE bodies SET body = x'00' WHERE rowid = 1")
    done = iscm("export", "--format", "warc", "--output", "pages.warc")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{STORE}capture {digest(b'first')} of https://first cannot be")
    content = (tmp_path / "pages.warc").read_bytes()
    assert (b"https://first" in content, b"https://second" in content) == (False, True)


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "1", "2"),
        ("reparse",),
        ("reparse", "--publish"),
        ("ingest", "--manifest", "manifest.jsonl"),
        ("store", "prune", "--captures-older-than", "1s"),
    ],
    ids=" ".join,
)
def test_a_version_that_is_needed_and_damaged_is_named(
    iscm: Run,
    damaged: Callable[[str], None],
    manifest: Callable[..., Path],
    command: tuple[str, ...],
) -> None:
    manifest("hld.txt")
    damaged("UPDATE captures SET retrieved_at = '2020-01-01T00:00:00Z'")
    damaged("UPDATE versions SET content = substr(content, 1, 20) WHERE number = 2")
    done = iscm(*command)
    assert done.returncode == 2
    assert f"{STORE}version 2 cannot be read: its content is damaged" in done.stderr


@pytest.mark.parametrize("content", [b"", b"noise" * 5000])
def test_a_file_that_is_no_store_any_more_is_one_line(
    iscm: Run, damaged: Callable[[str], None], tmp_path: Path, content: bytes
) -> None:
    for path in tmp_path.glob("iscm.db*"):
        path.write_bytes(content)
    done = iscm("versions")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(STORE)
    assert done.stderr.count("\n") == 1


def test_a_lease_that_was_damaged_is_taken_over(
    iscm: Run, damaged: Callable[[str], None], manifest: Callable[..., Path]
) -> None:
    manifest("hld.txt")
    damaged("INSERT INTO lease VALUES (1, 'a', 'elsewhere', -1, 1.5, 'yesterday evening')")
    assert iscm("ingest", "--manifest", "manifest.jsonl").returncode in (0, 3)
