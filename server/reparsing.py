"""Captures read anew by today's reader: what they say now, and a run that fetches nothing."""

from collections.abc import Iterator
from typing import Final

import msgspec

from ingest.catalogue import Catalogue
from ingest.errors import IngestError
from ingest.fetching.answers import Code, Failed
from ingest.intake import Settled
from ingest.page import Capture
from ingest.pipeline import Work, ingest
from ingest.read import read_page
from ingest.reading import Reading
from ingest.readings import restored
from server.fetching import catalogue_of
from server.lease import leased
from server.progress import Show
from server.running import CLOCK, new_run
from server.settings import Settings
from snapshots.runs import Report
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import PageState

_NOT_HAD: Final = frozenset({*map(str, Code), "unreadable-file"})
"""Codes of pages that the last run could not get: no reader makes them fresh."""


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """One capture after it was read: `reading`, or `error` where that could not be."""

    capture: Capture
    reading: Reading | None = None
    error: IngestError | None = None


def reread(store: Store, show: Show) -> Iterator[Reread]:
    """Every capture of the store, the oldest first, one at a time; nothing is written."""
    total = store.count_captures()
    for done, stored in enumerate(store.captures(), start=1):
        capture = restored(stored)
        try:
            yield Reread(capture=capture, reading=read_page(capture))
        except IngestError as error:
            yield Reread(capture=capture, error=error)
        show("read", done, total)


def publish_again(settings: Settings, show: Show) -> Report:
    """A run over the newest captures, without the network; raises as `run_once` does."""
    catalogue = catalogue_of(settings)
    store = open_store(settings.store)
    started = CLOCK.stamp()
    run = new_run(started)
    with leased(store, run):
        settled = settled_again(store, catalogue)
        work = Work(
            run=run,
            started_at=started,
            store=store,
            catalogue=catalogue,
            clock=CLOCK,
            progress=show,
        )
        return ingest(work, settled)


def settled_again(store: Store, catalogue: Catalogue) -> tuple[Settled, ...]:
    """The pages as the last run left them.

    A page that could not be had stays so, and one that moved stays moved: only what a reader can
    change is judged anew.
    """
    pages = frozenset(catalogue.pages)
    return tuple(
        _settled(one)
        for one in store.states()
        if one.url in pages and (one.latest is not None or one.stale_code is not None)
    )


def _settled(state: PageState) -> Settled:
    if state.moved_to is not None or state.stale_code not in _NOT_HAD:
        return Settled(url=state.url, state=state, before=state)
    failure = Failed(
        url=state.url,
        code=str(state.stale_code),
        message=state.stale_reason or "",
        at=state.stale_since or "",
        status=None,
    )
    return Settled(url=state.url, state=state, before=state, failure=failure)
