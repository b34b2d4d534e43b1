"""The jobs that workers do: whether a run is due, its beginning, its pages, its end, and rescue."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

import msgspec
import structlog
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

from ingest.fetching.results import PageRequest
from server.errors import Overlap, UsageError
from server.jobs.queue import Pool
from server.jobs.reports import exit_code
from server.jobs.running import CLOCK, new_run
from server.jobs.scheduling import MEANINGS, OVERLAP, loudness
from server.jobs.sharing import Shared, ask, begin, end, is_due
from snapshots.errors import LeaseLost
from snapshots.stores.postgres.answers import SharedRun

SILENT: Final = 30.0
"""Seconds without a sign of life after which a worker is dead, and its jobs are others'."""
_AGAIN: Final = RetryStrategy(max_attempts=5, wait=5)
_FIRST: Final = 10
"""The priority of whatever is no page: it waits for none."""
_KEPT: Final = 24 * 7
"""Hours for which a job that failed can be looked at."""
_EVERY_MINUTE: Final = "* * * * *"
_EVERY_TWENTY_SECONDS: Final = "* * * * * */20"
_log = structlog.get_logger("iscm.worker")


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """When runs begin and end."""

    every: timedelta | None
    """From start to start; None where others begin them."""
    jitter: timedelta
    deadline: timedelta
    """After the start, when a run does without the answers that it lacks."""


class Tasks:
    """What the jobs do; each may be done twice, and the second time changes nothing."""

    def __init__(self, work: Shared, pool: Pool, timing: Timing) -> None:
        self._work = work
        self._timing = timing
        self.app = App(connector=PsycopgConnector(pool_factory=lambda **_: pool))
        task = partial(self.app.task, retry=_AGAIN)
        rescue = task(name="rescue", queueing_lock="rescue", priority=_FIRST)(self.rescue)
        look = task(name="look", queueing_lock="look", priority=_FIRST)(self.look)
        self.app.periodic(cron=_EVERY_TWENTY_SECONDS)(rescue)
        if timing.every is not None:
            self.app.periodic(cron=_EVERY_MINUTE)(look)
        beginning = task(name="begin", lock="begin", queueing_lock="begin", priority=_FIRST)
        self._begin = beginning(self.begin)
        self._page = task(name="page", queue="pages")(self.page)
        self._end = task(name="end")(self.end)

    async def rescue(self, timestamp: int) -> None:  # noqa: ARG002 - procrastinate gives it
        """Give the jobs of dead workers to others, and forget those that failed long ago."""
        jobs = self.app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT):
            _log.warning("job-rescued", job=job.id, task=job.task_name, lock=job.lock)
            await jobs.retry_job(job)
        await jobs.delete_old_jobs(_KEPT, include_failed=True, include_aborted=True)

    async def look(self, timestamp: int) -> None:  # noqa: ARG002 - procrastinate gives it
        """Begin a run if one is due."""
        every, jitter = self._timing.every, self._timing.jitter
        if every is None or not await asyncio.to_thread(is_due, self._work.store, every, jitter):
            return
        await self.begin_run()

    async def begin_run(self) -> None:
        """Let a worker begin a run, unless one is to do so already."""
        started = CLOCK.timestamp()
        job = self._begin.configure().make_new_job(run=new_run(started), started=started)
        await self._defer([job])

    async def begin(self, run: str, started: str) -> None:
        """Take the lease, and make a job of each page."""
        begun = SharedRun(run=run, started_at=started)
        try:
            requests = await asyncio.to_thread(begin, self._work, begun)
        except Overlap as error:
            _tell_end(run, OVERLAP, str(error))
            return
        if not requests:
            return
        _log.info("run-begun", run=run, pages=len(requests))
        told = {"run": run, "started": started, "catalogue": self._work.catalogue.digest}
        seconds = int(self._timing.deadline.total_seconds())
        deadline = self._end.configure(lock=run, schedule_in={"seconds": seconds})
        last = deadline.make_new_job(**told)
        await self._defer([last, *self._pages(requests, told)])

    def _pages(self, requests: Iterable[PageRequest], told: Mapping[str, str]) -> Iterator[Job]:
        """One job a page, those of a host one after the other."""
        for one in requests:
            target = self._work.targets.get(one.url)
            job = self._page.configure(
                lock=f"host {target.host}" if target else None,
                queueing_lock=f"{told['run']} {one.url}",
            )
            yield job.make_new_job(page=msgspec.to_builtins(one), **told)

    async def page(self, run: str, started: str, catalogue: str, page: dict[str, Any]) -> None:
        """Ask for a page; whoever has the last answer ends the run."""
        self._check(catalogue)
        if await ask(self._work, run, msgspec.convert(page, PageRequest)):
            job = self._end.configure(lock=run, queueing_lock=f"end {run}", priority=_FIRST)
            await self._defer([job.make_new_job(run=run, started=started, catalogue=catalogue)])

    async def end(self, run: str, started: str, catalogue: str) -> None:
        """Settle, read, assemble, review and publish: all pages are in, or it is time."""
        self._check(catalogue)
        begun = SharedRun(run=run, started_at=started)
        try:
            report = await asyncio.to_thread(end, self._work, begun)
        except (Overlap, LeaseLost) as error:
            _tell_end(run, OVERLAP, str(error))
            await asyncio.to_thread(self._work.store.forget_answers, run)
            return
        if report is not None:
            _tell_end(run, exit_code(report), f"{report.outcome.value}, {report.pages} pages")

    async def _defer(self, jobs: list[Job]) -> None:
        """Queue all of the jobs, or none where one of them is queued: then all of them are."""
        try:
            await self.app.job_manager.batch_defer_jobs_async(jobs)
        except AlreadyEnqueued:
            return

    def _check(self, catalogue: str) -> None:
        """Raises UsageError where the run follows another catalogue: it is for other workers."""
        mine = self._work.catalogue.digest
        if catalogue != mine:
            raise UsageError(
                f"ISCM_CATALOGUE: the catalogue of the run ({catalogue}) expected, {mine} found"
            )


def _tell_end(run: str, code: int, why: str) -> None:
    loudness(_log, code)("run-ended", run=run, exit_code=code, meaning=MEANINGS[code], why=why)
