"""What is being served: swapped whole when the store moves on, never half."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

import msgspec
import structlog

from server.live.broadcast import Broadcast
from snapshots.bundle import load_bundled
from snapshots.errors import SnapshotError
from snapshots.freshness import MOST_RUNS, Freshness, freshness_of
from snapshots.model import Version
from snapshots.stores.base import Store
from snapshots.view import View

_log = structlog.get_logger("iscm.current")
_AT_MOST: Final = 5
"""Readings of a store that moves on all the time; the next poll takes up the rest."""


class Served(msgspec.Struct, frozen=True):
    """A view and its freshness, both of one moment of the store."""

    view: View
    freshness: Freshness


class Mark(msgspec.Struct, frozen=True):
    """By what a store that moved on is known, without reading what it holds."""

    version: Version | None
    run: str | None
    """The newest run."""
    decisions: int


class Current:
    """Holds what is served; whoever answers a request takes it once and keeps it to the end."""

    def __init__(self, store: Store) -> None:
        """Raises SnapshotError where the store cannot be read: that is not to be hidden."""
        self._store = store
        self.problem: str | None = None
        """Why the store could not be asked the last time; None while all is well."""
        self.published: Broadcast[Served] = Broadcast()
        """Tells of each snapshot that polling takes up."""
        self._mark, self.served = self._read(None)

    @property
    def view(self) -> View:
        """The snapshot alone."""
        return self.served.view

    def refresh(self) -> None:
        """Take up what is new since; on trouble keep serving what there is."""
        try:
            if self._look() != self._mark:
                self._mark, self.served = self._read(self.view)
                version = self._mark.version
                number = version.number if version else None
                _log.info("took up", version=number, run=self._mark.run)
        except SnapshotError as error:
            self.problem = str(error)
            _log.error("kept what is served", reason=self.problem)
        else:
            self.problem = None

    def _look(self) -> Mark:
        newest = self._store.runs(1)
        return Mark(
            self._store.served(),
            newest[0].id if newest else None,
            len(self._store.decisions()),
        )

    def _read(self, before: View | None) -> tuple[Mark, Served]:
        """What the store holds; read again where a run ended in the middle of it."""
        for _ in range(_AT_MOST):
            mark = self._look()
            view = self._view(mark.version, before)
            freshness = freshness_of(
                view, self._store.states(), self._store.runs(MOST_RUNS), self._store.decisions()
            )
            if self._look() == mark:
                break
        return mark, Served(view, freshness)

    def _view(self, version: Version | None, before: View | None) -> View:
        if before is not None and version in (None, before.version):
            return before
        published = self._store.load() if version is not None else None
        if published is None:
            return load_bundled()
        return View(published.snapshot, published.version.digest, published.version)

    @contextlib.asynccontextmanager
    async def polling(self, seconds: float) -> AsyncIterator[None]:
        """Look for something new every so many seconds while the context lasts."""
        task = asyncio.create_task(self._poll(seconds))
        task.add_done_callback(self._stopped)
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _poll(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            before = self.view
            await asyncio.to_thread(self.refresh)
            if self.view is not before:
                self.published.tell(self.served)

    def _stopped(self, task: asyncio.Task[None]) -> None:
        """A bug must not end the polling unseen: what is served would grow old without a word."""
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.problem = f"polling the store stopped: {error!r}"
            _log.error("polling stopped", reason=self.problem)
