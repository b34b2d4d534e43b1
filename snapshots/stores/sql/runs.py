"""Runs, what a person decided about them, and how each page stands."""

from typing import Final

import msgspec

from snapshots.codec import decode, digest, encode
from snapshots.errors import CodecError
from snapshots.gate import Held
from snapshots.model import Snapshot
from snapshots.runs import Outcome
from snapshots.stores.records import Decision, PageState, Run
from snapshots.stores.sql.database import Database, insert, upsert
from snapshots.stores.sql.rows import Form, check_digest, packed, unpacked

_RUN: Final = "id, started_at, finished_at, outcome, report, inputs"
_ALL: Final = 1 << 62
_DECISION: Final = "run, accepted, pages, reason, at"
_STATE: Final = PageState.__struct_fields__
_RUNS: Final = Form(
    kind=Run,
    name="run {id}",
    moments=("started_at", "finished_at"),
    packed_since=("report",),
    check=lambda one: _check_outcome(one.outcome),
)
_DECISIONS: Final = Form(
    kind=Decision, name="a decision on run {run}", moments=("at",), json=("pages",)
)
_STATES: Final = Form(
    kind=PageState,
    name="the state of page {url}",
    moments=("asked_at", "checked_at", "changed_at", "stale_since"),
)


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
                    f"{insert('candidates', 'digest, content')} ON CONFLICT (digest) DO NOTHING",
                    (name, packed(content)),
                )
            connection.execute(
                insert("runs", f"{_RUN}, held"),
                (
                    *(run.id, run.started_at, run.finished_at, run.outcome, packed(run.report)),
                    *(run.inputs, name),
                ),
            )
            # Only the newest is compared with the next one: a year of others is a tenth of a store.
            connection.execute(
                "UPDATE runs SET inputs = NULL WHERE inputs IS NOT NULL AND id <> ?", (run.id,)
            )
            self.keep_states(states)

    def runs(self, first: int | None = None) -> tuple[Run, ...]:
        """See Store."""
        with self._connection() as connection:
            # The clock of the edge has seconds; runs of one second keep their order.
            rows = connection.execute(
                f"SELECT {_RUN} FROM runs ORDER BY rowid DESC LIMIT ?",
                (_ALL if first is None else first,),
            )
            return tuple(self._records(_RUNS, rows))

    def run(self, run: str) -> Run | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute(f"SELECT {_RUN} FROM runs WHERE id = ?", (run,)).fetchone()
        return self._record(_RUNS, row) if row else None

    def held(self, run: str) -> Snapshot | None:
        """See Store."""
        with self._connection() as connection:
            row = connection.execute(
                "SELECT held, content FROM runs "
                "LEFT JOIN candidates ON runs.held = candidates.digest WHERE id = ?",
                (run,),
            ).fetchone()
        if row is None or row["held"] is None:
            return None
        with self._named(f"the candidate of run {run}"):
            return _candidate(row["content"], row["held"])

    def decide(self, decision: Decision) -> None:
        """See Store."""
        with self._fenced() as connection:
            connection.execute(
                insert("decisions", _DECISION),
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
            return tuple(self._records(_DECISIONS, rows))

    def states(self) -> tuple[PageState, ...]:
        """See Store."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {', '.join(_STATE)} FROM pages ORDER BY url")
            return tuple(self._records(_STATES, rows))

    def keep_states(self, states: tuple[PageState, ...]) -> None:
        """See Store."""
        with self._fenced() as connection:
            connection.executemany(
                upsert("pages", ", ".join(_STATE), "url"),
                [tuple(getattr(one, field) for field in _STATE) for one in states],
            )


def _check_outcome(outcome: str) -> None:
    known = ", ".join(Outcome)
    if outcome not in tuple(Outcome):
        raise CodecError(f"outcome: {known} expected, {outcome!r} found")


def _candidate(content: bytes | None, expected: str) -> Snapshot:
    """What was held, to the letter; raises CodecError on anything else."""
    found = unpacked(content)
    check_digest(found, expected)
    return decode(found)
