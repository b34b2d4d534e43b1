"""Runs, one after the other: what is published, and what is told of it."""

import msgspec
import pytest

from benchmarks.days import (
    DAY,
    FIRST,
    SECOND,
    STATES,
    page,
    run,
    served_members,
    state,
    told,
    unchanged,
)
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess, load_catalogue
from ingest.page import Capture
from ingest.reading.reading import Reading
from snapshots.runs import Outcome, PageOutcome, Report
from snapshots.stores.records import Run
from snapshots.stores.sqlite.store import SqliteStore


def test_a_first_run_is_published(store: SqliteStore) -> None:
    report = run(store, 1, page())
    assert (report.outcome, report.pages, report.failures) == (Outcome.PUBLISHED, 1, ())
    assert report.version == store.served()
    assert report.version is not None
    assert (report.version.number, report.version.run) == (1, "run-1")
    assert report.version.published_at == DAY.format(1)
    assert served_members(store) == 10


def test_the_same_pages_again_make_no_new_version(store: SqliteStore) -> None:
    first = run(store, 1, page())
    second = run(store, 2, page())
    assert second.outcome is Outcome.UNCHANGED
    assert second.version == first.version
    assert [version.number for version in store.versions()] == [1]


def test_a_change_is_published_and_told(store: SqliteStore) -> None:
    run(store, 1, page())
    report = run(store, 2, page((*STATES, "Japan")))
    assert report.outcome is Outcome.PUBLISHED
    assert report.version is not None
    assert report.version.number == 2
    (change,) = store.changes(2)
    assert (change.id, change.field) == ("first", "participations")
    assert told(report).outcome is PageOutcome.CHANGED
    assert told(report).facts == {"established": 1, "participating_states": 11}


def test_a_tenth_of_the_participants_may_go(store: SqliteStore) -> None:
    run(store, 1, page())
    assert run(store, 2, page(STATES[:9])).outcome is Outcome.PUBLISHED
    assert served_members(store) == 9


def test_bytes_that_say_the_same_make_no_new_version(store: SqliteStore) -> None:
    first = run(store, 1, page())
    again = msgspec.structs.replace(page(), body=page().body + b"\n\n")
    report = run(store, 2, again)
    assert (report.outcome, report.version) == (Outcome.UNCHANGED, first.version)
    assert report.changes == ()
    assert store.capture(again.digest) is not None


def test_a_run_in_which_nothing_changed_reads_nothing(store: SqliteStore) -> None:
    run(store, 1, page(), page(url=SECOND))
    report = run(store, 2, unchanged(FIRST, 2), page(url=SECOND))
    assert (report.outcome, report.read, report.unchanged) == (Outcome.UNCHANGED, 0, 2)
    assert "read" not in report.seconds, "not even compared"
    assert state(store) == (DAY.format(2), None, None)


def test_only_the_page_that_changed_is_read(store: SqliteStore) -> None:
    run(store, 1, page(), page(url=SECOND))
    report = run(store, 2, unchanged(FIRST, 2), page((*STATES, "Japan"), url=SECOND))
    assert (report.outcome, report.read, report.unchanged) == (Outcome.PUBLISHED, 1, 1)


def test_another_catalogue_is_something_new(store: SqliteStore) -> None:
    run(store, 1, page())
    renamed = CatalogueProcess(id="first", names={"en": "Renamed"}, pages=(FIRST,))
    report = run(store, 2, unchanged(FIRST, 2), catalogue=Catalogue((renamed,)))
    assert report.outcome is Outcome.PUBLISHED


def test_bytes_that_say_the_same_further_down_make_no_new_version(store: SqliteStore) -> None:
    first = run(store, 1, page())
    below = msgspec.structs.replace(page(), body=b"News\nOf the day\n" + page().body)
    report = run(store, 2, below)
    assert (report.outcome, report.version, report.changes) == (
        Outcome.UNCHANGED,
        first.version,
        (),
    )


def test_a_report_of_another_iscm_stops_nothing(store: SqliteStore) -> None:
    run(store, 1, page())
    at = "2026-01-31T04:00:00Z"
    strange = Run(id="x", started_at=at, finished_at=at, outcome="published", report=b"{}")
    store.record(strange)
    report = run(store, 2, unchanged(FIRST, 2))
    assert (report.outcome, report.unchanged) == (Outcome.UNCHANGED, 1)


def test_issues_that_come_and_go_are_told(store: SqliteStore) -> None:
    run(store, 1, page())
    second = run(store, 2, page((*STATES, "Atlantis")))
    assert [one.code for one in second.issues_new] == ["unknown-state"]
    third = run(store, 3, page((*STATES, "Japan")))
    assert [one.code for one in third.issues_gone] == ["unknown-state"]
    (new,) = third.issues_new
    assert (new.code, new.message) == ("revised", "participating_states: Atlantis → Japan")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (Capture(url=SECOND, body=b"%PDF-1.7 x"), "not-text"),
        (Capture(url="https://www.iom.int/third", body=b"Established: 1996"), "unknown-page"),
        (Capture(url="not an address", body=b"Established: 1996"), "unknown-page"),
    ],
)
def test_a_page_that_fails_does_not_stop_the_others(
    store: SqliteStore, bad: Capture, code: str
) -> None:
    report = run(store, 1, bad, page())
    assert (report.outcome, report.pages) == (Outcome.PUBLISHED, 2)
    (failure,) = report.failures
    assert (failure.url, failure.outcome, failure.code) == (bad.url, PageOutcome.FAILED, code)
    assert failure.message
    assert served_members(store) == 10


def test_every_page_of_the_snapshot_has_its_capture(store: SqliteStore) -> None:
    run(store, 1, page())
    published = store.load()
    assert published is not None
    for one in published.snapshot.pages:
        kept = store.capture(one.capture)
        assert kept is not None
        assert kept.url == one.url


def test_every_run_is_remembered_with_its_report(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, page())
    report = run(store, 3, page(STATES[:8]))
    assert [(one.id, one.outcome) for one in store.runs()] == [
        ("run-3", "unchanged"),
        ("run-2", "unchanged"),
        ("run-1", "published"),
    ]
    assert msgspec.json.decode(store.runs()[0].report, type=Report) == report


def test_a_report_counts_the_issues_of_the_data(store: SqliteStore) -> None:
    assert run(store, 1, page()).issues == 0
    assert run(store, 2, page((*STATES, "Atlantis"))).issues == 1


INDEX = Capture(
    url="https://www.iom.int/rcps-region",
    body=b"First\nAtlantis Dialogue on Migration and Work (ATD)\n",
)


def test_what_an_index_page_lists_is_proposed_and_never_added(store: SqliteStore) -> None:
    report = run(store, 1, INDEX, page())
    (proposal,) = report.proposals
    assert (proposal.name, proposal.acronym) == ("Atlantis Dialogue on Migration and Work", "ATD")
    assert (proposal.url, proposal.page) == (None, INDEX.url)
    assert (report.outcome, report.failures) == (Outcome.PUBLISHED, ())
    published = store.load()
    assert published is not None
    assert [process.id for process in published.snapshot.processes] == ["first"]
    assert [one.url for one in published.snapshot.pages] == [FIRST]


def test_proposals_are_remembered_with_the_report(store: SqliteStore) -> None:
    report = run(store, 1, INDEX, page())
    assert msgspec.json.decode(store.runs()[0].report, type=Report).proposals == report.proposals


def test_pages_that_list_no_processes_propose_none(store: SqliteStore) -> None:
    assert run(store, 1, page()).proposals == ()


def test_the_real_page_is_published_with_its_participants(
    store: SqliteStore, hld: Reading, hld_body: bytes
) -> None:
    report = run(store, 1, Capture(url=hld.url, body=hld_body), catalogue=load_catalogue())
    assert (report.outcome, report.issues) == (Outcome.PUBLISHED, 1)
    assert served_members(store) == 195
