"""What tests of several commands share: a run that goes on while they look."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

import psutil
import pytest

from ingest.clock import timestamp
from server.jobs.lease import born, machine
from snapshots.stores.records import Holder
from snapshots.stores.sqlite.store import SqliteStore


@pytest.fixture
def holding() -> Callable[[SqliteStore], None]:
    """Let the process of the tests, which lives, hold the lease as the run `another`."""

    def hold(store: SqliteStore) -> None:
        mine = Holder(
            id="another",
            host=machine(),
            process=os.getpid(),
            born_at=born(psutil.Process()),
            renewed_at=timestamp(datetime.now(UTC)),
        )
        assert store.take_lease(mine, lambda _: False) is None

    return hold
