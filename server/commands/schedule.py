"""`iscm schedule`: ingest, again and again, on a single machine."""

import asyncio
import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from ingest.clock import Clock
from server.commands.options import Catalogue, Contact, Manifest, StoreAddress
from server.durations import parse_duration
from server.errors import UsageError
from server.jobs.fetching import catalogue_of, rules_of
from server.jobs.scheduling import Schedule, keep_running
from server.jobs.timetable import SHORTEST
from server.logs import set_up_logs
from server.settings import Settings, load_settings
from snapshots.stores.address import read_store

_INGEST = (sys.executable, "-P", "-c", "from server.cli import main; main()", "ingest")
"""-P: a folder here that is called like one of our packages is not ours."""


def schedule(
    *,
    every: Annotated[str, typer.Option(help="From start to start: 6h, 1d; 10m at least.")],
    jitter: Annotated[
        str, typer.Option(help="Up to so much later, drawn anew for each run; 0 for none.")
    ] = "10m",
    at_start: Annotated[
        bool,
        typer.Option("--at-start/--no-at-start", help="Run at once, even if none is due."),
    ] = False,
    manifest: Manifest = None,
    catalogue: Catalogue = None,
    store: StoreAddress = None,
    contact: Contact = None,
) -> None:
    """Run iscm ingest whenever one is due, each time in a process of its own.

    A run is due so long after the start of the newest one in the store, whoever started that;
    runs that were missed are made up for once. On more than one machine use cron, systemd or
    Kubernetes (deploy/).

    Example: iscm schedule --every 6h --contact https://example.org/iscm

    Exit codes: 143 stopped by SIGTERM, 130 by Ctrl-C, 2 usage. A run that fails does not end it.
    """
    settings = load_settings(
        store=store, contact=contact, catalogue=str(catalogue) if catalogue else None
    )
    set_up_logs(settings.log_level, sys.stderr)
    _check(settings, manifest)
    os.environ["ISCM_STORE"] = settings.store
    plan = Schedule(
        store=read_store(settings.store, awaited=True),
        command=(*_INGEST, *_options(settings, manifest)),
        every=period_of(every),
        shortest=SHORTEST,
        jitter=jitter_of(jitter),
        at_start=at_start,
        clock=Clock(now=lambda: datetime.now(UTC), seconds=time.monotonic),
        random=random.Random(os.urandom(16)),
    )
    raise typer.Exit(128 + asyncio.run(keep_running(plan)))


def period_of(every: str) -> timedelta:
    """What --every says; raises UsageError."""
    period = duration_of("--every", every)
    if period < SHORTEST:
        minutes = SHORTEST // timedelta(minutes=1)
        raise UsageError(
            f"--every: {minutes}m at least expected, for the sake of those who are fetched from, "
            f"{every} found"
        )
    return period


def jitter_of(jitter: str) -> timedelta:
    """What --jitter says; raises UsageError."""
    return timedelta(0) if jitter == "0" else duration_of("--jitter", jitter)


def duration_of(option: str, words: str) -> timedelta:
    """What an option says, such as 90m; raises UsageError."""
    try:
        return parse_duration(words)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error


def _check(settings: Settings, manifest: Path | None) -> None:
    """What each run would fail of is said at once."""
    catalogue = catalogue_of(settings)
    if manifest is None:
        rules_of(settings, catalogue)


def _options(settings: Settings, manifest: Path | None) -> tuple[str, ...]:
    """What came by option; the other settings reach the run by the environment.

    So does the store: its address may have a password, and options are seen by the whole machine.
    """
    given = {
        "--contact": settings.contact,
        "--catalogue": settings.catalogue,
        "--manifest": str(manifest or ""),
    }
    return tuple(part for option, value in given.items() if value for part in (option, value))
