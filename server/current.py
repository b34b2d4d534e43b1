"""What is being served: swapped whole when the store moves on, never half."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

import msgspec
import structlog

from server.live.broadcast import Broadcast
from server.starting import nothing_collected
from snapshots.bundle import load_bundled
from snapshots.errors import CodecError, SnapshotError, StoreError, UnreadableRow
from snapshots.freshness import MOST_RUNS, Freshness, freshness_of
from snapshots.model import Version
from snapshots.stores.base import StoreReader
from snapshots.timeline import viewed
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

    version: Version | None = None
    run: str | None = None
    """The newest run."""
    decisions: int = 0


class Current:
    """Holds what is served; whoever answers a request takes it once and keeps it to the end."""

    def __init__(self, store: StoreReader) -> None:
        """Raises SnapshotError where no version can be read: that is not to be hidden."""
        self._store = store
        self.problem: str | None = None
        """Why the store could not be asked the last time; None while all is well."""
        self.published: Broadcast[Served] = Broadcast()
        """Tells of each snapshot that polling takes up."""
        self._mark = Mark()
        self.served = self._first()

    @property
    def view(self) -> View:
        """The snapshot alone."""
        return self.served.view

    def refresh(self) -> None:
        """Take up what is new since, or whole again; on trouble keep serving what there is."""
        try:
            if self.problem is not None or self._look() != self._mark:
                with nothing_collected():
                    self._take_up(self.view)
        except SnapshotError as error:
            self._complain(str(error))

    def _first(self) -> Served:
        """What the store has to serve; the newest version that is whole if the served one is not.

        Raises what is wrong with the served version where none is whole.
        """
        try:
            return self._take_up(None)
        except SnapshotError as error:
            for version in self._store.versions():
                with contextlib.suppress(SnapshotError):
                    published = self._store.load(version.number)
                    if published is not None:
                        self._complain(str(error))
                        return _without_freshness(viewed(self._store, published))
            raise

    def _take_up(self, before: View | None) -> Served:
        mark, served, trouble = self._read(before)
        if mark != self._mark:
            number = mark.version.number if mark.version else None
            _log.info("took up", version=number, run=mark.run)
        self._mark, self.served = mark, served
        self._complain("; ".join(trouble) or None)
        return served

    def _complain(self, problem: str | None) -> None:
        """Say what is wrong as it begins, and not at each look."""
        if problem is not None and problem != self.problem:
            _log.error("kept what is served", reason=problem)
        self.problem = problem

    def _look(self) -> Mark:
        newest = self._store.runs(1)
        return Mark(
            self._store.served(),
            newest[0].id if newest else None,
            len(self._store.decisions()),
        )

    def _read(self, before: View | None) -> tuple[Mark, Served, tuple[str, ...]]:
        """What the store holds, and what of it cannot be read.

        It is read again where a run ended in the middle of it.
        """
        for _ in range(_AT_MOST):
            self._store.left_out()  # what was told of an earlier reading may be whole by now
            mark = self._look()
            served, trouble = self._fresh(self._view(mark.version, before))
            if self._look() == mark:
                break
        return mark, served, (*trouble, *map(str, self._store.left_out()))

    def _fresh(self, view: View) -> tuple[Served, tuple[str, ...]]:
        """The view with its freshness, or without where that cannot be read."""
        store = self._store
        try:
            freshness = freshness_of(view, store.states(), store.runs(MOST_RUNS), store.decisions())
        except (UnreadableRow, CodecError) as error:
            return _without_freshness(view), (str(error),)
        return Served(view, freshness), ()

    def _view(self, version: Version | None, before: View | None) -> View:
        if before is not None and version in (None, before.version):
            return before
        published = self._store.load() if version is not None else None
        return load_bundled() if published is None else viewed(self._store, published)

    @contextlib.asynccontextmanager
    async def polling(self, seconds: float) -> AsyncIterator[None]:
        """Take up what is new while the context lasts: as soon as the store tells of it by itself,
        and every so many seconds, whether it does or not.
        """
        told = asyncio.Event()
        tasks = [
            asyncio.create_task(self._listen(told, seconds)),
            asyncio.create_task(self._poll(told, seconds)),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self, told: asyncio.Event, seconds: float) -> None:
        heard = True
        while True:
            try:
                async with contextlib.aclosing(self._store.news()) as news:
                    async for _ in news:
                        heard = True
                        told.set()
                return
            except StoreError as error:
                if heard:
                    _log.warning("listening-broke-off", reason=str(error))
            heard = False
            told.set()  # that the database is away is noticed at once
            await asyncio.sleep(seconds)

    async def _poll(self, told: asyncio.Event, seconds: float) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), seconds)
            told.clear()
            before = self.view
            try:
                await asyncio.to_thread(self.refresh)
            except Exception as error:  # noqa: BLE001 - a bug must not make what is served grow old
                _log.exception("polling-failed")
                self.problem = f"polling the store failed: {error!r}"
            if self.view is not before:
                self.published.tell(self.served)


def _without_freshness(view: View) -> Served:
    return Served(view, freshness_of(view, (), (), ()))
