"""The trial itself: a run for each version, and what came of it."""

import asyncio
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg
from procrastinate import App, PsycopgConnector

from benchmarks.machines.asking import Answers, Client, gathered, mixed
from benchmarks.machines.hosts import Hosts
from benchmarks.machines.programs import logged, running, server
from benchmarks.postgres import Server, installed
from benchmarks.world import World
from server.jobs.queue import make_tables, pool_of
from server.jobs.running import CLOCK, new_run
from snapshots.stores.address import open_store
from snapshots.stores.postgres.migrations import NEWS

CLIENTS: Final = 2
"""Of each server."""
_PATIENCE: Final = 60.0
"""Seconds in which a run ends, and every server answers of what it published."""
Say = Callable[[str], None]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a trial."""

    runs: int
    versions: int
    """Those that were published."""
    answers: int
    failures: tuple[str, ...]
    mixed: tuple[str, ...]
    requests: int
    """That the hosts were asked."""
    impolite: tuple[str, ...]
    lags: tuple[float, ...]
    """Seconds from the news of each version to the first answer of the last server."""

    @property
    def is_good(self) -> bool:
        """Whether everything was as it should be."""
        wrong = (*self.failures, *self.mixed, *self.impolite)
        return not wrong and self.versions == self.runs == len(self.lags)

    def told(self) -> dict[str, Any]:
        """The same, for programs."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


def trial(runs: int, servers: int, workers: int, say: Say) -> Outcome:
    """So many runs of so many workers, each of which publishes, under the eyes of the servers."""
    with _machines(servers, workers) as (begin, hosts, addresses, place):
        store = open_store(place)
        stop = threading.Event()
        clients = [
            Client(number, address, stop)
            for number, address in enumerate(addresses)
            for _ in range(CLIENTS)
        ]
        with _heard(place) as heard:
            for client in clients:
                client.start()
            try:
                for number in range(1, runs + 1):
                    begin()
                    if number % 10 == 0 or number == runs:
                        say(f"{number} of {runs} runs")
                newest = max(one.number for one in store.versions())
                _wait(lambda: all(newest in client.first for client in clients))
            finally:
                stop.set()
                for client in clients:
                    client.join()
        answers = gathered(clients)
        return Outcome(
            runs=runs,
            versions=len(store.versions()) - 1,
            answers=answers.number,
            failures=answers.failures,
            mixed=mixed(answers, store),
            requests=hosts.requests,
            impolite=hosts.impolite(),
            lags=tuple(_lags(answers, heard, servers)),
        )


@contextmanager
def _machines(
    servers: int, workers: int
) -> Iterator[tuple[Callable[[], None], Hosts, list[str], str]]:
    """All that runs: what has a run begun and waits for its end, the hosts, the servers by address,
    and where the store is.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = Server(next(iter(installed().values())))
        stack.callback(database.remove)
        hosts = Hosts(stack.enter_context(World()))
        place = database.new()
        make_tables(place)
        settings = {**os.environ, **hosts.settings(folder), "ISCM_STORE": place}
        logs = [
            stack.enter_context(running(f"worker{number}", settings, folder, "worker"))
            for number in range(workers)
        ]
        begin = partial(_run, hosts, place, logs)
        begin()  # servers have something to serve
        addresses = [
            stack.enter_context(server(f"server{number}", settings, folder))
            for number in range(servers)
        ]
        yield begin, hosts, addresses, place


def _run(hosts: Hosts, place: str, logs: Iterable[Path]) -> None:
    """Have a run begun, and wait until a worker says that it ended well; raises RuntimeError."""
    hosts.run += 1
    started = CLOCK.timestamp()
    name = new_run(started)
    asyncio.run(begin_run(place, name, started))
    _wait(lambda: bool(_ended(logs, name)))
    ended = _ended(logs, name)
    if [one["exit_code"] for one in ended] != [0]:
        raise RuntimeError(f"the end of run {name} with exit code 0 expected, {ended} found")


async def begin_run(place: str, name: str, started: str) -> None:
    """Have a run of that name begun by whichever worker is free."""
    connector = PsycopgConnector(pool_factory=lambda **_: pool_of(place, 0))
    async with App(connector=connector).open_async() as app:
        begin = app.configure_task("begin", lock="begin", queueing_lock="begin", priority=10)
        await begin.defer_async(run=name, started=started)


def _ended(logs: Iterable[Path], name: str) -> list[dict[str, object]]:
    return [one for log in logs for one in logged(log, "run-ended") if one["run"] == name]


@contextmanager
def _heard(place: str) -> Iterator[dict[int, float]]:
    """Version → when the news of it came, as `time.monotonic` counts; it grows."""
    heard: dict[int, float] = {}
    with psycopg.connect(place, autocommit=True) as news, psycopg.connect(place) as asking:
        news.execute(f"LISTEN {NEWS}".encode())
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                for _ in news.notifies(timeout=0.2):
                    moment = time.monotonic()
                    row = asking.execute("SELECT max(number) FROM iscm.versions").fetchone()
                    asking.rollback()
                    if row is not None:
                        heard.setdefault(row[0], moment)

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield heard
        finally:
            done.set()
            thread.join()


def _lags(answers: Answers, heard: dict[int, float], servers: int) -> Iterator[float]:
    """Of every version that came while all servers were asked."""
    for number, moment in heard.items():
        firsts = [answers.first.get((place, number)) for place in range(servers)]
        seen = [one for one in firsts if one is not None]
        if number > 1 and len(seen) == servers:
            yield max(seen) - moment


def _wait(holds: Callable[[], bool]) -> None:
    """Until that holds, but no longer than `_PATIENCE`: what did not come is told in the end."""
    end = time.monotonic() + _PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
