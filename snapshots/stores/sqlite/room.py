"""What fills the file, and giving room back."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from snapshots.stores.records import Amount, CaptureKey, Usage
from snapshots.stores.sqlite.database import Database
from snapshots.stores.sqlite.files import size
from snapshots.stores.sqlite.rows import Form

_KEY: Final = "url, digest"
_KEYS: Final = Form(kind=CaptureKey, name="capture {digest} of {url}")
_AMOUNTS: Final = Form(
    kind=Amount, name="the oldest or the newest of the {kind}", moments=("oldest", "newest")
)
_COLUMNS: Final = {
    "versions": ("content", "published_at"),
    "changes": ("after", "NULL"),
    "captures": ("NULL", "retrieved_at"),
    "bodies": ("body", "NULL"),
    "candidates": ("content", "NULL"),
    "readings": ("content", "NULL"),
    "runs": ("report", "started_at"),
    "decisions": ("NULL", "at"),
    "pages": ("NULL", "checked_at"),
}
"""Table → the column that fills it, and that of its moments."""


class Room(Database):
    """The methods of Store on sizes."""

    def usage(self) -> Usage:
        """See StoreReader."""
        with self._connection() as connection:
            free = _number(connection, "freelist_count") * _number(connection, "page_size")
            holds = {kind: self._amount(connection, kind) for kind in _COLUMNS}
        return Usage(bytes=size(self._path), free=free, holds=holds)

    def _amount(self, connection: sqlite3.Connection, kind: str) -> Amount:
        content, moment = _COLUMNS[kind]
        rows = connection.execute(
            f"SELECT count(*) AS count, coalesce(sum(length({content})), 0) AS bytes, "
            f"min({moment}) AS oldest, max({moment}) AS newest, '{kind}' AS kind FROM {kind}"
        )
        return next(self._records(_AMOUNTS, rows), Amount())

    def captures_before(self, at: str) -> tuple[CaptureKey, ...]:
        """See StoreReader."""
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT {_KEY} FROM captures WHERE julianday(retrieved_at) < julianday(?) "
                "ORDER BY id",
                (at,),
            )
            return tuple(self._records(_KEYS, rows))

    def drop_captures(self, captures: Sequence[CaptureKey]) -> None:
        """See Store."""
        with self._fenced() as connection:
            pairs = [(one.url, one.digest) for one in captures]
            connection.executemany("DELETE FROM captures WHERE url = ? AND digest = ?", pairs)
            connection.executemany(
                "DELETE FROM readings WHERE capture = ?2 || ' ' || ?1",
                pairs,
            )
            connection.execute(
                "DELETE FROM bodies WHERE NOT EXISTS "
                "(SELECT 1 FROM captures WHERE captures.digest = bodies.digest)"
            )

    def compact(self) -> None:
        """See Store."""
        with self._connection() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
