"""A shared run whose jobs are done twice, over a real database."""

from contextlib import nullcontext

import pytest

from ingest.catalogue.catalogue import load_catalogue
from ingest.fetching.rules import FetchRules
from server.jobs.sharing import begin, shared
from snapshots.runs import Outcome
from snapshots.stores.postgres.answers import SharedRun
from snapshots.stores.postgres.store import PostgresStore
from snapshots.stores.records import Run

AT = "2026-12-01T02:00:00Z"


@pytest.fixture
def store(database: str) -> PostgresStore:
    return PostgresStore(database, "postgresql://test")


def test_a_run_that_is_recorded_is_not_begun_again(store: PostgresStore) -> None:
    rules = FetchRules(user_agent="iscm (+https://example.org/iscm)", hosts=frozenset())
    work = shared(store, load_catalogue(), rules, nullcontext)
    run = SharedRun(run="one", started_at=AT)
    assert begin(work, run)
    told = Run(
        id="one", started_at=AT, finished_at=AT, outcome=Outcome.UNCHANGED.value, report=b"{}"
    )
    store.record(told)
    store.drop_lease()
    store.forget_answers("one")
    assert begin(work, run) == ()
    assert store.holder() is None
    assert not store.awaits_any("one")


def test_an_answer_that_comes_once_the_run_is_over_leaves_nothing(store: PostgresStore) -> None:
    store.keep_answer("over", "https://one.test/", b"late", {"one.test": b"{}"})
    assert (store.answers("over"), store.standings("over")) == ({}, {})
