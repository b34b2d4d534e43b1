"""`iscm worker` as operators run it: some of them over one database, hosts that keep a log."""

import asyncio
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from benchmarks.machines.trial import begin_run
from benchmarks.postgres import Server, installed
from benchmarks.world import Reply, Seen, World
from snapshots.reports import read_report
from snapshots.runs import Outcome, Report
from snapshots.stores.address import open_store
from snapshots.stores.base import Store

PAGES = Path(__file__).parents[3] / "snapshots" / "bundled" / "pages"
HLD, MIDCOM = "hld-fr.txt", "midcom-en.txt"
DIALOGUE = "Dialogue de haut niveau sur les migrations internationales et le développement"
ONE, TWO = "one.test", "two.test"
DELAY = 0.2
SCRIPT = Path(sys.executable).parent / "iscm"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        for host, name in ((ONE, HLD), (ONE, MIDCOM), (TWO, MIDCOM)):
            body = (PAGES / name).read_bytes()
            reply = Reply(body=body, media_type="text/plain; charset=utf-8", etag=f'"{name}"')
            world.script(host, f"/{name}", reply)
        yield world


@pytest.fixture
def address(database: str) -> Iterator[str]:
    yield database
    with psycopg.connect(database) as connection:
        connection.execute("DROP SCHEMA IF EXISTS iscm_jobs CASCADE")


@pytest.fixture
def settings(
    environment: dict[str, str], world: World, address: str, tmp_path: Path
) -> dict[str, str]:
    """Three pages of two hosts, one of which is not there."""
    (tmp_path / "catalogue.toml").write_text(
        f'[[process]]\nid = "hld"\nname_en = "High-level Dialogue"\nname_fr = "{DIALOGUE}"\n'
        f'pages = ["http://{ONE}/{HLD}"]\n'
        f'[[process]]\nid = "midcom"\nname_en = "MIDCOM"\n'
        f'pages = ["http://{ONE}/{MIDCOM}", "http://{TWO}/gone"]\n'
    )
    places = world.connect_to(ONE, TWO)
    return environment | {
        "ISCM_STORE": address,
        "ISCM_CATALOGUE": str(tmp_path / "catalogue.toml"),
        "ISCM_CONTACT": "https://example.org/iscm",
        "ISCM_DELAY": str(DELAY),
        "ISCM_NETWORKS": "127.0.0.0/8",
        "ISCM_CONNECT_TO": ",".join(f"{host}={place}" for host, place in places.items()),
    }


class Worker:
    """A worker in a process of its own, and its log."""

    def __init__(self, settings: dict[str, str], log: Path, *options: str) -> None:
        self._log = log
        with log.open("w") as stderr:
            self.process = subprocess.Popen(
                [SCRIPT, "worker", *options], env=settings, stderr=stderr, cwd=log.parent
            )

    def told(self, event: str) -> list[dict[str, object]]:
        lines = map(json.loads, self._log.read_text().splitlines())
        return [line for line in lines if line["event"] == event]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


Start = Callable[..., Worker]


@pytest.fixture
def start(settings: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    workers: list[Worker] = []

    def do(*options: str, **variables: str) -> Worker:
        made = Worker(settings | variables, tmp_path / f"log{len(workers)}", *options)
        workers.append(made)
        return made

    yield do
    for one in workers:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        assert "Traceback" not in one._log.read_text(), one._log.read_text()


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def reports(store: Store) -> list[Report]:
    return [read_report(one) for one in store.runs()]


def one_after_the_other(world: World, host: str) -> bool:
    """Whether no request came before the one before it had its answer and the host its rest."""
    seen = [one for one in world.log if one.host == host]
    return all(
        one.ended is not None and next_.began - one.ended >= DELAY - 0.005
        for one, next_ in pairwise(seen)
    )


def test_two_workers_share_a_run(start: Start, world: World, address: str) -> None:
    workers = [start("--at-start"), start()]
    store = open_store(address)
    until(lambda: bool(store.runs()))
    (report,) = reports(store)
    assert (report.outcome, report.pages, report.requests) == (Outcome.PUBLISHED, 3, 3)
    assert [(one.url, one.code) for one in report.failures] == [
        (f"http://{TWO}/gone", "http-status")
    ]
    published = store.load()
    assert published is not None
    assert [len(one.participations) for one in published.snapshot.processes] == [195, 21]
    assert world.paths(ONE) == ["/robots.txt", f"/{HLD}", f"/{MIDCOM}"]
    assert one_after_the_other(world, ONE)
    until(lambda: any(one.told("run-ended") for one in workers))
    (ended,) = [line for one in workers for line in one.told("run-ended")]
    assert (ended["exit_code"], ended["why"]) == (4, "published, 3 pages")
    assert [one.stop() for one in workers] == [143, 143]


def test_a_second_run_asks_with_conditions_and_a_third_one_is_no_other(
    start: Start, world: World, address: str
) -> None:
    store = open_store(address)
    for number in (1, 2):
        worker = start("--at-start")
        until(lambda number=number: len(store.runs()) == number)
        until(lambda worker=worker: len(worker.told("run-ended")) == 1)
        assert worker.stop() == 143
    again = [one for one in world.log if one.host == ONE][3:]
    assert [one.headers["if-none-match"] for one in again] == [f'"{HLD}"', f'"{MIDCOM}"']
    assert len(store.versions()) == 1


def test_who_is_killed_is_replaced_and_no_page_is_lost(
    start: Start, world: World, address: str
) -> None:
    asked = threading.Event()

    def answer(_: Seen) -> Reply:
        if asked.is_set():
            return Reply(body=(PAGES / MIDCOM).read_bytes(), media_type="text/plain; charset=utf-8")
        asked.set()
        return Reply(wait=60)

    world.script(ONE, f"/{MIDCOM}", answer)
    first = start("--at-start")
    assert asked.wait(60)
    first.process.kill()
    second = start()
    store = open_store(address)
    until(lambda: bool(store.runs()), 90)
    assert [one.code for one in reports(store)[0].failures] == ["http-status"]
    assert second.told("job-rescued")
    assert world.paths(ONE) == ["/robots.txt", f"/{HLD}", f"/{MIDCOM}", f"/{MIDCOM}"]


def test_one_run_at_a_time_and_the_other_one_says_so(
    start: Start, world: World, address: str, iscm: Run, settings: dict[str, str]
) -> None:
    world.script(TWO, "/gone", Reply(wait=5))
    first = start("--at-start")
    until(lambda: bool(world.paths(TWO)))
    done = iscm("ingest", **{name: settings[name] for name in settings if name.startswith("ISCM")})
    assert done.returncode == 5
    assert "is going on (process 0 on iscm worker)" in done.stderr
    second = start("--at-start")
    until(lambda: bool(first.told("run-ended") + second.told("run-ended")))
    (refused,) = first.told("run-ended") + second.told("run-ended")
    assert (refused["exit_code"], refused["meaning"]) == (5, "another run is going on")
    until(lambda: bool(open_store(address).runs()))


def test_who_does_not_answer_in_time_keeps_nobody_waiting(
    start: Start, world: World, address: str
) -> None:
    world.script(TWO, "/gone", Reply(wait=60))
    start("--at-start", "--deadline", "5s")
    store = open_store(address)
    until(lambda: bool(store.runs()))
    (report,) = reports(store)
    assert [(one.url, one.code) for one in report.failures] == [
        (f"http://{TWO}/gone", "not-answered")
    ]
    assert report.outcome is Outcome.PUBLISHED


def test_a_database_that_is_away_is_waited_for(start: Start) -> None:
    server = Server(next(iter(installed().values())))
    address = server.new()
    worker = start("--at-start", ISCM_STORE=address)
    until(lambda: len(worker.told("run-ended")) == 1)
    server.kill()
    until(lambda: bool(worker.told("database-away")))
    server.start()
    asyncio.run(begin_run(address, "2026-01-31T04:00:00Z-again", "2026-01-31T04:00:00Z"))
    until(lambda: len(worker.told("run-ended")) == 2)
    assert [one["exit_code"] for one in worker.told("run-ended")] == [4, 4]
    assert len(open_store(address).runs()) == 2
    assert worker.stop() == 143
    server.remove()


def test_a_redirect_to_another_host_waits_for_its_turn_there(
    start: Start, world: World, address: str
) -> None:
    world.script(ONE, f"/{MIDCOM}", Reply(wait=0.5, body=(PAGES / MIDCOM).read_bytes()))
    world.script(TWO, "/gone", Reply(status=302, headers=(("Location", f"http://{ONE}/there"),)))
    workers = [start("--at-start"), start()]
    until(lambda: bool(open_store(address).runs()))
    assert "/there" in world.paths(ONE)
    assert one_after_the_other(world, ONE)
    assert [one.stop() for one in workers] == [143, 143]


def test_a_host_that_asks_to_be_left_alone_is_left_alone_by_all(
    start: Start, world: World, address: str
) -> None:
    busy = Reply(status=503, headers=(("Retry-After", "3600"),))
    for name in (HLD, MIDCOM):
        world.script(ONE, f"/{name}", busy)
    workers = [start("--at-start"), start()]
    store = open_store(address)
    until(lambda: bool(store.runs()))
    assert len(world.paths(ONE)) == 2  # robots.txt and one page
    assert [one.stop() for one in workers] == [143, 143]


def test_a_store_in_a_file_is_refused_and_the_way_out_named(iscm: Run) -> None:
    done = iscm("worker", "--contact", "https://example.org")
    assert done.returncode == 2
    assert (
        "ISCM_STORE: a PostgreSQL database expected (postgresql://user@host/database)"
        in done.stderr
    )
    assert "sqlite:///iscm.db found; iscm schedule runs ingest on a single machine" in done.stderr
