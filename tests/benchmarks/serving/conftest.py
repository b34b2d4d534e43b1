"""A store with a random snapshot, and the application that serves it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from benchmarks.serving.data import published
from server.app import create_app
from server.settings import Settings
from snapshots.model import Snapshot
from snapshots.stores.address import open_store


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'iscm.db'}"


@pytest.fixture
def snapshot(address: str) -> Snapshot:
    return published(1, address)


@pytest.fixture
async def client(address: str, snapshot: Snapshot) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(), open_store(address))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as one:
        yield one
