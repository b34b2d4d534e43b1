"""The store in one SQLite file (WAL): the default, and the reference for every other store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zstandard

from snapshots.codec import decode, encode
from snapshots.diff import diff
from snapshots.errors import NotApproved, StoreError
from snapshots.gate import Approved, Held
from snapshots.model import Change, Snapshot, Version
from snapshots.stores.base import Published, Run, StoredCapture

_MIGRATIONS = (
    """
    CREATE TABLE versions (
        number INTEGER PRIMARY KEY, digest TEXT NOT NULL, published_at TEXT NOT NULL,
        run TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE TABLE pointer (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL REFERENCES versions (number)) STRICT;
    CREATE TABLE changes (
        version INTEGER NOT NULL REFERENCES versions (number), position INTEGER NOT NULL,
        kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT,
        PRIMARY KEY (version, position)) STRICT;
    CREATE TABLE captures (
        digest TEXT PRIMARY KEY, url TEXT NOT NULL, media_type TEXT NOT NULL,
        retrieved_at TEXT, body BLOB NOT NULL) STRICT;
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT NOT NULL,
        outcome TEXT NOT NULL, report BLOB NOT NULL, candidate BLOB) STRICT;
    """,
)
"""Statements that lead from each schema version to the next; the database counts them."""

_VERSION = "number, digest, published_at, run"


class SqliteStore:
    """Keeps all promises of `stores.base.Store` in one file."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if need be; raises StoreError where that cannot be."""
        self.address = f"sqlite:///{path}"
        self._path = path
        with self._connection() as connection:
            self._migrate(connection)

    def served(self) -> Version | None:
        """See Store."""
        with self._connection() as connection:
            return self._served(connection)

    def load(self, number: int | None = None) -> Published | None:
        """See Store."""
        with self._connection() as connection:
            served = self._served(connection)
            if number is None and served is None:
                return None
            row = connection.execute(
                f"SELECT {_VERSION}, content FROM versions WHERE number = ?",
                (served.number if number is None and served else number,),
            ).fetchone()
        return Published(_version(row[:4]), decode(_unpacked(row[4]))) if row else None

    def versions(self) -> tuple[Version, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {_VERSION} FROM versions ORDER BY number DESC")
            return tuple(map(_version, rows))

    def changes(self, number: int) -> tuple[Change, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT kind, id, field, before, after FROM changes WHERE version = ? "
                "ORDER BY position",
                (number,),
            )
            return tuple(
                Change(kind=kind, id=one, field=field, before=before, after=after)
                for kind, one, field, before, after in rows
            )

    def publish(self, approved: Approved, *, run: str, at: str) -> Version:
        """See Store."""
        if not isinstance(approved, Approved):
            raise NotApproved(f"an approval of the gate expected, {type(approved).__name__} found")
        with self._transaction() as connection:
            served = self._served(connection)
            if served is not None and served.digest == approved.digest:
                return served
            number = self._next_number(connection)
            version = Version(number=number, digest=approved.digest, published_at=at, run=run)
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
                (number, version.digest, at, run, _packed(approved.content)),
            )
            before = self._content(connection, served.number) if served else Snapshot()
            self._write_changes(connection, number, diff(before, approved.snapshot))
            connection.execute("INSERT OR REPLACE INTO pointer VALUES (1, ?)", (number,))
        return version

    def keep_captures(self, captures: tuple[StoredCapture, ...]) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO captures VALUES (?, ?, ?, ?, ?)",
                [
                    (one.digest, one.url, one.media_type, one.retrieved_at, _packed(one.body))
                    for one in captures
                ],
            )

    def capture(self, digest: str) -> StoredCapture | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT url, media_type, retrieved_at, body FROM captures WHERE digest = ?",
                (digest,),
            ).fetchone()
        if row is None:
            return None
        url, media_type, retrieved_at, body = row
        return StoredCapture(
            digest=digest,
            url=url,
            media_type=media_type,
            retrieved_at=retrieved_at,
            body=_unpacked(body),
        )

    def record(self, run: Run, held: Held | None = None) -> None:
        """See Store."""
        candidate = _packed(encode(held.snapshot)) if held else None
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?)",
                (run.id, run.started_at, run.finished_at, run.outcome, run.report, candidate),
            )

    def runs(self) -> tuple[Run, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT id, started_at, finished_at, outcome, report FROM runs "
                "ORDER BY started_at DESC, rowid DESC"
            )
            return tuple(
                Run(id=one, started_at=start, finished_at=end, outcome=outcome, report=report)
                for one, start, end, outcome, report in rows
            )

    def held(self, run: str) -> Snapshot | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute("SELECT candidate FROM runs WHERE id = ?", (run,)).fetchone()
        return decode(_unpacked(row[0])) if row and row[0] is not None else None

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for each use: threads and processes need not share one."""
        try:
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=30)
        except sqlite3.Error as error:
            raise StoreError(self.address, _reason(error, self._path)) from error
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        except sqlite3.Error as error:
            raise StoreError(self.address, _reason(error, self._path)) from error
        finally:
            connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _migrate(self, connection: sqlite3.Connection) -> None:
        self._refuse_foreign(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        (done,) = connection.execute("PRAGMA user_version").fetchone()
        if done > len(_MIGRATIONS):
            raise StoreError(
                self.address,
                f"schema {done} is newer than this iscm, which knows {len(_MIGRATIONS)}",
            )
        for statements in _MIGRATIONS[done:]:
            for statement in statements.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
        connection.execute("COMMIT")

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        """Another application's database is not ours to add tables to."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        rows = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND ? = 0 LIMIT 3", (version,)
        )
        tables = ", ".join(name for (name,) in rows)
        if tables:
            raise StoreError(self.address, f"an iscm store or a new file expected, {tables} found")

    def _served(self, connection: sqlite3.Connection) -> Version | None:
        row = connection.execute(
            f"SELECT {_VERSION} FROM versions WHERE number = (SELECT version FROM pointer)"
        ).fetchone()
        return _version(row) if row else None

    def _content(self, connection: sqlite3.Connection, number: int) -> Snapshot:
        row = connection.execute(
            "SELECT content FROM versions WHERE number = ?", (number,)
        ).fetchone()
        return decode(_unpacked(row[0]))

    def _next_number(self, connection: sqlite3.Connection) -> int:
        (number,) = connection.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM versions"
        ).fetchone()
        return int(number)

    def _write_changes(
        self, connection: sqlite3.Connection, number: int, changes: tuple[Change, ...]
    ) -> None:
        connection.executemany(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (number, at, one.kind, one.id, one.field, one.before, one.after)
                for at, one in enumerate(changes)
            ],
        )


def _version(row: tuple[int, str, str, str]) -> Version:
    number, digest, published_at, run = row
    return Version(number=number, digest=digest, published_at=published_at, run=run)


def _packed(content: bytes) -> bytes:
    return zstandard.compress(content)


def _unpacked(content: bytes) -> bytes:
    return zstandard.decompress(content)


def _reason(error: sqlite3.Error, path: Path) -> str:
    """SQLite says "unable to open database file" for four different mishaps: name the one."""
    folder = path.parent
    if not folder.is_dir():
        return f"the folder {folder} does not exist"
    if path.is_dir():
        return f"{path} is a folder"
    return f"{error} (is {folder} writable?)" if "open" in str(error) else str(error)
