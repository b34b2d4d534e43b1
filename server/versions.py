"""Views of older versions, for those who page on with a cursor of one."""

import threading
from collections import OrderedDict
from typing import Final

from snapshots.bundle import load_bundled
from snapshots.stores.base import StoreReader
from snapshots.view import View

_KEPT: Final = 4
"""So many views: paging takes minutes, and versions come once a night."""


class Versions:
    """Gives the view of any version, and keeps the ones that were last asked for."""

    def __init__(self, store: StoreReader) -> None:
        self._store = store
        self._views: OrderedDict[int, View] = OrderedDict()
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

    def _load(self, number: int) -> View | None:
        if number == 0:
            return load_bundled()
        published = self._store.load(number)
        if published is None:
            return None
        return View(published.snapshot, published.version.digest, published.version)
