"""Runs, what a person decided about them, and how each page stands."""

from typing import Final

import msgspec

from snapshots.codec import decode, digest, encode
from snapshots.gate import Held
from snapshots.model import Snapshot
from snapshots.stores.records import Decision, PageState, Run
from snapshots.stores.sqlite.database import Database, packed, unpacked

_RUN: Final = "id, started_at, finished_at, outcome, report, inputs"
_DECISION: Final = "run, accepted, pages, reason, at"
_STATE: Final = PageState.__struct_fields__


class Runs(Database):
    """The methods of Store on runs and pages."""

    def record(
        self, run: Run, held: Held | None = None, states: tuple[PageState, ...] = ()
    ) -> None:
        """See Store."""
        content = encode(held.snapshot) if held else None
        name = digest(content) if content else None
        with self._fenced() as connection:
            if content is not None:
                connection.execute(
                    "INSERT OR IGNORE INTO candidates VALUES (?, ?)", (name, packed(content))
                )
            connection.execute(
                f"INSERT INTO runs ({_RUN}, held) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(run.id, run.started_at, run.finished_at, run.outcome, run.report),
                    *(run.inputs, name),
                ),
            )
            self.keep_states(states)

    def runs(self, first: int | None = None) -> tuple[Run, ...]:
        """See Store."""
        with self._connection() as connection:
            # The clock of the edge has seconds; runs of one second keep their order.
            rows = connection.execute(
                f"SELECT {_RUN} FROM runs ORDER BY rowid DESC LIMIT ?",
                (-1 if first is None else first,),
            )
            return tuple(map(_run, rows))

    def run(self, run: str) -> Run | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute(f"SELECT {_RUN} FROM runs WHERE id = ?", (run,)).fetchone()
        return _run(row) if row else None

    def held(self, run: str) -> Snapshot | None:
        """See Store."""
        with self._connection() as connection:
            # Stores of the first schema kept the candidate in the run itself.
            row = connection.execute(
                "SELECT coalesce(content, candidate) FROM runs LEFT JOIN candidates "
                "ON runs.held = candidates.digest WHERE id = ?",
                (run,),
            ).fetchone()
        return decode(unpacked(row[0])) if row and row[0] is not None else None

    def decide(self, decision: Decision) -> None:
        """See Store."""
        with self._fenced() as connection:
            connection.execute(
                f"INSERT INTO decisions ({_DECISION}) VALUES (?, ?, ?, ?, ?)",
                (
                    *(
                        decision.run,
                        decision.accepted,
                        msgspec.json.encode(decision.pages).decode(),
                    ),
                    *(decision.reason, decision.at),
                ),
            )

    def decisions(self) -> tuple[Decision, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {_DECISION} FROM decisions ORDER BY id DESC")
            return tuple(
                Decision(run=run, accepted=bool(accepted), pages=_urls(pages), reason=why, at=at)
                for run, accepted, pages, why, at in rows
            )

    def states(self) -> tuple[PageState, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {', '.join(_STATE)} FROM pages ORDER BY url")
            return tuple(PageState(**dict(zip(_STATE, row, strict=True))) for row in rows)

    def keep_states(self, states: tuple[PageState, ...]) -> None:
        """See Store."""
        marks = ", ".join("?" * len(_STATE))
        with self._fenced() as connection:
            connection.executemany(
                f"INSERT OR REPLACE INTO pages ({', '.join(_STATE)}) VALUES ({marks})",
                [tuple(getattr(one, field) for field in _STATE) for one in states],
            )


def _run(row: tuple[str, str, str, str, bytes, str | None]) -> Run:
    one, start, end, outcome, report, inputs = row
    return Run(
        id=one, started_at=start, finished_at=end, outcome=outcome, report=report, inputs=inputs
    )


def _urls(pages: str) -> tuple[str, ...]:
    return msgspec.json.decode(pages, type=tuple[str, ...])
