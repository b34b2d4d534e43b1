"""Servers over one PostgreSQL database: each learns of a version by itself, and outlives it."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import httpx
import psycopg
import pytest

from benchmarks.postgres import Server
from server.current import Current
from snapshots.gate import Approved, review
from snapshots.model import Process, Snapshot, Version
from snapshots.stores.address import open_store, read_store

FOR_EVER = 3600.0
LISTENERS = "query LIKE 'LISTEN %' AND datname = current_database()"
SCRIPT = Path(sys.executable).parent / "iscm"


def publish(address: str, *names: str) -> Version:
    verdict = review(Snapshot(processes=tuple(Process(id=n, names={"en": n}) for n in names)), None)
    assert isinstance(verdict, Approved)
    return open_store(address).publish(verdict, run="test", at="2026-01-31T04:00:00Z")


async def until(holds: Callable[[], bool]) -> None:
    with anyio.fail_after(30):
        while not holds():
            await anyio.sleep(0.01)


def listeners(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {LISTENERS}")
        return int((row.fetchone() or (0,))[0])


@contextmanager
def serving(address: str, environment: dict[str, str], folder: Path) -> Iterator[str]:
    """`iscm serve` in a process of its own; where it answers."""
    settings = {"ISCM_STORE": address, "ISCM_PORT": "0", "ISCM_POLL": "0.2"}
    command = [SCRIPT, "serve"]
    with (folder / "out").open("w") as out, (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, env=environment | settings, stdout=out, stderr=log, cwd=folder
        )
    try:
        yield _address(process, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _address(process: subprocess.Popen[bytes], folder: Path) -> str:
    while process.poll() is None:
        for word in ((folder / "out").read_text() + (folder / "log").read_text()).split():
            found = word.strip("\",}'")
            if found.startswith("http://127.0.0.1:") and not found.endswith(":0"):
                return found
    raise AssertionError((folder / "log").read_text())


@pytest.mark.anyio
async def test_a_version_is_taken_up_as_it_is_published(database: str) -> None:
    publish(database, "hld")
    current = Current(read_store(database))
    async with current.polling(FOR_EVER):
        await until(lambda: listeners(database) == 1)
        second = publish(database, "hld", "midsa")
        await until(lambda: current.view.version == second)
    assert listeners(database) == 0


@pytest.mark.anyio
async def test_a_version_of_the_moment_before_it_listens_is_taken_up(database: str) -> None:
    publish(database, "hld")
    current = Current(read_store(database))
    second = publish(database, "hld", "midsa")
    async with current.polling(FOR_EVER):
        await until(lambda: current.view.version == second)


@pytest.mark.anyio
async def test_who_cannot_listen_any_more_asks_and_listens_again(database: str) -> None:
    publish(database, "hld")
    current = Current(read_store(database))
    async with current.polling(0.1):
        await until(lambda: listeners(database) == 1)
        with psycopg.connect(database) as connection:
            connection.execute(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {LISTENERS}"
            )
        second = publish(database, "hld", "midsa")
        await until(lambda: current.view.version == second)
        await until(lambda: listeners(database) == 1)


@pytest.mark.anyio
async def test_readers_do_not_notice_that_the_database_is_away(
    database: str, postgres: Server, environment: dict[str, str], tmp_path: Path
) -> None:
    first = publish(database, "hld")
    with serving(database, environment, tmp_path) as place, httpx.Client(base_url=place) as client:

        def served() -> int:
            answer = client.post("/graphql", json={"query": "{ snapshot { version } }"})
            assert answer.status_code == 200
            return int(answer.json()["data"]["snapshot"]["version"])

        def status() -> str:
            assert served() == first.number
            answer = client.get("/readyz")
            assert answer.status_code == 200
            return str(answer.json()["status"])

        assert status() == "ready"
        postgres.kill()
        await until(lambda: status() == "degraded")
        assert "store" in client.get("/readyz").json()["problem"]
        postgres.start()
        await until(lambda: status() == "ready")
        second = publish(database, "hld", "midsa")
        await until(lambda: served() == second.number)
