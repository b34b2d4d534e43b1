"""One run, put together from the settings: lease, fetch or files, pipeline."""

import asyncio
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from stamina.instrumentation import set_on_retry_hooks

from ingest.catalogue import Catalogue
from ingest.errors import UnreadableFile
from ingest.fetching.answers import Purpose
from ingest.intake import Intake, failed
from ingest.moment import Clock
from ingest.page import Capture
from ingest.pipeline import Work, ingest
from ingest.visits import Round, visit
from server.commands.manifest import content, located, read_manifest
from server.fetching import catalogue_of, rules_of
from server.lease import leased
from server.progress import Show
from server.settings import Settings
from snapshots.errors import LeaseLost
from snapshots.runs import Report
from snapshots.stores.address import open_store
from snapshots.stores.base import Store

CLOCK = Clock(now=lambda: datetime.now(UTC), seconds=time.perf_counter)


def run_once(settings: Settings, manifest: Path | None, show: Show) -> Report:
    """Run ingest once; raises UsageError, Overlap, CatalogueError and StoreError."""
    catalogue = catalogue_of(settings)
    rules = None if manifest else rules_of(settings, catalogue)
    store = open_store(settings.store)
    started = CLOCK.stamp()
    run = new_run(started)
    with leased(store, run) as lost:
        intake = Intake(store, started)
        began = CLOCK.seconds()
        sent: Counter[Purpose] = Counter()
        if rules is not None:
            set_on_retry_hooks([])  # by default each retry is logged; the report tells what failed
            way = Round(
                rules=rules,
                now=CLOCK.now,
                progress=_unless(lost, store, show),
                counted=lambda purpose: sent.update((purpose,)),
            )
            asyncio.run(visit(catalogue, store, intake, way))
        elif manifest is not None:
            _take_files(intake, manifest, catalogue, started)
        settled = intake.settled()
        work = Work(
            run=run,
            started_at=started,
            store=store,
            catalogue=catalogue,
            clock=CLOCK,
            progress=show,
            requests=sent[Purpose.PAGE],
            fetching=CLOCK.seconds() - began,
        )
        return ingest(work, settled)


def _unless(lost: threading.Event, store: Store, show: Show) -> Callable[[int, int], None]:
    """Progress that stops a run whose lease is lost: hosts are asked by the other one now."""

    def progress(done: int, of: int) -> None:
        if lost.is_set():
            raise LeaseLost(store.address, None)
        show("fetch", done, of)

    return progress


def new_run(at: str) -> str:
    """The id of a run: its start, and something that no other run of the second has."""
    return f"{at}-{secrets.token_hex(3)}"


def _take_files(intake: Intake, manifest: Path, catalogue: Catalogue, at: str) -> None:
    """The saved pages, each under its canonical address, as if it had been fetched.

    A file that cannot be read counts as a page that failed.
    """
    for asked in read_manifest(manifest):
        url = catalogue.canonical(asked.url)
        try:
            body = content(located(manifest, asked.file))
        except UnreadableFile as error:
            intake.take(failed(url, error, at))
            continue
        intake.take(Capture(url=url, body=body, media_type=asked.media_type, whole=asked.whole))
