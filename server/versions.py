"""Older versions and what changed, for those who ask about the past or page on in it."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Final

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
        return self._store.recorded_changes(wanted)

    def count(self, wanted: ChangesWanted) -> int:
        """See Past."""
        counts = self._store.count_changes(wanted).values()
        return sum(number for kinds in counts for number in kinds.values())

    def counts(self, number: int) -> Mapping[str, int]:
        """See Past; what a version changed is counted once."""
        with self._lock:
            if number not in self._counts:
                known = max(self._counts, default=0)
                wanted = ChangesWanted(after=known, until=number)
                found = self._store.count_changes(wanted)
                self._counts |= {one: found.get(one, {}) for one in range(known + 1, number + 1)}
            return self._counts[number]

    def _load(self, number: int) -> View | None:
        if number == 0:
            return load_bundled()
        published = self._store.load(number)
        return viewed(self._store, published) if published is not None else None
