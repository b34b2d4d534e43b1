"""The stores that keep the contract, each made empty for one test."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from snapshots.gate import Approved, review
from snapshots.model import Snapshot, Theme, Version
from snapshots.stores.address import open_store
from snapshots.stores.base import Store
from snapshots.stores.records import Holder, Run

ADDRESSES: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'store.db'}",
}
"""Store → the address of an empty one, given a folder of its own."""

AT = "2026-01-31T04:00:00Z"
Tamper = Callable[..., None]


def _in_sqlite(address: str, statement: str, *values: object) -> None:
    path = address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


TAMPERING: dict[str, Tamper] = {"sqlite": _in_sqlite}
"""Store → what runs a statement in it behind its back."""


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ADDRESSES[request.param](tmp_path)


@pytest.fixture
def fresh(address: str, tmp_path: Path) -> Callable[[int], str]:
    """The addresses of further stores, by number, each empty."""

    def made(number: int) -> str:
        folder = tmp_path / str(number)
        folder.mkdir(exist_ok=True)
        return ADDRESSES[address.partition(":")[0]](folder)

    return made


@pytest.fixture
def store(address: str) -> Store:
    return open_store(address)


@pytest.fixture
def tamper(address: str) -> Tamper:
    """Runs a statement in the store behind its back."""
    return partial(TAMPERING[address.partition(":")[0]], address)


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
