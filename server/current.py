"""The view being served: swapped whole when the store's pointer moves, never half."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog

from snapshots.bundle import load_bundled
from snapshots.errors import SnapshotError
from snapshots.stores.base import Store
from snapshots.view import View

_log = structlog.get_logger("iscm.current")


class Current:
    """Holds one view; whoever answers a request takes it once and keeps it to the end."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.problem: str | None = None
        """Why the store could not be asked the last time; None while all is well."""
        self.view = self._load() or load_bundled()

    def refresh(self) -> None:
        """Take up a version published since; on trouble keep serving what there is."""
        try:
            served = self._store.served()
            if served is not None and served != self.view.version:
                self.view = self._load() or self.view
                _log.info("took up version", version=served.number, digest=served.digest)
        except SnapshotError as error:
            self.problem = str(error)
            _log.error("kept the served version", reason=self.problem)
        else:
            self.problem = None

    def _load(self) -> View | None:
        published = self._store.load()
        if published is None:
            return None
        return View(published.snapshot, published.version.digest, published.version)

    @contextlib.asynccontextmanager
    async def polling(self, seconds: float) -> AsyncIterator[None]:
        """Look for a new version every so many seconds while the context lasts."""
        task = asyncio.create_task(self._poll(seconds))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _poll(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            await asyncio.to_thread(self.refresh)
