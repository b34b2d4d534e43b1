from pathlib import Path

import msgspec
import pytest

from snapshots.errors import NothingHeld
from snapshots.gate import Approved, Held, review
from snapshots.model import Language, Page, Snapshot, Version
from snapshots.runs import Outcome, Report
from snapshots.stores.records import PageState, Run
from snapshots.stores.sqlite.store import SqliteStore
from snapshots.waiting import waiting

AT = "2026-01-31T04:00:00Z"


def pages(**captures: str) -> Snapshot:
    """A snapshot of pages with these captures."""
    return Snapshot(
        pages=tuple(
            Page(id=name, url=f"https://{name}", language=Language.EN, family="x", capture=capture)
            for name, capture in captures.items()
        )
    )


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")


def publish(store: SqliteStore, snapshot: Snapshot) -> Version:
    verdict = review(snapshot, None)
    assert isinstance(verdict, Approved)
    return store.publish(verdict, run="run", at=AT)


def record(store: SqliteStore, run: str, held: Snapshot | None) -> None:
    report = Report(
        run=run,
        outcome=Outcome.UNCHANGED,
        started_at=AT,
        finished_at=AT,
        version=store.served(),
        pages=1,
    )
    row = Run(
        id=run,
        started_at=AT,
        finished_at=AT,
        outcome="unchanged",
        report=msgspec.json.encode(report),
    )
    store.record(row, Held(held, ()) if held else None)


def test_what_a_run_held_waits_with_the_pages_that_it_would_change(store: SqliteStore) -> None:
    served, candidate = pages(a="1", b="1", c="1"), pages(a="2", b="1", d="1")
    publish(store, served)
    record(store, "run", candidate)
    found = waiting(store)
    assert (found.run, found.candidate, found.served) == ("run", candidate, served)
    assert found.pages == ("https://a", "https://c", "https://d")


def test_a_first_run_that_was_held_waits_as_a_whole(store: SqliteStore) -> None:
    record(store, "run", pages(a="1"))
    assert waiting(store, "run").pages == ("https://a",)


def test_the_newest_run_is_meant_where_none_is_named(store: SqliteStore) -> None:
    record(store, "first", pages(a="1"))
    record(store, "second", pages(a="2"))
    assert waiting(store).run == waiting(store, "second").run == "second"


def test_what_an_older_run_held_is_decided_with_the_newest(store: SqliteStore) -> None:
    record(store, "first", pages(a="1"))
    record(store, "second", pages(a="2"))
    with pytest.raises(NothingHeld, match="run first: run second looked at the pages since"):
        waiting(store, "first")


def test_a_page_that_was_rejected_is_told_apart(store: SqliteStore) -> None:
    publish(store, pages(a="1", b="1"))
    record(store, "run", pages(a="2", b="2"))
    store.keep_states((PageState(url="https://a", refused="2"),))
    assert (waiting(store).pages, waiting(store).rejected) == (("https://b",), ("https://a",))


def test_a_run_whose_report_cannot_be_read_is_not_decided_about(store: SqliteStore) -> None:
    publish(store, pages(a="1"))
    run = Run(id="run", started_at=AT, finished_at=AT, outcome="held", report=b"{}")
    store.record(run, Held(pages(a="2"), ()))
    with pytest.raises(NothingHeld, match="its report cannot be read"):
        waiting(store)


def test_where_nothing_waits_the_reason_is_told(store: SqliteStore) -> None:
    with pytest.raises(NothingHeld, match="there is no such run"):
        waiting(store)
    record(store, "run", None)
    with pytest.raises(NothingHeld, match="run run: it holds nothing back"):
        waiting(store)


def test_what_a_newer_version_overtook_does_not_wait(store: SqliteStore) -> None:
    record(store, "run", pages(a="1"))
    publish(store, pages(b="1"))
    with pytest.raises(NothingHeld, match="version 1 was published since"):
        waiting(store, "run")
