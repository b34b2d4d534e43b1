"""Everything that one store holds, put into another one that holds nothing."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from snapshots.errors import StoreError, UnreadableRow
from snapshots.stores.records import Copied
from snapshots.stores.sql.database import Connection, Database, insert

TABLES: Final = {
    "versions": ("number, digest, published_at, run, content, reader, catalogue", "number"),
    "pointer": ("one, version", "one"),
    "changes": (
        "version, position, kind, id, field, element, before, after, citation, reason",
        "version, position",
    ),
    "changes_of_processes": ("process, version, position, kind", "process, version, position"),
    "bodies": ("digest, body", "digest"),
    "captures": (
        "id, url, digest, media_type, retrieved_at, whole, status, headers, final_url",
        "id",
    ),
    "candidates": ("digest, content", "digest"),
    "runs": ("rowid, id, started_at, finished_at, outcome, report, inputs, held", "rowid"),
    "decisions": ("id, run, accepted, pages, reason, at", "id"),
    "pages": (
        "url, latest, etag, last_modified, checked_at, changed_at, moved_to, stale_since, "
        "stale_code, stale_reason, refused, refused_reason, validators_of, asked_at",
        "url",
    ),
    "readings": ("capture, reader, content", "capture, reader"),
    "served_readings": ("url, capture, content", "url"),
    "robots": ("origin, fetched_at, status, body", "origin"),
}
"""Table → its columns and its key, each behind those that it refers to; no lease is copied."""
_TRUTHS: Final = frozenset({"whole", "accepted"})
"""Columns that are numbers to SQLite."""
_AT_ONCE: Final = 100


class Copying(Database):
    """The methods of Store on all of it."""

    def everything(self) -> Iterator[Copied]:
        """See StoreReader."""
        with self._connection() as connection, connection.one_moment():
            for table, (columns, key) in TABLES.items():
                row = connection.execute(f"SELECT count(*) AS count FROM {table}").fetchone()
                rows = iter(connection.stream(f"SELECT {columns} FROM {table} ORDER BY {key}"))
                while batch := tuple(islice(rows, _AT_ONCE)):
                    values = tuple(self._values(table, columns, one) for one in batch)
                    yield Copied(table=table, rows=values, of=row["count"])

    def take_over(self, copied: Iterable[Copied]) -> None:
        """See Store."""
        with self._fenced() as connection:
            for table in TABLES:
                if connection.execute(f"SELECT 1 AS found FROM {table} LIMIT 1").fetchone():
                    raise StoreError(self.address, f"an empty store expected, {table} found in it")
            for one in copied:
                connection.executemany(insert(one.table, TABLES[one.table][0]), one.rows)
            self._count_on(connection)

    def _count_on(self, connection: Connection) -> None:
        """Let the numbers of new rows follow those that were written with their numbers."""

    def _values(self, table: str, columns: str, row: Any) -> tuple[Any, ...]:
        names = columns.split(", ")
        for name in names:
            if isinstance(row[name], str):
                try:
                    row[name].encode()
                except UnicodeEncodeError as error:
                    raise UnreadableRow(
                        self.address, f"a row of {table}", f"{name} is no UTF-8"
                    ) from error
        return tuple(bool(row[name]) if name in _TRUTHS else row[name] for name in names)
