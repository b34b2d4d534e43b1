"""Captures and their bodies, what was read from them, and robots.txt."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from snapshots.stores.records import StoredCapture, StoredRobots
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
                f"INSERT OR IGNORE INTO captures ({_CAPTURE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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

    def known_captures(self) -> frozenset[tuple[str, str]]:
        """See Store."""
        with self._connection() as connection:
            query = "SELECT url, digest FROM captures JOIN bodies USING (digest)"
            return frozenset(connection.execute(query))

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
