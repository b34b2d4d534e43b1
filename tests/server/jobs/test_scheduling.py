"""The loop: whatever a run ends with, the next one comes; a signal ends it, and what it runs."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from snapshots.stores.records import Run
from snapshots.stores.sqlite.store import SqliteStore

LOOP = """
import asyncio, random, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ingest.clock import Clock
from server.logs import set_up_logs
from server.jobs.scheduling import Schedule, keep_running
from snapshots.stores.sqlite.store import SqliteStore
store, every, shortest, start, *command = sys.argv[1:]
set_up_logs("info", sys.stdout)
got = asyncio.run(keep_running(Schedule(
    store=SqliteStore(Path(store)),
    command=command,
    every=timedelta(seconds=float(every)),
    shortest=timedelta(seconds=float(shortest)),
    jitter=timedelta(0),
    at_start=start == "start",
    clock=Clock(now=lambda: datetime.now(UTC), seconds=time.monotonic),
    random=random.Random(1),
)))
sys.exit(int(got))
"""
OFTEN, DAILY = "0.05", "86400"


class Loop:
    """A loop in a process of its own, and what it logs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def until(self, event: str) -> dict[str, Any]:
        """The next such event; what comes before it is passed over."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line)
            if said["event"] == event:
                assert isinstance(said, dict)
                return said
        raise AssertionError(f"the loop ended without {event}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> list[dict[str, Any]]:
        """Send the signal, and give what is logged until the end."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=30)
        assert self.process.returncode == number
        return [json.loads(line) for line in rest.splitlines()]


Start = Callable[..., Loop]


@pytest.fixture
def start(store: SqliteStore, environment: dict[str, str]) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def begin(command: str, every: str, shortest: str = "0", at_start: str = "") -> Loop:
        path = store.address.removeprefix("sqlite:///")
        shell = ("/bin/sh", "-c", command)
        process = subprocess.Popen(
            [sys.executable, "-c", LOOP, path, every, shortest, at_start, *shell],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        # A loop that does not come to what is waited for ends, and the test with it.
        watch = threading.Timer(60, process.kill)
        watch.daemon = True
        watch.start()
        return Loop(process)

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def ran(store: SqliteStore, at: str) -> None:
    store.record(Run(id=at, started_at=at, finished_at=at, outcome="unchanged", report=b"{}"))


@pytest.mark.parametrize(
    ("command", "code", "level"),
    [
        ("exit 0", 0, "info"),
        ("exit 1", 1, "error"),
        ("exit 2", 2, "error"),
        ("exit 3", 3, "warning"),
        ("exit 4", 4, "warning"),
        ("exit 5", 5, "warning"),
        ("kill -KILL $$", -9, "error"),
    ],
)
def test_no_run_ends_the_loop(start: Start, command: str, code: int, level: str) -> None:
    loop = start(command, every=OFTEN)
    for _ in range(3):
        ended = loop.until("run-ended")
        assert (ended["exit_code"], ended["level"]) == (code, level)
        assert ended["meaning"] != "unknown"
    loop.stop()


def test_a_failed_run_waits_for_its_next_time_as_a_good_one_does(start: Start) -> None:
    loop = start("exit 1", every=DAILY)
    ended = loop.until("run-ended")
    due = loop.until("next-run")["due"]
    assert due[:10] > ended["timestamp"][:10]
    loop.stop()


def test_a_run_that_met_another_one_tries_again_after_the_shortest_time(start: Start) -> None:
    loop = start("exit 5", every=DAILY, shortest="0.1")
    for _ in range(2):
        assert loop.until("run-ended")["exit_code"] == 5
    loop.stop()


def test_a_run_of_another_counts(store: SqliteStore, start: Start) -> None:
    ran(store, "2100-01-01T00:00:00Z")
    loop = start("exit 0", every=DAILY)
    due = loop.until("next-run")
    assert due["due"][:10] > due["timestamp"][:10]
    assert loop.stop() == []


def test_missed_runs_are_made_up_for_once(store: SqliteStore, start: Start) -> None:
    ran(store, "2026-01-01T00:00:00Z")
    loop = start("exit 0", every=DAILY)
    loop.until("run-ended")
    due = loop.until("next-run")
    assert due["due"][:10] > due["timestamp"][:10]
    assert loop.stop() == []


def test_at_the_start_it_runs_if_it_is_told_to(store: SqliteStore, start: Start) -> None:
    ran(store, "2100-01-01T00:00:00Z")
    loop = start("exit 0", every=DAILY, at_start="start")
    assert loop.until("run-ended")["exit_code"] == 0
    loop.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_wait_at_once(
    store: SqliteStore, start: Start, number: signal.Signals
) -> None:
    ran(store, "2100-01-01T00:00:00Z")
    loop = start("exit 0", every=DAILY)
    loop.until("next-run")
    assert loop.stop(number) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_goes_on_is_told_and_waited_for(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    done = tmp_path / "done"
    # The shell does its trap once it is told; `wait` lets it hear of that at once.
    told_to = f"trap 'kill $!; echo ended > {done}; exit 7' TERM"
    # The child says that it is up: by then it has put off the trap, and can be killed.
    command = f"{told_to}; (echo > {tmp_path}/up; exec sleep 60) & wait"
    loop = start(command, every=DAILY)
    process = psutil.Process(loop.until("run-started")["process"])
    while not (tmp_path / "up").exists():
        assert process.is_running()
    told, ended = loop.stop(number)
    assert told["event"] == "run-told-to-end"
    assert (ended["exit_code"], ended["level"]) == (7, "info")
    assert done.read_text() == "ended\n"


def test_a_run_that_takes_longer_than_a_period_is_told_of(start: Start) -> None:
    loop = start("exec sleep 60", every=OFTEN)
    assert loop.until("run-overdue")["level"] == "warning"
    loop.stop()
