"""Versions, what each changed, and the pointer to the served one."""

import sqlite3

from snapshots.codec import decode
from snapshots.diff import diff
from snapshots.errors import NotApproved, UnreadableRow
from snapshots.gate import Approved
from snapshots.model import Change, Snapshot, Version
from snapshots.stores.base import Published
from snapshots.stores.sqlite.database import Database
from snapshots.stores.sqlite.rows import Form, check_digest, packed, unpacked

_VERSION = "number, digest, published_at, run"
_VERSIONS = Form(kind=Version, name="version {number}", moments=("published_at",))
_CHANGES = Form(kind=Change, name="a change of {kind} {id}")


class Versions(Database):
    """The methods of Store on versions."""

    def served(self) -> Version | None:
        """See StoreReader."""
        with self._connection() as connection:
            return self._served(connection)

    def load(self, number: int | None = None) -> Published | None:
        """See StoreReader."""
        with self._connection() as connection:
            if number is None:
                served = self._served(connection)
                return self._published(connection, served.number) if served else None
            return self._published(connection, number)

    def versions(self) -> tuple[Version, ...]:
        """See StoreReader."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {_VERSION} FROM versions ORDER BY number DESC")
            return tuple(self._records(_VERSIONS, rows))

    def changes(self, number: int) -> tuple[Change, ...]:
        """See StoreReader."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT kind, id, field, before, after FROM changes WHERE version = ? "
                "ORDER BY position",
                (number,),
            )
            return tuple(self._records(_CHANGES, rows))

    def publish(self, approved: Approved, *, run: str, at: str) -> Version:
        """See Store."""
        if not isinstance(approved, Approved):
            raise NotApproved(f"an approval of the gate expected, {type(approved).__name__} found")
        with self._fenced() as connection:
            served = self._served(connection)
            if served is not None and served.digest == approved.digest:
                return served
            number = _next_number(connection)
            version = Version(number=number, digest=approved.digest, published_at=at, run=run)
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
                (number, version.digest, at, run, packed(approved.content)),
            )
            before = self._published(connection, served.number) if served else None
            changes = diff(before.snapshot if before else Snapshot(), approved.snapshot)
            _write_changes(connection, number, changes)
            connection.execute("INSERT OR REPLACE INTO pointer VALUES (1, ?)", (number,))
        return version

    def _served(self, connection: sqlite3.Connection) -> Version | None:
        row = connection.execute(
            f"SELECT {_VERSION}, version FROM pointer LEFT JOIN versions ON number = version"
        ).fetchone()
        if row is None:
            self._refuse_lost_pointer(connection)
            return None
        if row["number"] is None:
            name = f"version {row['version']}"
            raise UnreadableRow(self.address, name, "it is to be served and is gone")
        return self._record(_VERSIONS, row)

    def _refuse_lost_pointer(self, connection: sqlite3.Connection) -> None:
        if _next_number(connection) > 1:
            raise UnreadableRow(self.address, "the pointer to the served version", "it is gone")

    def _published(self, connection: sqlite3.Connection, number: int) -> Published | None:
        row = connection.execute(
            f"SELECT {_VERSION}, content FROM versions WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        version = self._record(_VERSIONS, row)
        with self._named(f"version {number}"):
            return Published(version, _snapshot(row["content"], version.digest))


def _snapshot(content: bytes, expected: str) -> Snapshot:
    """What was published, to the letter; raises CodecError on anything else."""
    found = unpacked(content)
    check_digest(found, expected)
    return decode(found)


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
