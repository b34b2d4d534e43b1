"""The SQLite store where the file is not as it should be."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from snapshots.codec import digest
from snapshots.errors import StoreError
from snapshots.stores.records import PageState, Run, StoredCapture
from snapshots.stores.sqlite.migrations import MIGRATIONS
from snapshots.stores.sqlite.store import SqliteStore

AT = "2026-01-31T04:00:00Z"


def refusal(path: Path) -> str:
    """The one line that the store gives as its reason."""
    with pytest.raises(StoreError) as refused:
        SqliteStore(path)
    message = str(refused.value)
    assert refused.value.address == f"sqlite:///{path}"
    assert message.startswith(f"store sqlite:///{path}: ")
    assert "\n" not in message
    return refused.value.reason


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no" / "iscm.db") == f"the folder {tmp_path / 'no'} does not exist"


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder"


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert f"the folder {tmp_path / 'file'}" in refusal(tmp_path / "file" / "iscm.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert f"is {tmp_path} writable?" in refusal(tmp_path / "iscm.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    path.write_bytes(b"this is a letter, not a database\n" * 50)
    assert refusal(path) == "file is not a database"
    assert path.read_bytes().startswith(b"this is a letter"), "and stays as it is"


def test_a_database_of_a_newer_iscm_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    SqliteStore(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert refusal(path).startswith("schema 99 is newer than this iscm")


def test_a_file_that_was_damaged_later_is_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    store = SqliteStore(path)
    path.write_bytes(b"noise" * 5000)
    with pytest.raises(StoreError, match="not a database"):
        store.served()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    SqliteStore(path)
    before = dump(path)
    SqliteStore(path)
    assert dump(path) == before


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    store = SqliteStore(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert store.served() is None
        writer.execute("ROLLBACK")


def test_a_database_of_another_application_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text TEXT)")
    with pytest.raises(StoreError, match="an iscm store or a new file expected, notes found"):
        SqliteStore(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_store_of_the_first_schema_is_taken_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in MIGRATIONS[0].split(";"):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        body = b"<p>page</p>"
        connection.execute(
            "INSERT INTO captures VALUES (?, 'https://a', 'text/html', NULL, ?)",
            (digest(body), zstandard.compress(body)),
        )
        connection.execute("INSERT INTO runs VALUES ('run', ?, ?, 'held', x'7b7d', NULL)", (AT, AT))
        connection.commit()
    store = SqliteStore(path)
    assert store.capture(digest(body)) == StoredCapture(
        digest=digest(body), url="https://a", media_type="text/html", body=body
    )
    assert store.runs() == (
        Run(id="run", started_at=AT, finished_at=AT, outcome="held", report=b"{}"),
    )


def test_validators_of_an_older_store_belong_to_where_redirects_had_led(tmp_path: Path) -> None:
    path = tmp_path / "iscm.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in ";".join(MIGRATIONS[:2]).split(";"):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 2")
        connection.execute("INSERT INTO bodies VALUES ('sha256:1', x'00')")
        for url, final_url in (("https://a", "https://b"), ("https://c", None)):
            connection.execute(
                "INSERT INTO captures (url, digest, media_type, whole, headers, final_url)"
                " VALUES (?, 'sha256:1', '', 1, '[]', ?)",
                (url, final_url),
            )
            connection.execute(
                "INSERT INTO pages (url, latest, etag, checked_at) VALUES (?, 'sha256:1', 'x', ?)",
                (url, AT),
            )
        connection.commit()
    known = {"latest": "sha256:1", "etag": "x", "asked_at": AT, "checked_at": AT}
    assert SqliteStore(path).states() == (
        PageState(url="https://a", validators_of="https://b", **known),
        PageState(url="https://c", **known),
    )
