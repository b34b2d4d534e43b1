"""`iscm worker`: a share of the work of ingest, on as many machines as there are."""

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from typing import Annotated, Any, Final

import psycopg
import structlog
import typer
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout
from stamina.instrumentation import set_on_retry_hooks

from server.commands.options import Catalogue, Contact, StoreAddress
from server.commands.schedule import duration_of, jitter_of, period_of
from server.errors import UsageError
from server.jobs.fetching import catalogue_of, rules_of
from server.jobs.queue import make_tables, pool_of, turns_by
from server.jobs.scheduling import told_to_stop
from server.jobs.sharing import shared
from server.jobs.tasks import SILENT, Tasks, Timing
from server.logs import set_up_logs
from server.settings import Settings, load_settings
from snapshots.errors import StoreError
from snapshots.stores.address import open_store, shown
from snapshots.stores.postgres.store import PostgresStore

_LOOK: Final = 1.0
"""Seconds, at most, after which the next page of a host that has rested is asked for."""
_GRACE: Final = 30.0
"""Seconds for jobs under way to end in; others do again what did not."""
_AWAY: Final = (psycopg.Error, ConnectorException, PoolTimeout, StoreError)
_TOLD_ELSEWHERE: Final = ("procrastinate.worker.worker", "procrastinate.utils")
"""Loggers that tell of a database that is away, with all that led to it."""
_log = structlog.get_logger("iscm.worker")


def worker(
    *,
    every: Annotated[
        str | None,
        typer.Option(
            help="Begin runs, from start to start: 6h, 1d; 10m at least.", show_default=False
        ),
    ] = None,
    jitter: Annotated[str, typer.Option(help="Up to so much later; 0 for none.")] = "10m",
    at_start: Annotated[
        bool, typer.Option("--at-start/--no-at-start", help="Begin a run at once.")
    ] = False,
    deadline: Annotated[
        str, typer.Option(help="So long after its start a run ends, with what was answered.")
    ] = "90m",
    catalogue: Catalogue = None,
    store: StoreAddress = None,
    contact: Contact = None,
) -> None:
    """Take a share of the runs of ingest: any number of workers, on any number of machines.

    They meet in the PostgreSQL database of the store. Each page is one job, and no host is asked by
    two at once; the last job publishes. A run is due so long after the start of the newest one in
    the store, whoever started that; it does not matter how many workers are told by --every.

    Example: iscm worker --every 6h --store postgresql://iscm@db/iscm --contact https://example.org

    Exit codes: 143 stopped by SIGTERM, 130 by Ctrl-C, 2 usage. How a run ended is in the log of who
    ended it.
    """
    settings = load_settings(
        store=store, contact=contact, catalogue=str(catalogue) if catalogue else None
    )
    set_up_logs(settings.log_level, sys.stderr)
    timing = Timing(
        every=period_of(every) if every else None,
        jitter=jitter_of(jitter),
        deadline=duration_of("--deadline", deadline),
    )
    raise typer.Exit(128 + asyncio.run(_work(settings, timing, at_start=at_start)))


async def _work(settings: Settings, timing: Timing, *, at_start: bool) -> signal.Signals:
    """Work until SIGTERM or SIGINT comes: that signal is given back."""
    catalogue = catalogue_of(settings)
    rules = rules_of(settings, catalogue)
    store = _store(settings)
    _make_tables(settings.store)
    set_on_retry_hooks([])  # by default each retry is logged; the report tells what failed
    _tell_once()
    stopped = told_to_stop()
    async with pool_of(settings.store, settings.hosts_at_once) as pool:
        work = shared(store, catalogue, rules, turns_by(pool, store.address))
        tasks = Tasks(work, pool, timing)
        async with tasks.app.open_async():
            if at_start:
                await tasks.begin_run()
            while not stopped.done():
                await _until_away(tasks.app, settings, stopped)
    return stopped.result()


async def _until_away(
    app: App, settings: Settings, stopped: asyncio.Future[signal.Signals]
) -> None:
    """Do jobs until told to stop, or until the database is away."""
    jobs: asyncio.Future[Any] = asyncio.create_task(
        app.run_worker_async(
            concurrency=settings.hosts_at_once,
            fetch_job_polling_interval=min(_LOOK, max(settings.delay / 2, 0.05)),
            shutdown_graceful_timeout=_GRACE,
            stalled_worker_timeout=SILENT,
            install_signal_handlers=False,
            delete_jobs="successful",
        )
    )
    both: list[asyncio.Future[Any]] = [jobs, stopped]
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    if stopped.done():
        jobs.cancel()
    try:
        with suppress(asyncio.CancelledError):
            await jobs
    except _AWAY as error:
        _log.error("database-away", reason=" ".join(str(error).split()))
    if not stopped.done():
        await asyncio.wait([stopped], timeout=settings.poll)


def _tell_once() -> None:
    """Of a database that is away `database-away` tells, and nobody else."""
    for name in _TOLD_ELSEWHERE:
        logging.getLogger(name).addFilter(_is_news)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it warns of each attempt


def _is_news(record: logging.LogRecord) -> bool:
    return record.exc_info is None or not isinstance(record.exc_info[1], _AWAY)


def _store(settings: Settings) -> PostgresStore:
    if settings.store.startswith("sqlite:"):
        raise UsageError(
            "ISCM_STORE: a PostgreSQL database expected (postgresql://user@host/database), for "
            f"workers meet in one, {settings.store} found; iscm schedule runs ingest on a single "
            "machine over this store"
        )
    store = open_store(settings.store)
    assert isinstance(store, PostgresStore)
    return store


def _make_tables(address: str) -> None:
    try:
        make_tables(address)
    except psycopg.Error as error:
        raise StoreError(shown(address), " ".join(str(error).split())) from error
