"""`iscm schedule`: real runs, one after the other, each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from snapshots.stores.records import Run as StoredRun
from snapshots.stores.sqlite.store import SqliteStore

SCRIPT = Path(sys.executable).parent / "iscm"
CONTACT = ("--contact", "test@example.org")
FROM_FILES = ("--manifest", "manifest.jsonl")

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Start the scheduler beside the store; at the end it is gone."""
    begun: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [SCRIPT, "schedule", *arguments],
            cwd=tmp_path,
            env=environment | variables,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        # One that does not come to what is waited for ends, and the test with it.
        watch = threading.Timer(60, process.kill)
        watch.daemon = True
        watch.start()
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[str], event: str) -> dict[str, Any]:
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("{") and json.loads(line)["event"] == event:
            return dict(json.loads(line))
    raise AssertionError(f"the scheduler ended without {event}")


def stop(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> int:
    process.send_signal(number)
    process.communicate(timeout=30)
    return process.returncode


def test_a_run_that_is_due_is_made_and_the_next_one_named(
    start: Start, manifest: Write, store: SqliteStore
) -> None:
    manifest("hld.txt")
    process = start("--every", "6h", "--jitter", "0", *FROM_FILES)
    ended = until(process, "run-ended")
    assert (ended["exit_code"], ended["meaning"]) == (0, "published or unchanged")
    assert until(process, "next-run")["due"] > ended["timestamp"]
    assert stop(process) == 143
    (run,) = store.runs()
    assert run.outcome == "published"


def test_the_report_of_a_run_is_printed(start: Start, manifest: Write) -> None:
    manifest("hld.txt")
    process = start("--every", "6h", *FROM_FILES)
    until(process, "run-ended")
    process.terminate()
    printed, _ = process.communicate(timeout=30)
    assert "published; version 1 is served" in printed


def test_a_run_that_is_not_due_is_not_made(
    start: Start, manifest: Write, store: SqliteStore
) -> None:
    manifest("hld.txt")
    at = "2100-01-01T00:00:00Z"
    store.record(
        StoredRun(id="r", started_at=at, finished_at=at, outcome="unchanged", report=b"{}")
    )
    process = start("--every", "6h", *FROM_FILES)
    until(process, "next-run")
    assert stop(process, signal.SIGINT) == 130
    assert len(store.runs()) == 1


def test_a_run_that_fails_is_told_and_ends_nothing(start: Start) -> None:
    process = start("--every", "6h", "--manifest", "none.jsonl")
    ended = until(process, "run-ended")
    assert (ended["exit_code"], ended["level"]) == (2, "error")
    until(process, "next-run")
    assert stop(process) == 143


def test_another_run_that_goes_on_is_not_disturbed(
    start: Start, manifest: Write, store: SqliteStore, holding: Callable[[SqliteStore], None]
) -> None:
    manifest("hld.txt")
    holding(store)
    process = start("--every", "6h", *FROM_FILES)
    ended = until(process, "run-ended")
    assert (ended["exit_code"], ended["meaning"]) == (5, "another run is going on")
    assert stop(process) == 143
    assert store.runs() == ()


def test_sigterm_ends_the_run_that_goes_on_and_the_next_one_can_follow(
    start: Start, iscm: Run, manifest: Write, tmp_path: Path, store: SqliteStore
) -> None:
    os.mkfifo(tmp_path / "slow.jsonl")
    process = start("--every", "6h", "--manifest", "slow.jsonl")
    until(process, "run-started")
    # Opened for writing once the run reads: from here on it holds the lease and waits.
    with (tmp_path / "slow.jsonl").open("wb"):
        assert stop(process) == 143
    manifest("hld.txt")
    assert iscm("ingest", *FROM_FILES).returncode == 0
    assert len(store.runs()) == 1


def test_options_and_environment_reach_the_run(
    start: Start, manifest: Write, tmp_path: Path
) -> None:
    manifest("hld.txt")
    for arguments, variables in (
        (("--store", "sqlite:///other.db"), {}),
        ((), {"ISCM_STORE": "sqlite:///third.db"}),
    ):
        process = start("--every", "6h", *FROM_FILES, *arguments, **variables)
        assert until(process, "run-ended")["exit_code"] == 0
        stop(process)
    assert len(SqliteStore(tmp_path / "other.db").runs()) == 1
    assert len(SqliteStore(tmp_path / "third.db").runs()) == 1
    assert not (tmp_path / "iscm.db").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--every", "9m"), "iscm: --every: 10m at least expected, "),
        (("--every", "soon"), "iscm: --every: a duration "),
        (("--every", "6h", "--jitter", "1x"), "iscm: --jitter: a duration "),
        (("--every", "6h", "--catalogue", "none.toml"), "iscm: "),
        (("--every", "6h", "--store", "redis:///iscm"), "iscm: store redis:///iscm: "),
    ],
)
def test_what_makes_no_sense_is_said_at_once(
    iscm: Run, arguments: tuple[str, ...], message: str
) -> None:
    done = iscm("schedule", *arguments, *CONTACT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1


def test_who_is_asking_has_to_be_said_before_the_first_run(iscm: Run) -> None:
    done = iscm("schedule", "--every", "6h")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("iscm: ISCM_CONTACT: ")


def test_a_folder_of_the_name_of_a_package_is_not_taken_for_it(
    start: Start, manifest: Write, tmp_path: Path
) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "__init__.py").write_text("raise SystemExit(9)")
    manifest("hld.txt")
    process = start("--every", "6h", *FROM_FILES)
    assert until(process, "run-ended")["exit_code"] == 0
    stop(process)
