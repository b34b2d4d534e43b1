"""Several workers on one socket: each answers, is replaced, and finishes what is in."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from snapshots.model import Version

Run = Callable[..., subprocess.CompletedProcess[str]]
PROC = Path("/proc")
pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="processes are looked for in /proc")
BODY = b'{"query": "{ snapshot { version } }"}'
HEAD = (
    b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(BODY)
)


class Service:
    """A running `iscm serve` with workers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.printed = "".join(process.stdout.readline() for _ in range(3))
        found = re.search(r"GraphQL +(http://(\S+):(\d+))/graphql", self.printed)
        assert found, self.printed
        self.http, self.place = found[1], (found[2], int(found[3]))

    def workers(self) -> set[int]:
        """The processes that were started to answer."""
        children = PROC / f"{self.process.pid}/task/{self.process.pid}/children"
        return {int(pid) for pid in children.read_text().split() if _is_worker(int(pid))}

    def ask(self) -> object:
        """The version that is served."""
        asked = httpx.post(
            f"{self.http}/graphql", json={"query": "{ snapshot { version } }"}, timeout=60
        )
        return asked.json()["data"]["snapshot"]["version"]

    def ask_alone(self, worker: int, others: set[int]) -> object:
        """What one worker says while the others stand still."""
        for pid in others - {worker}:
            os.kill(pid, signal.SIGSTOP)
        try:
            return self.ask()
        finally:
            for pid in others - {worker}:
                os.kill(pid, signal.SIGCONT)


def _is_worker(pid: int) -> bool:
    """Whether it is one, and no dead one that nobody has asked about."""
    try:
        return b"spawn_main" in (PROC / f"{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def until(holds: Callable[[], bool]) -> None:
    """Wait for what comes sooner or later."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


@pytest.fixture
def serving(
    script: Path, tmp_path: Path, environment: dict[str, str]
) -> Callable[..., "contextmanager[Service]"]:
    @contextmanager
    def start(*options: str) -> Iterator[Service]:
        process = subprocess.Popen(
            [script, "serve", "--port", "0", "--workers", "2", *options],
            cwd=tmp_path,
            env=environment | {"ISCM_POLL": "0.1"},
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                service = Service(process)
                until(lambda: len(service.workers()) == 2)
                yield service
            finally:
                process.terminate()

    return start


def test_each_worker_answers_takes_up_what_is_published_and_is_replaced(
    serving: Callable, publish: Callable[..., Version]
) -> None:
    publish("hld")
    with serving() as service:
        assert "iscm serves version 1 of sqlite:///iscm.db" in service.printed
        first = service.workers()
        assert [service.ask_alone(one, first) for one in first] == [1, 1]
        publish("hld", "midsa")
        for one in first:
            until(lambda one=one: service.ask_alone(one, first) == 2)
        killed = min(first)
        os.kill(killed, signal.SIGKILL)
        until(lambda: len(service.workers() - {killed}) == 2)
        second = service.workers()
        assert [service.ask_alone(one, second) for one in second] == [2, 2]
        service.process.terminate()
        _, errors = service.process.communicate(timeout=60)
    assert service.process.returncode == -signal.SIGTERM
    assert "worker-replaced" in errors
    assert "Traceback" not in errors
    assert not any(map(_is_worker, first | second))


def test_a_request_under_way_is_finished_and_nobody_else_let_in(serving: Callable) -> None:
    with serving() as service, socket.create_connection(service.place, timeout=60) as client:
        client.sendall(HEAD)
        assert client.recv(1000).startswith(b"HTTP/1.1 100 ")
        service.process.terminate()
        until(lambda: _refuses(service.place))
        client.sendall(BODY)
        answer = b"".join(iter(lambda: client.recv(10_000), b""))
        _, errors = service.process.communicate(timeout=60)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"version":null' in answer.replace(b" ", b"")
    assert service.process.returncode == -signal.SIGTERM
    assert "Traceback" not in errors


def test_workers_end_in_good_order_on_an_interrupt_too(serving: Callable) -> None:
    with serving() as service:
        service.ask()
        service.process.send_signal(signal.SIGINT)
        _, errors = service.process.communicate(timeout=60)
    assert service.process.returncode in {130, -signal.SIGINT}
    assert "Traceback" not in errors


def test_workers_end_where_their_supervisor_was_killed(serving: Callable) -> None:
    with serving() as service:
        service.ask()
        workers = service.workers()
        service.process.kill()
        until(lambda: not any(map(_is_worker, workers)))


def test_what_cannot_be_served_is_said_once(iscm: Run, tmp_path: Path) -> None:
    (tmp_path / "iscm.db").write_bytes(b"no database at all, whatever is looked for in it")
    done = iscm("serve", "--port", "0", "--workers", "2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("iscm: store sqlite:///iscm.db: ") == 1


@pytest.mark.parametrize("number", ["0", "257", "many"])
def test_a_number_of_workers_that_is_none_is_named(iscm: Run, number: str) -> None:
    done = iscm("serve", "--port", "0", ISCM_WORKERS=number)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("iscm: ISCM_WORKERS: ")


def _refuses(place: tuple[str, int]) -> bool:
    try:
        socket.create_connection(place, timeout=60).close()
    except ConnectionRefusedError:
        return True
    return False
