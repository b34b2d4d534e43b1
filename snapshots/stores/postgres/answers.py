"""A run that several workers share: which pages it awaits, what they were answered, by whom."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from snapshots.stores.records import Holder
from snapshots.stores.sql.database import Database, insert, upsert
from snapshots.stores.sql.rows import packed, unpacked

_HOLDER: Final = ", ".join(Holder.__struct_fields__)


class SharedRun(msgspec.Struct, frozen=True, kw_only=True):
    """The run that was begun last."""

    run: str
    started_at: str
    """RFC 3339, UTC."""


class Answers(Database):
    """What the workers of a run write, each at any time: the same row if they write it twice."""

    def await_answers(self, begun: SharedRun, urls: Iterable[str]) -> None:
        """Begin to wait for the pages, and for none of an earlier run any more."""
        with self._fenced() as connection:
            for table in ("answers", "standings"):
                connection.execute(f"DELETE FROM {table} WHERE run <> ?", (begun.run,))
            connection.execute(
                upsert("shared_run", "one, run, started_at", "one"),
                (1, begun.run, begun.started_at),
            )
            connection.executemany(
                f"{insert('answers', 'run, url')} ON CONFLICT DO NOTHING",
                [(begun.run, url) for url in urls],
            )

    def shared_run(self) -> SharedRun | None:
        """The run that was begun last, however it ended."""
        with self._connection() as connection:
            row = connection.execute("SELECT run, started_at FROM shared_run").fetchone()
            return SharedRun(**dict(row)) if row else None

    def holder(self) -> Holder | None:
        """Who has the lease, whether alive or dead."""
        with self._connection() as connection:
            row = connection.execute(f"SELECT {_HOLDER} FROM lease").fetchone()
            return Holder(**dict(row)) if row else None

    def goes_on(self, run: str, at: str) -> bool:
        """Say that the run lives; False where it has no lease any more."""
        with self._connection() as connection:
            rows = connection.execute("UPDATE lease SET renewed_at = ? WHERE id = ?", (at, run))
            return rows.rowcount == 1

    def awaits(self, run: str, url: str) -> bool:
        """Whether the run goes on without an answer of the page."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT 1 FROM answers WHERE run = ? AND url = ? AND content IS NULL", (run, url)
            )
            return rows.fetchone() is not None

    def awaits_any(self, run: str) -> bool:
        """Whether there is a page without an answer."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT 1 FROM answers WHERE run = ? AND content IS NULL LIMIT 1", (run,)
            )
            return rows.fetchone() is not None

    def keep_answer(
        self, run: str, url: str, answer: bytes, standings: Mapping[str, bytes]
    ) -> None:
        """Keep what came of a page, in the place of what came before; not for a run that is over.

        `standings`: by host, what the run knows of it from now on.
        """
        with self._connection() as connection:
            rows = connection.execute(
                "UPDATE answers SET content = ? WHERE run = ? AND url = ?",
                (packed(answer), run, url),
            )
            if rows.rowcount:
                connection.executemany(
                    upsert("standings", "run, host, content", "run, host"),
                    [(run, host, content) for host, content in standings.items()],
                )

    def standings(self, run: str) -> Mapping[str, bytes]:
        """What the run knows of hosts, by name."""
        with self._connection() as connection:
            rows = connection.execute("SELECT host, content FROM standings WHERE run = ?", (run,))
            return {row["host"]: row["content"] for row in rows}

    def answers(self, run: str) -> Mapping[str, bytes | None]:
        """What came of each page, by address; None where nothing has come."""
        with self._connection() as connection:
            rows = connection.execute("SELECT url, content FROM answers WHERE run = ?", (run,))
            return {row["url"]: row["content"] and unpacked(row["content"]) for row in rows}

    def forget_answers(self, run: str) -> None:
        """The run is over."""
        with self._connection() as connection:
            for table in ("answers", "standings"):
                connection.execute(f"DELETE FROM {table} WHERE run = ?", (run,))
