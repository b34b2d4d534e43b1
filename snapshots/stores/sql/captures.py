"""Captures and their bodies, what was read from them, and robots.txt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from snapshots.errors import CodecError
from snapshots.stores.records import StoredCapture, StoredReading, StoredRobots
from snapshots.stores.sql.database import Connection, Database, insert, upsert
from snapshots.stores.sql.rows import Form, check_digest, packed, unpacked

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
_ROBOT = "origin, fetched_at, status, body"
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
                f"{upsert('bodies', 'digest, body', 'digest')} WHERE bodies.body <> excluded.body",
                [(one.digest, packed(one.body)) for one in captures],
            )
            for one in captures:
                self._forget_damaged(connection, one)
            connection.executemany(
                "DELETE FROM readings WHERE capture = ? AND EXISTS (SELECT 1 FROM "
                "captures WHERE digest = ? AND url = ? AND (media_type, whole) <> (?, ?))",
                [
                    (f"{one.digest} {one.url}", one.digest, one.url, one.media_type, one.whole)
                    for one in captures
                ],
            )
            connection.executemany(
                f"{insert('captures', _CAPTURE)} "
                "ON CONFLICT (url, digest) DO UPDATE SET media_type = excluded.media_type, "
                "whole = excluded.whole WHERE (captures.media_type, captures.whole) <> "
                "(excluded.media_type, excluded.whole)",
                [_row(one) for one in captures],
            )

    def _forget_damaged(self, connection: Connection, one: StoredCapture) -> None:
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
            yield from self._records(_CAPTURES, connection.stream(f"{_WITH_BODY} ORDER BY id"))

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
            row = connection.execute("SELECT count(*) AS count FROM captures").fetchone()
            return int(row["count"])

    def readings(self, reader: str, captures: Sequence[str]) -> Mapping[str, bytes]:
        """See Store."""
        query = "SELECT content FROM readings WHERE capture = ? AND reader = ?"
        made: dict[str, bytes] = {}
        with self._connection() as connection:
            for capture in captures:
                row = connection.execute(query, (capture, reader)).fetchone()
                if row is not None:
                    with suppress(CodecError):  # it is read again
                        made[capture] = unpacked(row["content"])
        return made

    def keep_readings(self, reader: str, readings: Mapping[str, bytes]) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM readings WHERE reader <> ?", (reader,))
            connection.executemany(
                upsert("readings", "capture, reader, content", "capture, reader"),
                [(capture, reader, packed(content)) for capture, content in readings.items()],
            )

    def served_readings(self) -> tuple[StoredReading, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT url, capture, content FROM served_readings ORDER BY url"
            )
            return tuple(self._records(_SERVED, rows))

    def keep_served_readings(
        self, readings: Sequence[StoredReading], gone: Sequence[str] = ()
    ) -> None:
        """See Store."""
        with self._fenced() as connection:
            connection.executemany(
                upsert("served_readings", "url, capture, content", "url"),
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
                f"SELECT {_ROBOT} FROM robots WHERE origin = ?", (origin,)
            ).fetchone()
        with suppress(CodecError):  # it is fetched again
            return _ROBOTS.record(row) if row else None
        return None

    def keep_robots(self, robots: StoredRobots) -> None:
        """See Store."""
        with self._transaction() as connection:
            connection.execute(
                upsert("robots", _ROBOT, "origin"),
                (robots.origin, robots.fetched_at, robots.status, packed(robots.body)),
            )


def _row(one: StoredCapture) -> tuple[Any, ...]:
    headers = msgspec.json.encode(one.headers).decode()
    return (
        *(one.url, one.digest, one.media_type, one.retrieved_at, one.whole),
        *(one.status, headers, one.final_url),
    )
