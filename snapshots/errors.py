"""What can go wrong with snapshots.

SnapshotError
├── CodecError       bytes that are no snapshot of a known format
├── NotApproved      something other than the gate's approval was handed to a store
└── StoreError       a store that cannot be opened, read or written
"""


class SnapshotError(Exception):
    """The root of the tree above."""


class CodecError(SnapshotError):
    """Bytes that are no snapshot of a known format."""


class NotApproved(SnapshotError, TypeError):
    """Something other than the gate's approval was handed to a store."""


class StoreError(SnapshotError):
    """A store that cannot be opened, read or written; carries its address."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"store {address}: {reason}")
        self.address = address
        self.reason = reason
