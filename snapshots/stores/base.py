"""What a store promises, whichever database keeps it."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol

import msgspec

from snapshots.change import Change, Origin, RecordedChange
from snapshots.errors import UnreadableRow
from snapshots.gate import Approved, Held
from snapshots.model import Snapshot, Version
from snapshots.stores.records import (
    CaptureKey,
    ChangesWanted,
    Copied,
    Decision,
    Holder,
    PageState,
    Run,
    StoredCapture,
    StoredReading,
    StoredRobots,
    Usage,
)
from snapshots.successors import Renamed

UNKNOWN: Final = Origin()
"""That of a version of which nobody said what it was made with."""


class Published(msgspec.Struct, frozen=True):
    """A version with its content."""

    version: Version
    snapshot: Snapshot


class StoreReader(Protocol):
    """Versions that follow each other, and one pointer to the served one, for those who only read.

    All methods raise StoreError where the database refuses, and NoStore where there is none. What
    a row holds is checked: text is UTF-8, a moment is one, content has its digest. One record that
    fails that raises UnreadableRow. A list leaves it out, and `left_out` tells of it; but a store
    that was opened to be written raises it here, too, because nobody is to decide by half a list.
    """

    address: str

    def left_out(self) -> tuple[UnreadableRow, ...]:
        """The rows that lists left out since this was last asked."""
        ...

    def news(self) -> AsyncGenerator[None, None]:
        """Something may be new: once in the beginning, and as often as the database says so.

        Ends where a database says nothing by itself; raises StoreError where it cannot be heard.
        """
        ...

    def served(self) -> Version | None:
        """The version that the pointer names, or None before the first publication.

        Raises UnreadableRow where the pointer is gone, or the version that it names.
        """
        ...

    def load(self, number: int | None = None) -> Published | None:
        """A version with its content, the served one by default; None if there is none.

        Raises UnreadableRow on content whose digest is not the version's.
        """
        ...

    def versions(self) -> tuple[Version, ...]:
        """All versions, the newest first."""
        ...

    def changes(self, number: int) -> tuple[Change, ...]:
        """What the version changed against the one before it."""
        ...

    def recorded_changes(self, wanted: ChangesWanted) -> Iterator[RecordedChange]:
        """The changes of many versions, the oldest first unless wanted otherwise, one at a time."""
        ...

    def count_changes(self, wanted: ChangesWanted) -> Mapping[int, Mapping[str, int]]:
        """How many each version has of each kind, by the version's number; whatever `skip` says."""
        ...

    def renamed(self, until: int) -> Iterator[Renamed]:
        """The ids that changed up to a version, the oldest first."""
        ...

    def origin(self, number: int) -> Origin | None:
        """What the version was made with, as far as that is known; None if there is none."""
        ...

    def capture(self, digest: str, url: str | None = None) -> StoredCapture | None:
        """The capture with the digest, of that page where two have one body; or None."""
        ...

    def captures(self) -> Iterator[StoredCapture]:
        """All captures, the oldest first, one at a time."""
        ...

    def known_captures(
        self, pairs: Iterable[tuple[str, str]]
    ) -> Mapping[tuple[str, str], tuple[str, bool]]:
        """Those of the captures (address, digest) that are there, body and all.

        Each with its media type, and whether it is whole. A body that was damaged is not there.
        """
        ...

    def count_captures(self) -> int:
        """How many captures there are."""
        ...

    def readings(self, reader: str, captures: Sequence[str]) -> Mapping[str, bytes]:
        """What this very reader made of captures, as far as it is kept, by the captures' keys.

        What was damaged is not: it can be read again.
        """
        ...

    def served_readings(self) -> tuple[StoredReading, ...]:
        """What the served facts were assembled of, one reading for each page."""
        ...

    def robots(self, origin: str) -> StoredRobots | None:
        """The robots.txt as it was last fetched from the origin; one that was damaged never was."""
        ...

    def states(self) -> tuple[PageState, ...]:
        """How each page stands, sorted by address."""
        ...

    def runs(self, first: int | None = None) -> tuple[Run, ...]:
        """The runs, the newest first, all or so many."""
        ...

    def run(self, run: str) -> Run | None:
        """The run with the id, or None."""
        ...

    def held(self, run: str) -> Snapshot | None:
        """The candidate that the run left behind, or None."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the newest first."""
        ...

    def usage(self) -> Usage:
        """How much of what the store holds, and how large it is."""
        ...

    def captures_before(self, at: str) -> tuple[CaptureKey, ...]:
        """The captures that were fetched before the moment; none of those of unknown time."""
        ...

    def everything(self) -> Iterator[Copied]:
        """All rows but the lease, a few at a time and all of one moment, for `Store.take_over`."""
        ...


class Store(StoreReader, Protocol):
    """A store to be read and written: one run at a time, which holds the lease.

    A publish that fails at any instant leaves the served version as it was.
    """

    def publish(
        self, approved: Approved, *, run: str, at: str, origin: Origin = UNKNOWN
    ) -> Version:
        """Make the approved snapshot the served version, in one transaction with its changes.

        The content that is served already makes no new version: the served one comes back. What
        changed has its reason as far as `origin` tells it.
        Raises NotApproved on anything but the gate's own approval, and LeaseLost where another
        run holds the lease.
        """
        ...

    def take_over(self, copied: Iterable[Copied]) -> None:
        """Write everything that another store holds, in one transaction.

        Raises StoreError where this one holds anything.
        """
        ...

    def together(self) -> AbstractContextManager[None]:
        """All that this thread writes within happens whole or not at all."""
        ...

    def keep_captures(self, captures: tuple[StoredCapture, ...]) -> None:
        """Keep bodies by digest, once.

        Bytes of a page that are known, and came as another media type or whole this time, are the
        same capture, and what was read of them is forgotten.
        """
        ...

    def keep_readings(self, reader: str, readings: Mapping[str, bytes]) -> None:
        """Keep what the reader made; what other readers made is dropped."""
        ...

    def keep_served_readings(
        self, readings: Sequence[StoredReading], gone: Sequence[str] = ()
    ) -> None:
        """Remember what is served from now on; pages that are gone are forgotten.

        Readings of captures that are neither served nor the newest of their page are dropped.
        Raises LeaseLost.
        """
        ...

    def keep_robots(self, robots: StoredRobots) -> None:
        """Remember a robots.txt in the place of the one before."""
        ...

    def keep_states(self, states: tuple[PageState, ...]) -> None:
        """Remember how these pages stand; raises LeaseLost."""
        ...

    def record(
        self, run: Run, held: Held | None = None, states: tuple[PageState, ...] = ()
    ) -> None:
        """Remember a run, the candidate that it could not publish, and how it left the pages.

        Raises LeaseLost.
        """
        ...

    def decide(self, decision: Decision) -> None:
        """Remember what a person made of a run. Raises LeaseLost."""
        ...

    def take_lease(self, mine: Holder, is_dead: Callable[[Holder], bool]) -> Holder | None:
        """Take the lease on ingest unless somebody lives who has it: then that one comes back.

        What a damaged lease says is given to `is_dead` as it is.
        """
        ...

    def renew_lease(self, at: str) -> bool:
        """Say that the holder lives; False where the lease is no longer its own."""
        ...

    def drop_lease(self) -> None:
        """Give the lease back; nothing happens where it is somebody else's."""
        ...

    def drop_captures(self, captures: Sequence[CaptureKey]) -> None:
        """Forget captures, what was read of them, and bodies that no capture needs any more.

        Raises LeaseLost. Which captures may be forgotten is for `snapshots.pruning` to say.
        """
        ...

    def compact(self) -> None:
        """Give the room of what was dropped back to the disk."""
        ...
