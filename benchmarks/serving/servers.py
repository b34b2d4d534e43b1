"""Starting a server on a core of its own, and stopping it."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import psutil

from benchmarks.serving.answers import Differs, answers
from benchmarks.serving.peer import Missing, Peer, Place

_READY_WITHIN: Final = 120
"""Seconds: with a hundred times the data some take long to load it."""
_STOPS_WITHIN: Final = 10
_RESTS_WITHIN: Final = 60
_LOOK: Final = 0.2
"""Seconds between two looks whether a server works."""
_IDLE: Final = 0.2
"""Of a core: more is work."""


class Server(NamedTuple):
    """A peer that answers."""

    peer: Peer
    url: str
    process: psutil.Process

    def rest(self) -> None:
        """Return when it works no more: on what the load no longer waits for, others would wait."""
        ends = time.monotonic() + _RESTS_WITHIN
        while time.monotonic() < ends:
            before = self.worked()
            time.sleep(_LOOK)
            if self.worked() - before < _IDLE * _LOOK:
                return

    def worked(self) -> float:
        """Seconds of processor time, of all its threads, since it started."""
        times = self.process.cpu_times()
        return times.user + times.system


@contextmanager
def running(peer: Peer, place: Place, core: int, body: str) -> Iterator[Server]:
    """The peer on a free port and the given core, from its first answer to the body on.

    Raises Missing with the end of its log where it does not answer.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}{peer.path}"
    environment = os.environ | dict(place.environment) | dict(peer.extra(place))
    command = ["taskset", "-c", str(core), *peer.command(place, port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(process, url, body)
            yield Server(peer, url, psutil.Process(process.pid))
        except (TimeoutError, Differs) as error:
            log.seek(0)
            raise Missing(f"{peer.name}: {error}\n{log.read()[-2000:].decode()}") from error
        finally:
            _stop(process)


def cores() -> tuple[int, int]:
    """The core of the server and that of the load. Raises Missing where there is only one."""
    usable = sorted(os.sched_getaffinity(0))
    if len(usable) < 2:
        raise Missing("two cores expected, one for the server and one for the load, one found")
    return usable[0], usable[1]


def _wait(process: subprocess.Popen[bytes], url: str, body: str) -> None:
    ends = time.monotonic() + _READY_WITHIN
    while not answers(url, body):
        code = process.poll()
        if code is not None:
            raise TimeoutError(f"an answer expected, exit code {code} found")
        if time.monotonic() > ends:
            raise TimeoutError(f"an answer within {_READY_WITHIN} s expected, none found")
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
