"""Captures read anew by today's reader: what they say now, and a run that fetches nothing."""

from collections.abc import Iterator

import msgspec

from ingest.errors import IngestError
from ingest.fetching.intake import settle_unasked
from ingest.page import Capture
from ingest.pipeline import RunContext, ingest
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.review.readings import restored
from server.jobs.fetching import catalogue_of
from server.jobs.lease import leased
from server.jobs.progress import Show
from server.jobs.running import CLOCK, new_run
from server.settings import Settings
from snapshots.runs import Report
from snapshots.stores.address import open_store
from snapshots.stores.base import StoreReader


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """One capture after it was read: `reading`, or `error` where that could not be."""

    capture: Capture
    reading: Reading | None = None
    error: IngestError | None = None


def reread(store: StoreReader, show: Show) -> Iterator[Reread]:
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
    store = open_store(settings.store, existing=True)
    started = CLOCK.timestamp()
    run = new_run(started)
    with leased(store, run):
        settled = settle_unasked(store, catalogue)
        work = RunContext(
            run=run,
            started_at=started,
            store=store,
            catalogue=catalogue,
            clock=CLOCK,
            progress=show,
        )
        return ingest(work, settled)
