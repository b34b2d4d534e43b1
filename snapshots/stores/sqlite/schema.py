"""Whether a file is a store of ours, and of which schema; and bringing it up to date."""

import sqlite3
from contextlib import suppress
from time import sleep
from typing import Final

from snapshots.codec import digest
from snapshots.errors import CodecError, StoreError
from snapshots.stores.sql.changes import find_processes, rewrite_changes
from snapshots.stores.sql.rows import unpacked
from snapshots.stores.sqlite.files import FileConnection
from snapshots.stores.sqlite.migrations import CHANGES_SINCE, MIGRATIONS, PROCESSES_SINCE

_TRIES: Final = 250
_PAUSE: Final = 0.02
"""Seconds; five of them for all tries, as SQLite waits elsewhere."""


def is_new(connection: FileConnection) -> bool:
    """Whether nothing was ever written to the file."""
    return _seen(connection) == (0, "")


def check(connection: FileConnection, address: str) -> None:
    """Raises StoreError on all but a store of today's schema."""
    done, tables = _seen(connection)
    if done == 0:
        raise StoreError(address, f"an iscm store expected, {tables or 'an empty file'} found")
    _refuse_newer(done, address)
    if done < len(MIGRATIONS):
        raise StoreError(
            address,
            f"schema {done} found, {len(MIGRATIONS)} expected: iscm store upgrade brings it up to "
            "date, and so does the next ingest",
        )


def migrate(connection: FileConnection, address: str) -> None:
    """Bring a store up to date, and make a new file one; raises StoreError on any other file."""
    done, tables = _seen(connection)
    if done == 0 and tables:  # another application's database is not ours to add tables to
        raise StoreError(address, f"an iscm store or a new file expected, {tables} found")
    _refuse_newer(done, address)
    _log_ahead(connection)
    if done == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    (done,) = connection.execute("PRAGMA user_version").fetchone()  # others may open it, too
    for statements in MIGRATIONS[done:]:
        for statement in statements.split(";"):
            connection.execute(statement)
    if done < CHANGES_SINCE:
        rewrite_changes(connection)
        _take_out_candidates(connection)
    elif done < PROCESSES_SINCE:
        find_processes(connection)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")


def _take_out_candidates(connection: FileConnection) -> None:
    """The first schema kept a candidate in the run itself; one that is damaged goes with it."""
    for run, content in connection.execute(
        "SELECT id, candidate FROM runs WHERE candidate IS NOT NULL AND held IS NULL"
    ).fetchall():
        with suppress(CodecError):
            name = digest(unpacked(content))
            connection.execute("INSERT OR IGNORE INTO candidates VALUES (?, ?)", (name, content))
            connection.execute("UPDATE runs SET held = ? WHERE id = ?", (name, run))
    connection.execute("ALTER TABLE runs DROP COLUMN candidate")


def _log_ahead(connection: FileConnection) -> None:
    """Turn to a write-ahead log; here SQLite waits for nobody who has the new file open, too."""
    for _ in range(_TRIES - 1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            sleep(_PAUSE)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _seen(connection: FileConnection) -> tuple[int, str]:
    """The schema's number, and some tables where there is none: both of one moment."""
    connection.execute("BEGIN")
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND ? = 0 LIMIT 3", (done,)
    )
    tables = ", ".join(name for (name,) in rows)
    connection.execute("COMMIT")
    return done, tables


def _refuse_newer(done: int, address: str) -> None:
    if done > len(MIGRATIONS):
        raise StoreError(
            address, f"schema {done} is newer than this iscm, which knows {len(MIGRATIONS)}"
        )
