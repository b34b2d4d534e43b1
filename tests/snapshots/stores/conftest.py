"""The stores that keep the contract, each made empty for one test."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest

from benchmarks.postgres import Server
from snapshots.gate import Approved, review
from snapshots.model import Snapshot, Theme, Version
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import Holder, Run
from tests.databases import BACKENDS, done, empty, server_of

AT = "2026-01-31T04:00:00Z"
Tamper = Callable[..., None]


def _tamper(address: str, statement: str, *values: object) -> None:
    """Run a statement in the store behind its back."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as file, file:
            file.execute(statement, values)
        return
    if statement.startswith("DROP TABLE"):
        statement += " CASCADE"
    with psycopg.connect(address) as connection:
        connection.execute("SET search_path = iscm; SET session_replication_role = replica")
        connection.execute(statement.replace("?", "%s").encode(), values or None)


@pytest.fixture
def fresh(backend: str, tmp_path: Path) -> Iterator[Callable[[int], str]]:
    """The addresses of further stores, by number, each empty."""
    made: dict[int, str] = {}

    def of(number: int) -> str:
        if number not in made:
            folder = tmp_path / str(number)
            folder.mkdir(exist_ok=True)
            made[number] = empty(backend, folder)
        return made[number]

    yield of
    for one in made.values():
        done(backend, one)


@pytest.fixture(params=[one for one in BACKENDS if one != "sqlite"])
def server(request: pytest.FixtureRequest) -> Server:
    """A server of our own that may be killed."""
    if request.param == "postgres_named":
        pytest.skip("the server that the environment names is not ours to kill")
    return server_of(request.param.removeprefix("postgres_"))


@pytest.fixture
def store(address: str) -> Store:
    return open_store(address)


@pytest.fixture
def tamper(address: str) -> Tamper:
    """Runs a statement in the store behind its back."""
    return partial(_tamper, address)


def _content(*names: str) -> Snapshot:
    return Snapshot(themes=tuple(Theme(id=name, names={"en": name}) for name in names))


def _approved(snapshot: Snapshot) -> Approved:
    verdict = review(snapshot, None)
    assert isinstance(verdict, Approved)
    return verdict


@pytest.fixture
def content() -> Callable[..., Snapshot]:
    """A snapshot of themes with these names."""
    return _content


@pytest.fixture
def approved() -> Callable[[Snapshot], Approved]:
    """The approval of a snapshot that is the first."""
    return _approved


@pytest.fixture
def publish() -> Callable[..., Version]:
    """Publish a snapshot of themes with these names in a store."""

    def do(store: Store, *names: str, run: str = "run", at: str = AT) -> Version:
        return store.publish(_approved(_content(*names)), run=run, at=at)

    return do


@pytest.fixture
def run_of() -> Callable[..., Run]:
    """A run with this name."""

    def made(name: str, started: str = AT, outcome: str = "held") -> Run:
        return Run(id=name, started_at=started, finished_at=AT, outcome=outcome, report=b'{"a": 1}')

    return made


@pytest.fixture
def holder() -> Callable[[str], Holder]:
    """A run that takes the lease."""
    return lambda name: Holder(id=name, host="here", process=1, born_at=1.5, renewed_at=AT)
