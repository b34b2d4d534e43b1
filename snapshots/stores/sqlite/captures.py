"""Captures and their bodies, what was read from them, and robots.txt."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from snapshots.errors import CodecError
from snapshots.stores.records import StoredCapture, StoredReading, StoredRobots
from snapshots.stores.sqlite.database import Database
from snapshots.stores.sqlite.rows import Form, check_digest, packed, unpacked

_CAPTURE = "url, digest, media_type, retrieved_at, whole, status, headers, final_url"
_WITH_BODY = f"SELECT {_CAPTURE}, body FROM captures LEFT JOIN bodies USING (digest)"
_ONE = f"{_WITH_BODY} WHERE url = ? AND digest = ?"
_CAPTURES = Form(
    kind=StoredCapture,
    name="capture {digest} of {url}",
    moments=("retrieved_at",),
    json=("headers",),
    packed=("body",),
    check=lambda one: check_digest(one.body, one.digest),
)
_SERVED = Form(kind=StoredReading, name="what is served of page {url}", packed=("content",))
_ROBOTS = Form(
    kind=StoredRobots, name="robots.txt of {origin}", moments=("fetched_at",), packed=("body",)
)


class Captures(Database):
    """The methods of Store on captures."""

    def keep_captures(self, captures: tuple[StoredCapture, ...]) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO bodies VALUES (?, ?) ON CONFLICT DO UPDATE "
                "SET body = excluded.body WHERE body <> excluded.body",
                [(one.digest, packed(one.body)) for one in captures],
            )
            for one in captures:
                self._forget_damaged(connection, one)
            connection.executemany(
                "DELETE FROM readings WHERE capture = ? || ' ' || ? AND EXISTS (SELECT 1 FROM "
                "captures WHERE digest = ? AND url = ? AND (media_type, whole) <> (?, ?))",
                [(*(one.digest, one.url) * 2, one.media_type, one.whole) for one in captures],
            )
            connection.executemany(
                f"INSERT INTO captures ({_CAPTURE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (url, digest) DO UPDATE SET media_type = excluded.media_type, "
                "whole = excluded.whole WHERE (media_type, whole) <> "
                "(excluded.media_type, excluded.whole)",
                map(_row, captures),
            )

    def _forget_damaged(self, connection: sqlite3.Connection, one: StoredCapture) -> None:
        """What came anew takes the place of what could not be read any more."""
        pair = (one.url, one.digest)
        row = connection.execute(_ONE, pair).fetchone()
        try:
            if row is not None:
                _CAPTURES.record(row)
        except CodecError:
            connection.execute("DELETE FROM captures WHERE url = ? AND digest = ?", pair)

    def capture(self, digest: str, url: str | None = None) -> StoredCapture | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute(
                f"{_WITH_BODY} WHERE digest = ? AND url = coalesce(?, url) ORDER BY id LIMIT 1",
                (digest, url),
            ).fetchone()
        return self._record(_CAPTURES, row) if row else None

    def captures(self) -> Iterator[StoredCapture]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(f"{_WITH_BODY} ORDER BY id")
            yield from self._records(_CAPTURES, rows)

    def known_captures(
        self, pairs: Iterable[tuple[str, str]]
    ) -> Mapping[tuple[str, str], tuple[str, bool]]:
        """See Store."""
        known: dict[tuple[str, str], tuple[str, bool]] = {}
        with self._connection() as connection:
            for pair in pairs:
                row = connection.execute(_ONE, pair).fetchone()
                with suppress(CodecError):  # it is kept again as it comes again
                    if row is not None:
                        one = _CAPTURES.record(row)
                        known[pair] = (one.media_type, one.whole)
        return known

    def count_captures(self) -> int:
        """See Store."""
        with self._connection() as connection:
            return int(connection.execute("SELECT count(*) FROM captures").fetchone()[0])

    def readings(self, reader: str, captures: Sequence[str]) -> Mapping[str, bytes]:
        """See Store."""
        query = "SELECT content FROM readings WHERE capture = ? AND reader = ?"
        made: dict[str, bytes] = {}
        with self._connection() as connection:
            for capture in captures:
                row = connection.execute(query, (capture, reader)).fetchone()
                if row is not None:
                    with suppress(CodecError):  # it is read again
                        made[capture] = unpacked(row[0])
        return made

    def keep_readings(self, reader: str, readings: Mapping[str, bytes]) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM readings WHERE reader <> ?", (reader,))
            connection.executemany(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)",
                [(capture, reader, packed(content)) for capture, content in readings.items()],
            )

    def served_readings(self) -> tuple[StoredReading, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute("SELECT url, capture, content FROM served_readings")
            return tuple(self._records(_SERVED, rows))

    def keep_served_readings(
        self, readings: Sequence[StoredReading], gone: Sequence[str] = ()
    ) -> None:
        """See Store."""
        with self._fenced() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO served_readings VALUES (?, ?, ?)",
                [(one.url, one.capture, packed(one.content)) for one in readings],
            )
            connection.executemany(
                "DELETE FROM served_readings WHERE url = ?", [(url,) for url in gone]
            )
            connection.execute(
                "DELETE FROM readings WHERE capture NOT IN ("
                "SELECT latest || ' ' || url FROM pages WHERE latest IS NOT NULL UNION "
                "SELECT refused || ' ' || url FROM pages WHERE refused IS NOT NULL UNION "
                "SELECT capture || ' ' || url FROM served_readings)"
            )

    def robots(self, origin: str) -> StoredRobots | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
        with suppress(CodecError):  # it is fetched again
            return _ROBOTS.record(row) if row else None
        return None

    def keep_robots(self, robots: StoredRobots) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)",
                (robots.origin, robots.fetched_at, robots.status, packed(robots.body)),
            )


def _row(one: StoredCapture) -> tuple[Any, ...]:
    headers = msgspec.json.encode(one.headers).decode()
    return (
        *(one.url, one.digest, one.media_type, one.retrieved_at, one.whole),
        *(one.status, headers, one.final_url),
    )
