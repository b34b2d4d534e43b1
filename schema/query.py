"""The root: where questions begin."""

from typing import Annotated

import strawberry

from schema.contents import Contents
from schema.context import Context, Info
from schema.errors import bad_input
from schema.holds import Holds
from schema.past import dated
from schema.scalars import DateTime
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from snapshots.freshness import MOST_RUNS, PastRun

At = Annotated[
    DateTime | None,
    strawberry.argument(
        description="The version that was served at this moment; where that is still to come, the "
        "newest."
    ),
]
Number = Annotated[
    int | None, strawberry.argument(description="The version with this `number`, counted from 1.")
]
Runs = Annotated[int, strawberry.argument(description=f"So many runs, 1 to {MOST_RUNS}.")]
RunId = Annotated[str, strawberry.argument(description="The id, as `id` of a run gives it.")]


@strawberry.type(description="Inter-State Consultation Mechanisms on migration, from one snapshot.")
class Query(Contents):
    """The entry points: all of the served version, other versions, and runs."""

    @shown(
        "The snapshot being served, or another version: all that is asked of it is answered from "
        "it alone, so that one question can compare two.",
        returns=one("Snapshot"),
        stored=True,
    )
    @staticmethod
    def snapshot(info: Info, at: At = None, version: Number = None) -> Context:
        """In the context of the version, which is told by no one but it."""
        return dated(info.context, at, version)

    @shown(
        f"The last runs of ingest, the newest first: so many as `first` says, 1 to {MOST_RUNS}. "
        "Older ones are in the store only.",
        returns=many("Run"),
        holds=Holds.RUNS,
    )
    @staticmethod
    def runs(info: Info, first: Runs = 20) -> tuple[PastRun, ...]:
        """The newest first."""
        if not 1 <= first <= MOST_RUNS:
            raise bad_input(
                f"runs: `first` from 1 to {MOST_RUNS} expected, {first} found",
                "Older runs are in the store: `iscm runs`.",
            )
        return info.context.freshness.runs[:first]

    @shown(
        f"The run with the id, one of the last {MOST_RUNS}; else null.",
        returns=maybe("Run"),
        holds=Holds.RUNS,
    )
    @staticmethod
    def run(info: Info, id: RunId) -> PastRun | None:
        """A run by its id."""
        return info.context.freshness.run(id)
