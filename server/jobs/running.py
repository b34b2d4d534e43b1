"""One run, put together from the settings: lease, fetch or files, pipeline."""

import asyncio
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from stamina.instrumentation import set_on_retry_hooks

from ingest.catalogue.catalogue import Catalogue
from ingest.clock import Clock
from ingest.errors import UnreadableFile
from ingest.fetching.crawl import CrawlOptions, crawl
from ingest.fetching.intake import Intake, Settled, settle_unasked
from ingest.fetching.results import Failed, Purpose
from ingest.page import Capture
from ingest.pipeline import RunContext, ingest
from server.errors import UsageError
from server.jobs.fetching import catalogue_of, rules_of
from server.jobs.lease import leased
from server.jobs.manifest import Asked, content, located, read_manifest
from server.jobs.page_names import address_of
from server.jobs.progress import Show
from server.settings import Settings
from snapshots.errors import LeaseLost
from snapshots.page_names import slugs_of
from snapshots.runs import Report
from snapshots.stores.address import open_store, read_store
from snapshots.stores.base import Store
from snapshots.stores.rehearsal import rehearsed

CLOCK = Clock(now=lambda: datetime.now(UTC), seconds=time.perf_counter)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is to do."""

    manifest: Path | None = None
    """Where the saved pages are listed that are read in place of fetched ones."""
    pages: tuple[str, ...] = ()
    """The only pages to look at, by slug or address; none: all that are followed."""
    dry: bool = False
    """Whether nothing is written: what would be published is only reported."""


def run_once(settings: Settings, order: Order, show: Show) -> Report:
    """Run ingest once; raises UsageError, Overlap, CatalogueError and StoreError."""
    catalogue = catalogue_of(settings)
    rules = None if order.manifest else rules_of(settings, catalogue)
    store = _opened(settings.store, order)
    only = _only(order.pages, store, catalogue)
    started = CLOCK.timestamp()
    run = new_run(started)
    with leased(store, run) as lost:
        intake = Intake(store, started)
        began = CLOCK.seconds()
        sent: Counter[Purpose] = Counter()
        if rules is not None:
            set_on_retry_hooks([])  # by default each retry is logged; the report tells what failed
            way = CrawlOptions(
                rules=rules,
                only=only,
                now=CLOCK.now,
                progress=_unless(lost, store, show),
                on_request=lambda purpose: sent.update((purpose,)),
            )
            asyncio.run(crawl(catalogue, store, intake, way))
        elif order.manifest is not None:
            _take_files(intake, _saved(order.manifest, catalogue, only), started)
        work = RunContext(
            run=run,
            started_at=started,
            store=store,
            catalogue=catalogue,
            clock=CLOCK,
            progress=show,
            requests=sent[Purpose.PAGE],
            fetching=CLOCK.seconds() - began,
        )
        report = settle(work, intake, only)
        return report if only is None else _about(report, only)


def settle(work: RunContext, intake: Intake, only: frozenset[str] | None = None) -> Report:
    """The second half of a run, once the pages are in; who calls it holds the lease.

    `only`: the pages that were asked for, where that is not all of them.
    """
    settled = intake.settled()
    if only is not None:
        settled = _with_others(settled, work.store, work.catalogue)
    report = ingest(work, settled)
    for row in work.store.left_out():  # what no run builds upon, no rehearsal does
        raise row
    return report


def _opened(address: str, order: Order) -> Store:
    if order.dry:
        return rehearsed(read_store(address, awaited=True))
    return open_store(address)


def _only(names: tuple[str, ...], store: Store, catalogue: Catalogue) -> frozenset[str] | None:
    """The addresses of the pages; None where none is named."""
    if not names:
        return None
    published = store.load()
    slugs = slugs_of(*([published.snapshot] if published else ()))
    pages = frozenset(address_of(name, slugs, catalogue) for name in names)
    for page in sorted(pages - frozenset(catalogue.pages)):
        raise UsageError(
            f"--page: {page} is none of the pages that are asked for; see iscm catalogue"
        )
    return pages


def _about(report: Report, pages: frozenset[str]) -> Report:
    """What the report says of these pages; the store has it whole."""
    changes = tuple(one for one in report.changes if one.url in pages)
    return msgspec.structs.replace(
        report, changes=changes, pages=len(pages), unchanged=len(pages) - len(changes)
    )


def _with_others(
    settled: tuple[Settled, ...], store: Store, catalogue: Catalogue
) -> tuple[Settled, ...]:
    """The pages that were asked, and the others as the last run left them."""
    asked = {one.url for one in settled}
    others = (one for one in settle_unasked(store, catalogue) if one.url not in asked)
    return tuple(sorted((*settled, *others), key=lambda one: one.url))


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


def _saved(
    manifest: Path, catalogue: Catalogue, only: frozenset[str] | None
) -> Iterator[tuple[str, Path, Asked]]:
    """The canonical address of each saved page, its file, and what the manifest says of it."""
    for asked in read_manifest(manifest):
        url = catalogue.canonical(asked.url)
        if only is None or url in only:
            yield url, located(manifest, asked.file), asked


def _take_files(intake: Intake, saved: Iterable[tuple[str, Path, Asked]], at: str) -> None:
    """The saved pages, as if they had come from their canonical addresses.

    A file that cannot be read counts as a page that failed.
    """
    for url, file, asked in saved:
        try:
            body = content(file)
        except UnreadableFile as error:
            intake.take(Failed.by(error, url, at))
            continue
        intake.take(Capture(url=url, body=body, media_type=asked.media_type, whole=asked.whole))
