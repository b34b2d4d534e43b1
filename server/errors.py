"""What can go wrong at the edge.

EdgeError            carries the exit code; the message is one line for the operator
├── UsageError       the command or a setting makes no sense (exit code 2)
├── OutputError      what was to be printed cannot be written (exit code 2)
└── Overlap          another run is going on (exit code 5)
"""

from snapshots.stores.records import Holder


class EdgeError(Exception):
    """The root of the tree above."""

    exit_code = 1


class UsageError(EdgeError):
    """The command or a setting makes no sense."""

    exit_code = 2


class OutputError(EdgeError):
    """Standard output is full, closed, or was broken off by whoever read it."""

    exit_code = 2

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where} cannot be written: {reason}")
        self.where = where
        self.reason = reason


class Overlap(EdgeError):
    """Another run of ingest is going on; carries who holds the lease."""

    exit_code = 5

    def __init__(self, holder: Holder) -> None:
        super().__init__(
            f"run {holder.id} is going on (process {holder.process} on {holder.host}): "
            "one run at a time"
        )
        self.holder = holder
