"""Captures and their bodies, what was read from them, and robots.txt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from snapshots.stores.records import StoredCapture, StoredReading, StoredRobots
from snapshots.stores.sqlite.database import Database, packed, unpacked

_CAPTURE = "url, digest, media_type, retrieved_at, whole, status, headers, final_url"
_headers = msgspec.json.Decoder(tuple[tuple[str, str], ...])


class Captures(Database):
    """The methods of Store on captures."""

    def keep_captures(self, captures: tuple[StoredCapture, ...]) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO bodies VALUES (?, ?)",
                [(one.digest, packed(one.body)) for one in captures],
            )
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

    def capture(self, digest: str, url: str | None = None) -> StoredCapture | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {_CAPTURE}, body FROM captures JOIN bodies USING (digest) "
                "WHERE digest = ? AND url = coalesce(?, url) ORDER BY id LIMIT 1",
                (digest, url),
            ).fetchone()
        return _capture(row) if row else None

    def captures(self) -> Iterator[StoredCapture]:
        """See Store."""
        with self._connection() as connection:
            yield from map(
                _capture,
                connection.execute(
                    f"SELECT {_CAPTURE}, body FROM captures JOIN bodies USING (digest) ORDER BY id"
                ),
            )

    def known_captures(
        self, pairs: Iterable[tuple[str, str]]
    ) -> Mapping[tuple[str, str], tuple[str, bool]]:
        """See Store."""
        query = (
            "SELECT media_type, whole FROM captures WHERE url = ? AND digest = ? "
            "AND EXISTS (SELECT 1 FROM bodies WHERE bodies.digest = captures.digest)"
        )
        with self._connection() as connection:
            rows = ((pair, connection.execute(query, pair).fetchone()) for pair in pairs)
            return {pair: (row[0], bool(row[1])) for pair, row in rows if row is not None}

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
            return tuple(
                StoredReading(url=url, capture=capture, content=unpacked(content))
                for url, capture, content in rows
            )

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
            row = connection.execute(
                "SELECT fetched_at, status, body FROM robots WHERE origin = ?", (origin,)
            ).fetchone()
        if row is None:
            return None
        return StoredRobots(origin=origin, fetched_at=row[0], status=row[1], body=unpacked(row[2]))

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


def _capture(row: tuple[Any, ...]) -> StoredCapture:
    url, digest, media_type, retrieved_at, whole, status, headers, final_url, body = row
    return StoredCapture(
        digest=digest,
        url=url,
        media_type=media_type,
        retrieved_at=retrieved_at,
        body=unpacked(body),
        whole=bool(whole),
        status=status,
        headers=_headers.decode(headers),
        final_url=final_url,
    )
