"""Older versions and what changed, for those who ask about the past or page on in it."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from schema.context import Past
from snapshots.bundle import load_bundled
from snapshots.change import RecordedChange
from snapshots.model import Version
from snapshots.stores.base import StoreReader
from snapshots.stores.records import ChangesWanted
from snapshots.timeline import viewed
from snapshots.view import View

_KEPT: Final = 4
"""So many views: paging takes minutes, and versions come once a night."""


class Versions(Past):
    """Asks the store, and keeps the views that were last asked for.

    All methods raise StoreError where the store cannot be read.
    """

    def __init__(self, store: StoreReader) -> None:
        self._store = store
        self._views: OrderedDict[int, View] = OrderedDict()
        self._counts: dict[int, Mapping[str, int]] = {}
        self._lock = threading.Lock()

    def view(self, number: int) -> View | None:
        """The view of a version, 0 for the bundled snapshot; None where there is no such version.

        Raises StoreError where the store cannot be read.
        """
        with self._lock:
            if number not in self._views:
                view = self._load(number)
                if view is None:
                    return None
                self._views[number] = view
            self._views.move_to_end(number)
            while len(self._views) > _KEPT:
                self._views.popitem(last=False)
            return self._views[number]

    def versions(self) -> tuple[Version, ...]:
        """See Past."""
        return self._store.versions()

    def changes(self, wanted: ChangesWanted) -> Iterator[RecordedChange]:
        """See Past."""
        return self._store.recorded_changes(self._from_version(wanted))

    def count(self, wanted: ChangesWanted) -> int:
        """See Past."""
        return sum(number for _, number in self._numbers(wanted))

    def counts(self, number: int) -> Mapping[str, int]:
        """See Past; what a version changed is counted once."""
        with self._lock:
            if number not in self._counts:
                known = max(self._counts, default=0)
                wanted = ChangesWanted(after=known, until=number)
                found = self._store.count_changes(wanted)
                self._counts |= {one: found.get(one, {}) for one in range(known + 1, number + 1)}
            return self._counts[number]

    def _numbers(self, wanted: ChangesWanted) -> list[tuple[int, int]]:
        """How many of the wanted changes each version brought, the oldest version first."""
        if wanted.of is not None or wanted.until is None:
            counts = self._store.count_changes(wanted)
        else:
            numbers = range(wanted.after + 1, wanted.until + 1)
            counts = {one: self.counts(one) for one in numbers}
        return [
            (one, sum(n for kind, n in kinds.items() if kind in (wanted.kinds or kinds)))
            for one, kinds in sorted(counts.items())
        ]

    def _from_version(self, wanted: ChangesWanted) -> ChangesWanted:
        """The same, without going through versions that are skipped as a whole."""
        if not wanted.skip:
            return wanted
        after, skip = wanted.after, wanted.skip
        for version, number in self._numbers(wanted):
            if number > skip:
                break
            after, skip = version, skip - number
        return msgspec.structs.replace(wanted, after=after, skip=skip)

    def _load(self, number: int) -> View | None:
        if number == 0:
            return load_bundled()
        published = self._store.load(number)
        return viewed(self._store, published) if published is not None else None
