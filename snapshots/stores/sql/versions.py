"""Versions, what each changed, and the pointer to the served one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from snapshots.change import Change, Origin, RecordedChange
from snapshots.codec import decode
from snapshots.errors import CodecError, NotApproved, UnreadableRow
from snapshots.gate import Approved
from snapshots.model import Snapshot, Version
from snapshots.reasons import explained
from snapshots.stores.base import UNKNOWN, Published
from snapshots.stores.records import ChangesWanted
from snapshots.stores.sql.database import Connection, Database, insert, upsert
from snapshots.stores.sql.rows import Form, check_digest, packed, unpacked

_VERSION = "number, digest, published_at, run"
_VERSIONS = Form(kind=Version, name="version {number}", moments=("published_at",))
_CHANGE: Final = "version, position, kind, id, field, element, before, after, citation, reason"
_CHANGES = Form(kind=Change, name="a change of {kind} {id}", json=("citation",))
_EVERYTHING: Final = 1 << 62


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
        wanted = ChangesWanted(after=number - 1, until=number)
        return tuple(one.change for one in self.recorded_changes(wanted))

    def recorded_changes(self, wanted: ChangesWanted) -> Iterator[RecordedChange]:
        """See StoreReader."""
        where, values = _where(wanted)
        first = _EVERYTHING if wanted.first is None else wanted.first
        with self._connection() as connection:
            rows = connection.stream(
                f"SELECT {_CHANGE} FROM changes WHERE {where} ORDER BY version, position "
                "LIMIT ? OFFSET ?",
                (*values, first, wanted.skip),
            )
            for row in rows:
                for change in self._records(_CHANGES, (row,)):
                    yield RecordedChange(
                        version=row["version"], position=row["position"], change=change
                    )

    def count_changes(self, wanted: ChangesWanted) -> Mapping[int, Mapping[str, int]]:
        """See StoreReader."""
        where, values = _where(wanted)
        found: dict[int, dict[str, int]] = {}
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT version, kind, count(*) AS count FROM changes WHERE {where} GROUP BY 1, 2",
                values,
            )
            for row in rows:
                found.setdefault(row["version"], {})[row["kind"]] = row["count"]
        return found

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
            before = self._published(connection, served.number) if served else None
            _write_changes(
                connection,
                number,
                explained(
                    before.snapshot if before else Snapshot(),
                    approved.snapshot,
                    _origin(connection, served.number) if served else None,
                    origin,
                ),
            )
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


def _where(wanted: ChangesWanted) -> tuple[str, tuple[Any, ...]]:
    """The condition, and the values of its marks."""
    terms: list[tuple[str, tuple[Any, ...]]] = [
        ("version > ?", (wanted.after,)),
    ]
    if wanted.until is not None:
        terms.append(("version <= ?", (wanted.until,)))
    if wanted.kinds:
        terms.append((f"kind IN ({', '.join('?' * len(wanted.kinds))})", wanted.kinds))
    if wanted.records:
        pairs = ", ".join(["(?, ?)"] * len(wanted.records))
        names = tuple(word for one in wanted.records for word in one)
        terms.append((f"(kind, id) IN (VALUES {pairs})", names))
    if wanted.field is not None:
        terms.append(("field IN (?, '')", (wanted.field,)))
    values = (value for _, values in terms for value in values)
    return " AND ".join(term for term, _ in terms), tuple(values)


def _write_changes(connection: Connection, number: int, changes: tuple[Change, ...]) -> None:
    connection.executemany(
        insert("changes", _CHANGE),
        [
            (
                *(number, at, one.kind, one.id, one.field, one.element, one.before, one.after),
                msgspec.json.encode(one.citation).decode() if one.citation else None,
                one.reason.value if one.reason else None,
            )
            for at, one in enumerate(changes)
        ],
    )


def rewrite_changes(connection: Connection) -> None:
    """Work out anew what each version changed; one that cannot be read has no changes."""
    before = Snapshot()
    rows = connection.execute("SELECT number FROM versions ORDER BY number")
    numbers = [row["number"] for row in rows]
    for number in numbers:
        row = connection.execute(
            "SELECT content FROM versions WHERE number = ?", (number,)
        ).fetchone()
        try:
            after = decode(unpacked(row["content"]))
        except CodecError:
            continue
        changes = explained(before, after, None if number == 1 else Origin(), UNKNOWN)
        _write_changes(connection, number, changes)
        before = after
