"""Which captures may be forgotten: never one that a fact, a version or a decision needs."""

from pathlib import Path

import pytest

from snapshots.codec import digest
from snapshots.errors import UnreadableRow
from snapshots.gate import Approved, Held, review
from snapshots.model import Citation, Language, Page, Process, Snapshot
from snapshots.pruning import prunable
from snapshots.stores.records import CaptureKey, PageState, Run, StoredCapture, StoredReading
from snapshots.stores.sqlite.store import SqliteStore

URL = "https://www.iom.int/hld"
OLD, NEW, LIMIT = "2026-01-31T04:00:00Z", "2026-06-01T04:00:00Z", "2026-03-01T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")


def keep(store: SqliteStore, body: str, at: str | None = OLD) -> str:
    content = body.encode()
    store.keep_captures(
        (StoredCapture(digest=digest(content), url=URL, retrieved_at=at, body=content),)
    )
    return digest(content)


def of(capture: str) -> Snapshot:
    page = Page(id="hld", url=URL, language=Language.EN, family="iom-process", capture=capture)
    return Snapshot(pages=(page,))


def publish(store: SqliteStore, snapshot: Snapshot) -> None:
    verdict = review(snapshot, None)
    assert isinstance(verdict, Approved)
    store.publish(verdict, run="run", at=OLD)


def test_what_nothing_names_is_forgotten_once_it_is_old(store: SqliteStore) -> None:
    old = keep(store, "old")
    keep(store, "new", NEW)
    keep(store, "of unknown age", None)
    assert prunable(store, LIMIT) == (CaptureKey(url=URL, digest=old),)
    assert prunable(store, OLD) == ()


def test_moments_are_compared_and_not_their_words(store: SqliteStore) -> None:
    keep(store, "of five minutes later", "2026-02-28T20:05:00-04:00")
    assert prunable(store, LIMIT) == ()


def test_what_any_version_cites_is_kept(store: SqliteStore) -> None:
    publish(store, of(keep(store, "of a page of an older version")))
    cited = keep(store, "of a field of a process")
    citation = Citation(field="", page="hld", capture=cited)
    publish(store, Snapshot(processes=(Process(id="hld", names={}, citations=(citation,)),)))
    publish(store, of(keep(store, "of the served version")))
    assert prunable(store, LIMIT) == ()


def test_what_waits_for_a_decision_is_kept(store: SqliteStore) -> None:
    held = of(keep(store, "held"))
    run = Run(id="run", started_at=OLD, finished_at=OLD, outcome="held", report=b"{}")
    store.record(run, Held(held, ()))
    assert prunable(store, LIMIT) == ()


def test_what_the_next_run_needs_is_kept(store: SqliteStore) -> None:
    state = PageState(url=URL, latest=keep(store, "newest"), refused=keep(store, "rejected"))
    store.keep_states((state,))
    served = StoredReading(url=URL, capture=keep(store, "served"), content=b"")
    store.keep_served_readings((served,))
    assert prunable(store, LIMIT) == ()


def test_nothing_is_forgotten_while_a_version_cannot_tell_what_it_cites(
    store: SqliteStore,
) -> None:
    publish(store, of(keep(store, "cited")))
    with store._transaction() as connection:
        connection.execute("UPDATE versions SET content = x''")
    with pytest.raises(UnreadableRow, match="version 1"):
        prunable(store, LIMIT)
