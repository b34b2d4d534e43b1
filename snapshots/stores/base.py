"""What a store promises, whichever database keeps it."""

from typing import Protocol

import msgspec

from snapshots.gate import Approved, Held
from snapshots.model import Change, Snapshot, Version


class StoredCapture(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a page as fetched at one moment."""

    digest: str
    url: str
    media_type: str
    retrieved_at: str | None
    body: bytes


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of ingest, as the store remembers it."""

    id: str
    started_at: str
    finished_at: str
    outcome: str
    """`published`, `unchanged` or `held`."""
    report: bytes
    """JSON."""


class Published(msgspec.Struct, frozen=True):
    """A version with its content."""

    version: Version
    snapshot: Snapshot


class Store(Protocol):
    """Versions that follow each other, and one pointer to the served one.

    All methods raise StoreError where the database refuses; a publish that fails at any instant
    leaves the served version as it was.
    """

    address: str

    def served(self) -> Version | None:
        """The version that the pointer names, or None before the first publication."""
        ...

    def load(self, number: int | None = None) -> Published | None:
        """A version with its content, the served one by default; None if there is none."""
        ...

    def versions(self) -> tuple[Version, ...]:
        """All versions, the newest first."""
        ...

    def changes(self, number: int) -> tuple[Change, ...]:
        """What the version changed against the one before it."""
        ...

    def publish(self, approved: Approved, *, run: str, at: str) -> Version:
        """Make the approved snapshot the served version, in one transaction.

        The content that is served already makes no new version: the served one comes back.
        Raises NotApproved on anything but the gate's own approval.
        """
        ...

    def keep_captures(self, captures: tuple[StoredCapture, ...]) -> None:
        """Keep bodies by digest; one that is known stays as it is."""
        ...

    def capture(self, digest: str) -> StoredCapture | None:
        """The capture with the digest, or None."""
        ...

    def record(self, run: Run, held: Held | None = None) -> None:
        """Remember a run, and the candidate that it could not publish."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """All runs, the newest first."""
        ...

    def held(self, run: str) -> Snapshot | None:
        """The candidate that the run left behind, or None."""
        ...
