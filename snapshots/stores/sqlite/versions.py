"""Versions, what each changed, and the pointer to the served one."""

import sqlite3

from snapshots.codec import decode
from snapshots.diff import diff
from snapshots.errors import NotApproved
from snapshots.gate import Approved
from snapshots.model import Change, Snapshot, Version
from snapshots.stores.base import Published
from snapshots.stores.sqlite.database import Database, packed, unpacked

_VERSION = "number, digest, published_at, run"


class Versions(Database):
    """The methods of Store on versions."""

    def served(self) -> Version | None:
        """See Store."""
        with self._connection() as connection:
            return _served(connection)

    def load(self, number: int | None = None) -> Published | None:
        """See Store."""
        with self._connection() as connection:
            served = _served(connection)
            if number is None and served is None:
                return None
            row = connection.execute(
                f"SELECT {_VERSION}, content FROM versions WHERE number = ?",
                (served.number if number is None and served else number,),
            ).fetchone()
        return Published(_version(row[:4]), decode(unpacked(row[4]))) if row else None

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
        with self._fenced() as connection:
            served = _served(connection)
            if served is not None and served.digest == approved.digest:
                return served
            number = _next_number(connection)
            version = Version(number=number, digest=approved.digest, published_at=at, run=run)
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
                (number, version.digest, at, run, packed(approved.content)),
            )
            before = _content(connection, served.number) if served else Snapshot()
            _write_changes(connection, number, diff(before, approved.snapshot))
            connection.execute("INSERT OR REPLACE INTO pointer VALUES (1, ?)", (number,))
        return version


def _served(connection: sqlite3.Connection) -> Version | None:
    row = connection.execute(
        f"SELECT {_VERSION} FROM versions WHERE number = (SELECT version FROM pointer)"
    ).fetchone()
    return _version(row) if row else None


def _content(connection: sqlite3.Connection, number: int) -> Snapshot:
    row = connection.execute("SELECT content FROM versions WHERE number = ?", (number,)).fetchone()
    return decode(unpacked(row[0]))


def _next_number(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM versions").fetchone()
    return int(number)


def _write_changes(
    connection: sqlite3.Connection, number: int, changes: tuple[Change, ...]
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
