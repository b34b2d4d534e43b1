"""What can go wrong with snapshots.

SnapshotError
├── CodecError       bytes that are no snapshot of a known format
├── NothingHeld      a run that left nothing to decide about
├── NotApproved      something other than the gate's approval was handed to a store
└── StoreError       a store that cannot be opened, read or written
    ├── Busy         somebody else writes, for longer than anybody waits
    ├── LeaseLost    another run took the place of this one
    ├── NoStore      there is none at the address
    └── UnreadableRow  a row that was damaged since it was written
"""


class SnapshotError(Exception):
    """The root of the tree above."""


class CodecError(SnapshotError):
    """Bytes that are no snapshot of a known format."""


class NotApproved(SnapshotError, TypeError):
    """Something other than the gate's approval was handed to a store."""


class NothingHeld(SnapshotError):
    """A run that left nothing to decide about, or nothing any more."""

    def __init__(self, run: str, reason: str) -> None:
        super().__init__(f"run {run}: {reason}")
        self.run = run
        self.reason = reason


class StoreError(SnapshotError):
    """A store that cannot be opened, read or written; carries its address."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"store {address}: {reason}")
        self.address = address
        self.reason = reason


class Busy(StoreError):
    """Somebody else writes to the store, for longer than anybody waits for them."""


class LeaseLost(StoreError):
    """Another run holds the lease: what this one would write is refused."""

    def __init__(self, address: str, holder: str | None) -> None:
        """`holder` is None where the other run has ended since."""
        who = f"run {holder} holds" if holder else "another run held"
        super().__init__(address, f"{who} the lease on ingest")
        self.holder = holder


class NoStore(StoreError):
    """There is no store at the address, and whoever asked only wanted to read one."""


class UnreadableRow(StoreError):
    """A row that was damaged since it was written, or that another iscm wrote."""

    def __init__(self, address: str, row: str, reason: str) -> None:
        """`row` names it as people do: `version 3`."""
        super().__init__(address, f"{row} cannot be read: {reason}")
        self.row = row
