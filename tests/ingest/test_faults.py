"""Whole runs under every fault: no published fact is lost, none is wrong, the rest goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from benchmarks.fault import ETAG, LAST_MODIFIED, Fault
from benchmarks.faults import FAULTS
from benchmarks.stage import Stage, staged
from benchmarks.world import Reply
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.clock import Clock
from ingest.fetching.addresses import resolve_by_system
from ingest.fetching.crawl import CrawlOptions, crawl
from ingest.fetching.intake import Intake
from ingest.page import Capture
from ingest.pipeline import RunContext, ingest
from snapshots.model import Snapshot
from snapshots.runs import Outcome, PageOutcome, Report
from snapshots.stores.sqlite.store import SqliteStore

HEALTHY = "http://healthy.test/page"
YESTERDAY = "2026-01-30T04:00:00Z"
STATES = ("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India", "Iraq")


def page(*states: str) -> bytes:
    members = "".join(f"- {state}\n" for state in states)
    return f"Faulty and Healthy\nEstablished: 1996\nMembers\n{members}".encode()


def catalogue_of(stage: Stage) -> Catalogue:
    return Catalogue(
        (
            CatalogueProcess(id="faulty", names={"en": "Faulty"}, pages=(stage.url,)),
            CatalogueProcess(id="healthy", names={"en": "Healthy"}, pages=(HEALTHY,)),
        )
    )


def clock() -> Clock:
    ticks: Iterator[int] = count()
    return Clock(now=lambda: datetime.now(UTC), seconds=lambda: float(next(ticks)))


def work_of(stage: Stage, store: SqliteStore, run: str) -> RunContext:
    return RunContext(
        run=run,
        started_at=YESTERDAY,
        store=store,
        catalogue=catalogue_of(stage),
        clock=clock(),
    )


def publish_yesterday(stage: Stage, store: SqliteStore) -> Snapshot:
    """A good run; the faulty page had the validators that the fault knows, if it knows any."""
    intake = Intake(store, YESTERDAY)
    known = {"etag": ETAG, "last_modified": LAST_MODIFIED} if stage.fault.known else {}
    intake.take(Capture(url=stage.url, body=page(*STATES), **known))
    intake.take(Capture(url=HEALTHY, body=page(*STATES)))
    report = ingest(work_of(stage, store, "yesterday"), intake.settled())
    assert report.outcome is Outcome.PUBLISHED
    return served(store)


async def run_today(stage: Stage, store: SqliteStore) -> Report:
    stage.world.script("healthy.test", "/page", Reply(body=page(*STATES, "Japan")))
    intake = Intake(store, YESTERDAY)
    way = CrawlOptions(
        rules=stage.rules(),
        now=stage.now,
        resolve=stage.resolver() if stage.fault.resolved else resolve_by_system,
    )
    await crawl(catalogue_of(stage), store, intake, way)
    return ingest(work_of(stage, store, "today"), intake.settled())


def served(store: SqliteStore) -> Snapshot:
    published = store.load()
    assert published is not None
    return published.snapshot


@pytest.mark.anyio
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_a_fault_loses_no_fact_and_stops_nothing(fault: Fault, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "iscm.db")
    with staged(fault, tmp_path) as stage:
        before = publish_yesterday(stage, store)
        report = await run_today(stage, store)
        asked = [seen.path for seen in stage.world.log if seen.host == stage.host]
    after = served(store)
    faulty, healthy = after.processes
    assert faulty == before.processes[0], "not one published fact of the page is another"
    assert len(healthy.participations) == len(STATES) + 1, "the other page was read and published"
    assert report.outcome is Outcome.PUBLISHED
    (state,) = [one for one in store.states() if one.url == stage.url]
    if fault.unchanged:
        assert state.stale_since is None
    else:
        (told,) = [one for one in report.changes if one.url == stage.url]
        assert told.outcome in (PageOutcome.KEPT, PageOutcome.HELD)
        assert (told.code, told.message) == (state.stale_code, state.stale_reason)
        assert state.stale_since is not None
        if fault.code or fault.later:
            assert told.code == (fault.code or fault.later)
    pages = [path for path in asked if path != "/robots.txt"]
    assert max(map(pages.count, pages), default=0) <= stage.rules().attempts
