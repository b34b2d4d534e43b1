"""The stores that keep the contract, each made empty for one test."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from snapshots.stores.address import open_store
from snapshots.stores.base import Store

ADDRESSES: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'store.db'}",
}
"""Store → the address of an empty one, given a folder of its own."""

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
