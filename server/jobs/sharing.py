"""A run that several workers share: one begins it, each asks for pages, one settles it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random
from typing import Final

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.fetching.answers import Answer, gathered
from ingest.fetching.client import Standing, Turns
from ingest.fetching.crawl import CrawlOptions, fetch_one, requests_for, targets_of
from ingest.fetching.intake import Intake
from ingest.fetching.redirects import AskedPage
from ingest.fetching.results import FetchResult, PageRequest, Purpose
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target
from ingest.pipeline import RunContext
from server.errors import Overlap
from server.jobs.lease import is_dead, leased
from server.jobs.running import CLOCK, settle
from server.jobs.timetable import drawn, next_due
from snapshots.freshness import moment
from snapshots.runs import Report
from snapshots.stores.postgres.answers import SharedRun
from snapshots.stores.postgres.store import PostgresStore
from snapshots.stores.records import Holder

_WORKERS: Final = "iscm worker"
"""In place of a machine: no process holds the lease of a shared run, only signs of life do."""
_SIGN_OF_LIFE: Final = 10.0
"""Seconds between two of them."""


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker works with."""

    store: PostgresStore
    catalogue: Catalogue
    rules: FetchRules
    turns: Turns
    """Wait for whoever else asks a host, on any machine."""
    targets: Mapping[str, Target]
    """Where the requests for the pages of the catalogue go."""
    untargeted: Mapping[str, FetchResult]
    """What became of pages that no request can go to."""


def shared(store: PostgresStore, catalogue: Catalogue, rules: FetchRules, turns: Turns) -> Shared:
    """With the pages of the catalogue taken apart, once for all runs."""
    untargeted: dict[str, FetchResult] = {}

    def keep(result: FetchResult) -> None:
        untargeted[result.url] = result

    way = CrawlOptions(rules=rules, now=CLOCK.now)
    return Shared(
        store=store,
        catalogue=catalogue,
        rules=rules,
        turns=turns,
        targets=targets_of(catalogue.pages, way, keep),
        untargeted=untargeted,
    )


def is_due(store: PostgresStore, every: timedelta, jitter: timedelta) -> bool:
    """Whether a run is to begin now; not while another one goes on.

    Every worker draws the same jitter, for it is drawn by the run before.
    """
    holder = store.holder()
    if holder is not None and not is_dead(holder):
        return False
    last = store.shared_run()
    starts = [(moment(one.started_at), one.id) for one in store.runs(1)]
    starts += [(moment(last.started_at), last.run)] if last else []
    if not starts:
        return True
    started, run = max(starts)
    now = CLOCK.now()
    return next_due(started, every, drawn(jitter, Random(run)), now) <= now


def begin(work: Shared, run: SharedRun) -> tuple[PageRequest, ...]:
    """Take the lease for the run; the pages that it asks for, none where it is recorded already.

    Raises Overlap.
    """
    if work.store.run(run.run) is not None:  # who began it died before saying so
        return ()
    mine = Holder(id=run.run, host=_WORKERS, process=0, born_at=0.0, renewed_at=CLOCK.timestamp())
    other = work.store.take_lease(mine, is_dead)
    if other is not None:
        raise Overlap(other)
    requests = requests_for(work.catalogue.pages, work.store, run.started_at)
    work.store.await_answers(run, (one.url for one in requests))
    return requests


async def ask(work: Shared, run: str, request: PageRequest) -> bool:
    """Ask for a page and keep the answer, unless there is one; whether it was the last one.

    Nothing is asked in a run that is over, or lost its lease.
    """
    store, url = work.store, request.url
    if not await asyncio.to_thread(store.awaits, run, url):
        return False
    async with _alive(store, run) as alive:
        if not alive:
            return False
        known = await asyncio.to_thread(store.standings, run)
        before = {host: msgspec.json.decode(one, type=Standing) for host, one in known.items()}
        answer, standings = await _answer(work, request, before)
        told = {host: msgspec.json.encode(one) for host, one in standings.items()}
        content = msgspec.msgpack.encode(answer)
        await asyncio.to_thread(store.keep_answer, run, url, content, told)
    return not await asyncio.to_thread(store.awaits_any, run)


async def _answer(
    work: Shared, request: PageRequest, standings: Mapping[str, Standing]
) -> tuple[Answer, Mapping[str, Standing]]:
    target = work.targets.get(request.url)
    if target is None:
        return Answer.of(work.untargeted[request.url], 0), {}
    sent: Counter[Purpose] = Counter()
    way = CrawlOptions(
        rules=work.rules,
        now=CLOCK.now,
        on_request=lambda purpose: sent.update((purpose,)),
        turns=work.turns,
    )
    page = AskedPage(asked=request, target=target)
    result, standings = await fetch_one(page, work.targets, way, work.store, standings)
    return Answer.of(result, sent[Purpose.PAGE]), standings


@asynccontextmanager
async def _alive(store: PostgresStore, run: str) -> AsyncIterator[bool]:
    """Give signs of life of the run within; whether it has its lease."""

    async def beat() -> None:
        while await asyncio.to_thread(store.goes_on, run, CLOCK.timestamp()):
            await asyncio.sleep(_SIGN_OF_LIFE)

    alive = await asyncio.to_thread(store.goes_on, run, CLOCK.timestamp())
    heart = asyncio.create_task(beat())
    try:
        yield alive
    finally:
        heart.cancel()
        await asyncio.gather(heart, return_exceptions=True)


def end(work: Shared, run: SharedRun) -> Report | None:
    """Settle the run with the answers that are there; None where that was done already.

    Raises Overlap where another run has taken its place.
    """
    store = work.store
    answers = store.answers(run.run)
    if not answers:
        return None
    report = None
    if store.run(run.run) is None:  # else it was recorded by somebody who died of it
        with leased(store, run.run):
            report = _settled(work, run, answers)
    store.forget_answers(run.run)
    return report


def _settled(work: Shared, run: SharedRun, answers: Mapping[str, bytes | None]) -> Report:
    store = work.store
    validators_of = {one.url: one.validators_of for one in store.states()}
    results, requests = gathered(answers, validators_of, CLOCK.timestamp())
    intake = Intake(store, run.started_at)
    for result in results:
        intake.take(result)
    return settle(
        RunContext(
            run=run.run,
            started_at=run.started_at,
            store=store,
            catalogue=work.catalogue,
            clock=CLOCK,
            requests=requests,
            fetching=(CLOCK.now() - moment(run.started_at)).total_seconds(),
        ),
        intake,
    )
