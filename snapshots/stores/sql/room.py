"""What fills the database, and giving room back."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from snapshots.freshness import moment
from snapshots.stores.records import Amount, CaptureKey, Usage
from snapshots.stores.sql.database import Connection, Database
from snapshots.stores.sql.rows import Form

_KEYS: Final = Form(kind=CaptureKey, name="capture {digest} of {url}")
_AMOUNTS: Final = Form(
    kind=Amount, name="the oldest or the newest of the {kind}", moments=("oldest", "newest")
)
_COLUMNS: Final = {
    "versions": ("content", "published_at"),
    "changes": ("after", None),
    "captures": (None, "retrieved_at"),
    "bodies": ("body", None),
    "candidates": ("content", None),
    "readings": ("content", None),
    "runs": ("report", "started_at"),
    "decisions": (None, "at"),
    "pages": (None, "checked_at"),
}
"""Table → the column that fills it, and that of its moments."""


class Room(Database):
    """The methods of Store on sizes."""

    def usage(self) -> Usage:
        """See StoreReader."""
        with self._connection() as connection:
            holds = {kind: self._amount(connection, kind) for kind in _COLUMNS}
            size, free = self._sizes(connection)
        return Usage(bytes=size, free=free, holds=holds)

    def _sizes(self, connection: Connection) -> tuple[int, int]:
        """The bytes on the disk, and those of them that hold nothing."""
        raise NotImplementedError

    def _amount(self, connection: Connection, kind: str) -> Amount:
        content, moments = _COLUMNS[kind]
        size = f"coalesce(sum(length({content})), 0)" if content else "0"
        ends = (f"min({moments})", f"max({moments})") if moments else ("NULL", "NULL")
        rows = connection.execute(
            f"SELECT count(*) AS count, {size} AS bytes, {ends[0]} AS oldest, "
            f"{ends[1]} AS newest, '{kind}' AS kind FROM {kind}"
        )
        return next(self._records(_AMOUNTS, rows), Amount())

    def captures_before(self, at: str) -> tuple[CaptureKey, ...]:
        """See StoreReader."""
        before = moment(at)
        with self._connection() as connection:
            rows = connection.execute("SELECT url, digest, retrieved_at FROM captures ORDER BY id")
            old = []
            for row in rows:
                with suppress(ValueError):  # one whose time cannot be told is not old
                    if row["retrieved_at"] and moment(row["retrieved_at"]) < before:
                        old.append(row)
            return tuple(self._records(_KEYS, old))

    def drop_captures(self, captures: Sequence[CaptureKey]) -> None:
        """See Store."""
        with self._fenced() as connection:
            connection.executemany(
                "DELETE FROM captures WHERE url = ? AND digest = ?",
                [(one.url, one.digest) for one in captures],
            )
            connection.executemany(
                "DELETE FROM readings WHERE capture = ?",
                [(f"{one.digest} {one.url}",) for one in captures],
            )
            connection.execute(
                "DELETE FROM bodies WHERE NOT EXISTS "
                "(SELECT 1 FROM captures WHERE captures.digest = bodies.digest)"
            )
