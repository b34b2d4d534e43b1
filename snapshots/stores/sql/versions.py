"""Versions, and the pointer to the served one."""

from snapshots.change import Origin
from snapshots.codec import decode
from snapshots.errors import NotApproved, UnreadableRow
from snapshots.gate import Approved
from snapshots.model import Snapshot, Version
from snapshots.reasons import explained
from snapshots.stores.base import UNKNOWN, Published
from snapshots.stores.sql.changes import write_changes
from snapshots.stores.sql.database import Connection, Database, insert, upsert
from snapshots.stores.sql.rows import Form, check_digest, packed, unpacked

_VERSION = "number, digest, published_at, run"
_VERSIONS = Form(kind=Version, name="version {number}", moments=("published_at",))


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

    def origin(self, number: int) -> Origin | None:
        """See StoreReader."""
        with self._connection() as connection:
            return _origin(connection, number)

    def publish(
        self, approved: Approved, *, run: str, at: str, origin: Origin = UNKNOWN
    ) -> Version:
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
                insert("versions", f"{_VERSION}, content, reader, catalogue"),
                (
                    *(number, version.digest, at, run, packed(approved.content)),
                    *(origin.reader, origin.catalogue),
                ),
            )
            last = self._published(connection, served.number) if served else None
            made_before = _origin(connection, served.number) if served else None
            before, after = last.snapshot if last else Snapshot(), approved.snapshot
            changes = explained(before, after, made_before, origin)
            write_changes(connection, number, changes, before, after)
            connection.execute(upsert("pointer", "one, version", "one"), (1, number))
        return version

    def _served(self, connection: Connection) -> Version | None:
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

    def _refuse_lost_pointer(self, connection: Connection) -> None:
        if _next_number(connection) > 1:
            raise UnreadableRow(self.address, "the pointer to the served version", "it is gone")

    def _published(self, connection: Connection, number: int) -> Published | None:
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


def _next_number(connection: Connection) -> int:
    row = connection.execute("SELECT coalesce(max(number), 0) AS last FROM versions").fetchone()
    return int(row["last"]) + 1


def _origin(connection: Connection, number: int) -> Origin | None:
    row = connection.execute(
        "SELECT reader, catalogue FROM versions WHERE number = ?", (number,)
    ).fetchone()
    return Origin(reader=row["reader"], catalogue=row["catalogue"]) if row else None
