"""The stores that keep the contract, each made empty for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from snapshots.stores.address import open_store
from snapshots.stores.base import Store

ADDRESSES: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'store.db'}",
}
"""Store → the address of an empty one, given a folder of its own."""


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ADDRESSES[request.param](tmp_path)


@pytest.fixture
def store(address: str) -> Store:
    return open_store(address)
