"""One run at a time, and none for ever: real processes hold the lease, die and come back."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import psutil
import pytest

from ingest.clock import timestamp
from server.errors import Overlap
from server.jobs.lease import born, is_dead, leased, machine
from snapshots.errors import LeaseLost
from snapshots.gate import Approved, review
from snapshots.model import Process, Snapshot
from snapshots.runs import Outcome
from snapshots.stores.records import Holder, PageState, Run
from snapshots.stores.sqlite.store import SqliteStore

AT = "2026-01-31T04:00:00Z"
UNSHARED = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc")
HOLD = """
import sys
from pathlib import Path
from server.jobs.lease import leased
from snapshots.stores.sqlite.store import SqliteStore
with leased(SqliteStore(Path(sys.argv[1])), "theirs"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_run(store: SqliteStore) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lease as the run `theirs` until its standard input ends."""
    path = store.address.removeprefix("sqlite:///")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def ago(seconds: float) -> str:
    return timestamp(datetime.now(UTC) - timedelta(seconds=seconds))


def elsewhere(seconds: float) -> Holder:
    """A run on another machine that was heard of so long ago."""
    return Holder(id="theirs", host="elsewhere", process=1, born_at=0.0, renewed_at=ago(seconds))


def here(**fields: object) -> Holder:
    """This very process as a holder."""
    mine = Holder(
        id="theirs",
        host=machine(),
        process=os.getpid(),
        born_at=born(psutil.Process()),
        renewed_at=ago(0),
    )
    return msgspec.structs.replace(mine, **fields)


def holder(store: SqliteStore) -> Holder | None:
    """Who holds the lease, as one finds out who wants it."""
    return SqliteStore(Path(store.address.removeprefix("sqlite:///"))).take_lease(
        here(id="asks"), lambda _: False
    )


def approved() -> Approved:
    verdict = review(Snapshot(processes=(Process(id="hld", names={"en": "HLD"}),)), None)
    assert isinstance(verdict, Approved)
    return verdict


def test_a_run_that_lives_keeps_others_out(store: SqliteStore) -> None:
    with other_run(store) as process:
        with pytest.raises(Overlap) as caught, leased(store, "mine"):
            pass
        assert caught.value.holder.id == "theirs"
        assert str(caught.value).startswith(
            f"run theirs is going on (process {process.pid} on {machine()}): "
        )


def test_ingest_says_so_with_exit_code_5(
    store: SqliteStore, iscm: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    with other_run(store):
        done = iscm("ingest", "--manifest", "none.jsonl")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("iscm: run theirs is going on ")
    assert store.runs() == ()


def test_a_run_that_ended_lets_the_next_one_in(store: SqliteStore) -> None:
    with other_run(store) as process:
        process.communicate()
        assert process.returncode == 0
        with leased(store, "mine"):
            pass


def test_a_run_that_was_killed_is_followed_at_once(store: SqliteStore) -> None:
    with other_run(store) as process:
        process.kill()
        process.wait()
        with leased(store, "mine"):
            held = holder(store)
            assert held is not None
            assert held.id == "mine"


def test_a_killed_run_that_nobody_has_reaped_is_dead_too(store: SqliteStore) -> None:
    with other_run(store) as process:
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE
        with leased(store, "mine"):
            pass


def test_a_process_id_that_another_process_has_now_is_no_life() -> None:
    assert not is_dead(here())
    assert is_dead(here(born_at=born(psutil.Process()) - 5))


@pytest.mark.parametrize(("seconds", "dead"), [(0, False), (100, False), (130, True)])
def test_a_run_on_another_machine_lives_while_it_is_heard_of(seconds: int, dead: bool) -> None:
    assert is_dead(elsewhere(seconds)) is dead


def test_a_run_that_went_silent_elsewhere_is_followed(store: SqliteStore) -> None:
    store.take_lease(elsewhere(130), is_dead)
    with leased(SqliteStore(Path(store.address.removeprefix("sqlite:///"))), "mine"):
        pass


def test_a_stamp_from_the_future_is_no_sign_of_life() -> None:
    assert not is_dead(elsewhere(-100))
    assert is_dead(elsewhere(-130))


@pytest.mark.parametrize("timestamp", ["yesterday", "", "2026-01-31", "2026-13-31T04:00:00Z"])
def test_a_stamp_that_is_no_moment_is_no_sign_of_life(timestamp: str) -> None:
    assert is_dead(msgspec.structs.replace(elsewhere(0), renewed_at=timestamp))


@pytest.mark.parametrize("number", [-1, 0, 1 << 62])
def test_a_number_that_no_process_has_is_a_dead_one(number: int) -> None:
    assert is_dead(here(process=number, born_at=0.5))


def test_a_container_of_the_same_name_is_another_machine() -> None:
    inside = here(host=f"{machine()} pid:[1]", process=1, born_at=0.0)
    assert not is_dead(inside)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
def test_a_container_knows_that_it_is_one() -> None:
    code = "from server.jobs.lease import machine; print(machine())"
    done = subprocess.run(
        [*UNSHARED, sys.executable, "-c", code],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    if done.returncode != 0:
        pytest.skip(f"no namespace can be made here: {done.stderr.strip()}")
    assert done.stdout.strip() != machine()


def test_an_error_within_gives_the_lease_back(store: SqliteStore) -> None:
    with pytest.raises(ZeroDivisionError), leased(store, "mine"):
        raise ZeroDivisionError
    assert holder(store) is None


def test_a_lease_that_cannot_be_given_back_spoils_no_run(store: SqliteStore) -> None:
    with leased(store, "mine"):
        connection = sqlite3.connect(store.address.removeprefix("sqlite:///"))
        connection.execute("DROP TABLE lease")
        connection.close()


def writes(store: SqliteStore) -> Iterator[Callable[[], object]]:
    run = Run(id="r", started_at=AT, finished_at=AT, outcome=Outcome.UNCHANGED, report=b"{}")
    yield lambda: store.publish(approved(), run="mine", at=AT)
    yield lambda: store.record(run)
    yield lambda: store.keep_states((PageState(url="https://www.iom.int/first"),))


@pytest.mark.parametrize("ended", [False, True], ids=["goes on", "has ended"])
def test_a_run_whose_place_another_took_cannot_write(store: SqliteStore, ended: bool) -> None:
    another = SqliteStore(Path(store.address.removeprefix("sqlite:///")))
    with leased(store, "mine"):
        assert another.take_lease(here(), lambda _: True) is None
        if ended:
            another.drop_lease()
        for write in writes(store):
            with pytest.raises(LeaseLost):
                write()
    assert (store.versions(), store.runs(), store.states()) == ((), (), ())


def test_a_run_that_lost_its_lease_does_not_take_it_from_the_other(store: SqliteStore) -> None:
    another = SqliteStore(Path(store.address.removeprefix("sqlite:///")))
    with leased(store, "mine"):
        another.take_lease(here(), lambda _: True)
        assert not store.renew_lease(AT)
    held = holder(store)
    assert held is not None
    assert held.id == "theirs"


def test_within_the_lease_all_can_be_written(store: SqliteStore) -> None:
    with leased(store, "mine"):
        for write in writes(store):
            write()
    assert len(store.versions()) == len(store.runs()) == len(store.states()) == 1
