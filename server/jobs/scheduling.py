"""The loop of `iscm schedule`: wait until a run is due, run it in a process of its own."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

import msgspec
import structlog

from ingest.clock import Clock, timestamp
from server.jobs.timetable import LOOK, drawn, next_due, seconds_left, wait_for
from snapshots.errors import StoreError
from snapshots.stores.base import StoreReader

OVERLAP: Final = 5
"""The exit code of a run that found another one going on."""
MEANINGS: Final = {
    0: "published or unchanged",
    1: "a bug",
    2: "a setting or the store cannot be used",
    3: "held for review",
    4: "some pages failed or are held",
    OVERLAP: "another run is going on",
}
_log = structlog.get_logger("iscm.schedule")


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """What the loop works with."""

    store: StoreReader
    command: Sequence[str]
    """What starts a run: a program and its arguments."""
    every: timedelta
    shortest: timedelta
    """The least time between two starts of ours, whatever the wall clock says."""
    jitter: timedelta
    at_start: bool
    clock: Clock
    """Its seconds are monotonic."""
    random: Random


async def keep_running(schedule: Schedule) -> signal.Signals:
    """Run whenever a run is due, until SIGTERM or SIGINT comes: that signal is given back.

    What a run ends with does not end the loop. A run that goes on is told to end, and waited for.
    """
    stopped = told_to_stop()
    not_before = schedule.clock.seconds()
    last: datetime | None = None
    """The last start of ours that counts: one that met another run does not."""
    due = schedule.clock.now() if schedule.at_start else _due(schedule, last)
    while not stopped.done():
        await _wait(schedule, due, not_before, stopped)
        if stopped.done():
            break
        started = schedule.clock.now()
        not_before = schedule.clock.seconds() + schedule.shortest.total_seconds()
        code = await _run(schedule, stopped)
        last = last if code == OVERLAP else started
        due = _due(schedule, last)
    return stopped.result()


def told_to_stop() -> asyncio.Future[signal.Signals]:
    """Done with the first signal to end."""
    loop = asyncio.get_running_loop()
    stopped: asyncio.Future[signal.Signals] = loop.create_future()

    def stop(number: signal.Signals) -> None:
        if not stopped.done():
            stopped.set_result(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    return stopped


def _due(schedule: Schedule, last: datetime | None) -> datetime:
    """From the newest run that the store knows, whoever started it, or our own if it left none."""
    now = schedule.clock.now()
    starts = [one for one in (_newest(schedule.store), last) if one is not None]
    jitter = drawn(schedule.jitter, schedule.random)
    return next_due(max(starts, default=None), schedule.every, jitter, now)


def _newest(store: StoreReader) -> datetime | None:
    try:
        newest = store.runs(1)
    except StoreError as error:  # it may be back when the run is due, and that one says so if not
        _log.warning("store-unreadable", problem=str(error))
        return None
    return datetime.fromisoformat(newest[0].started_at) if newest else None


async def _wait(
    schedule: Schedule,
    due: datetime,
    not_before: float,
    stopped: asyncio.Future[signal.Signals],
) -> None:
    clock = schedule.clock
    wait = wait_for(due, clock.now(), clock.seconds(), not_before=not_before)
    left = seconds_left(wait, clock.now(), clock.seconds())
    _log.info("next-run", due=timestamp(clock.now() + timedelta(seconds=max(0.0, left))))
    while left > 0 and not stopped.done():
        await asyncio.wait([stopped], timeout=min(left, LOOK))
        left = seconds_left(wait, clock.now(), clock.seconds())


async def _run(schedule: Schedule, stopped: asyncio.Future[signal.Signals]) -> int | None:
    """The exit code, negative where a signal ended the run; None where it could not start."""
    try:
        # A session of its own: Ctrl-C is for us, who pass it on once.
        child = await asyncio.create_subprocess_exec(*schedule.command, start_new_session=True)
    except OSError as error:
        _log.error("run-not-started", problem=str(error))
        return None
    _log.info("run-started", process=child.pid)
    began = schedule.clock.seconds()
    ending = asyncio.ensure_future(child.wait())
    await _watch(schedule, ending, stopped)
    if not ending.done():
        _log.info("run-told-to-end", process=child.pid)
        with suppress(ProcessLookupError):  # it has ended by itself this very moment
            child.terminate()
    code = await ending
    seconds = round(schedule.clock.seconds() - began, 1)
    tell = _log.info if stopped.done() else loudness(_log, code)
    tell("run-ended", exit_code=code, meaning=_meaning(code), seconds=seconds)
    return code


async def _watch(
    schedule: Schedule, ending: asyncio.Future[int], stopped: asyncio.Future[signal.Signals]
) -> None:
    """Wait until the run has ended or is to end; one that takes longer than a period is told of."""
    watched: list[asyncio.Future[Any]] = [ending, stopped]
    done: set[asyncio.Future[Any]] = set()
    while not done:
        late = schedule.every.total_seconds()
        done, _ = await asyncio.wait(watched, timeout=late, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            _log.warning("run-overdue", every=str(schedule.every))


def loudness(log: Any, code: int) -> Callable[..., None]:
    """As loud as the code is bad: what somebody must look at is no mere information."""
    loud = {0: log.info, 3: log.warning, 4: log.warning, OVERLAP: log.warning}
    return loud.get(code, log.error)  # type: ignore[no-any-return] # loggers have no static type


def _meaning(code: int) -> str:
    if code < 0:
        return f"ended by signal {signal.Signals(-code).name}"
    return MEANINGS.get(code, "unknown")
