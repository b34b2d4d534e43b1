"""Runs that write nothing come to what the same runs come to that do."""

from pathlib import Path

import msgspec
import pytest

from benchmarks.days import FIRST, SECOND, STATES, failed, page, run, unchanged
from ingest.fetching.results import FetchResult
from ingest.page import Capture
from snapshots.runs import Report
from snapshots.stores.rehearsal import rehearsed
from snapshots.stores.sqlite.store import SqliteStore

PART = msgspec.structs.replace(page(url=SECOND), whole=False)


@pytest.mark.parametrize(
    "arrivals",
    [
        (page((*STATES, "Japan")), unchanged(SECOND, 2)),
        (page(STATES[:5]), page(url=SECOND)),
        (failed(FIRST, 2, "http-status"), page(url=SECOND)),
        (Capture(url=FIRST, body=b"%PDF-1.7", media_type="application/pdf"), page(url=SECOND)),
    ],
    ids=["changed", "held", "failed", "not text"],
)
def test_a_rehearsal_comes_to_what_the_run_comes_to(
    store: SqliteStore, tmp_path: Path, arrivals: tuple[FetchResult, ...]
) -> None:
    run(store, 1, page(), PART)
    before = (store.versions(), store.runs(), store.states(), store.count_captures())
    dry = run(rehearsed(store), 2, *arrivals)  # type: ignore[arg-type]
    assert (store.versions(), store.runs(), store.states(), store.count_captures()) == before
    assert without_digests(dry) == without_digests(run(store, 2, *arrivals))


def without_digests(report: Report) -> Report:
    return msgspec.structs.replace(report, seconds={})
