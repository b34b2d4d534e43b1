"""Runs, one after the other, over a real store: what is published, kept, held, remembered."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import msgspec
import pytest

from ingest.catalogue import Catalogue, CatalogueProcess, load_catalogue
from ingest.fetching.answers import Failed, Moved, NotModified
from ingest.intake import Arrival, Intake
from ingest.moment import Clock
from ingest.page import Capture
from ingest.pipeline import Work, ingest
from ingest.reading import Reading
from snapshots.runs import Outcome, PageOutcome, PageReport, Report
from snapshots.stores.records import Run
from snapshots.stores.sqlite.store import SqliteStore

FIRST = "https://www.iom.int/first"
SECOND = "https://www.iom.int/second"
CATALOGUE = Catalogue(
    (
        CatalogueProcess(id="first", names={"en": "First"}, pages=(FIRST,)),
        CatalogueProcess(id="second", names={"en": "Second"}, pages=(SECOND,)),
    )
)
STATES = ("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India", "Iraq")
DAY = "2026-01-0{}T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")


def process(name: str) -> CatalogueProcess:
    return CatalogueProcess(id=name, names={"en": name}, pages=(f"https://www.iom.int/{name}",))


def page(
    states: tuple[str, ...] = STATES, year: int = 1996, url: str = FIRST, more: str = ""
) -> Capture:
    members = "".join(f"- {state}\n" for state in states)
    return Capture(url=url, body=f"Established: {year}\nMembers\n{members}{more}".encode())


def run(
    store: SqliteStore, number: int, *arrivals: Arrival, catalogue: Catalogue = CATALOGUE
) -> Report:
    at = DAY.format(number)
    intake = Intake(store, at)
    for arrival in arrivals:
        intake.take(arrival)
    ticks: Iterator[int] = count()
    clock = Clock(
        now=lambda: datetime(2026, 1, number, tzinfo=UTC), seconds=lambda: float(next(ticks))
    )
    work = Work(run=f"run-{number}", started_at=at, store=store, catalogue=catalogue, clock=clock)
    return ingest(work, intake.settled())


def unchanged(url: str, number: int) -> NotModified:
    return NotModified(url=url, at=DAY.format(number), etag=None, last_modified=None)


def failed(url: str, number: int, code: str = "timeout") -> Failed:
    return Failed(url=url, code=code, message="too slow", at=DAY.format(number), status=None)


def told(report: Report) -> PageReport:
    (one,) = report.changes
    return one


def state(store: SqliteStore, url: str = FIRST) -> tuple[str | None, str | None, str | None]:
    (one,) = [one for one in store.states() if one.url == url]
    return one.checked_at, one.stale_since, one.stale_code


def served_members(store: SqliteStore) -> int:
    published = store.load()
    assert published is not None
    return len(published.snapshot.processes[0].participations)


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


def test_a_page_that_lost_more_keeps_its_last_good_facts(store: SqliteStore) -> None:
    first = run(store, 1, page())
    report = run(store, 2, page(STATES[:8]))
    assert (report.outcome, report.version) == (Outcome.UNCHANGED, first.version)
    assert (told(report).outcome, told(report).code) == (PageOutcome.HELD, "values-gone")
    assert report.holds
    assert served_members(store) == 10
    assert state(store) == (DAY.format(2), DAY.format(2), "values-gone")


def test_a_held_page_blocks_only_itself(store: SqliteStore) -> None:
    run(store, 1, page(), page(url=SECOND))
    report = run(store, 2, page(STATES[:8]), page((*STATES, "Japan"), url=SECOND))
    assert report.outcome is Outcome.PUBLISHED
    published = store.load()
    assert published is not None
    members = [len(process.participations) for process in published.snapshot.processes]
    assert members == [10, 11]


def test_what_would_be_if_the_held_page_were_accepted_is_kept_under_its_run(
    store: SqliteStore,
) -> None:
    run(store, 1, page())
    run(store, 2, page(STATES[:8]))
    candidate = store.held("run-2")
    assert candidate is not None
    assert len(candidate.processes[0].participations) == 8
    assert store.held("run-1") is None


def test_a_page_stays_held_while_it_says_the_same(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, page(STATES[:8]))
    report = run(store, 3, unchanged(FIRST, 3))
    assert told(report).outcome is PageOutcome.HELD
    assert report.read == 0
    assert state(store) == (DAY.format(3), DAY.format(2), "values-gone")


def test_a_page_that_is_whole_again_is_no_longer_held(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, page(STATES[:8]))
    report = run(store, 3, page((*STATES, "Japan")))
    assert report.outcome is Outcome.PUBLISHED
    assert served_members(store) == 11
    assert state(store) == (DAY.format(3), None, None)


def test_a_process_that_is_gone_is_held(store: SqliteStore) -> None:
    first = run(store, 1, page(), page(url=SECOND))
    shorter = Catalogue(CATALOGUE.processes[:1])
    report = run(store, 2, page(), catalogue=shorter)
    assert report.outcome is Outcome.HELD
    assert [one.rule for one in report.findings] == ["process-gone"]
    assert report.version == first.version == store.served()


def test_a_page_that_cannot_be_had_keeps_its_last_good_facts(store: SqliteStore) -> None:
    first = run(store, 1, page(), page(url=SECOND))
    report = run(store, 2, failed(FIRST, 2), unchanged(SECOND, 2))
    assert (report.outcome, report.version) == (Outcome.UNCHANGED, first.version)
    assert (told(report).outcome, told(report).code) == (PageOutcome.KEPT, "timeout")
    assert state(store) == (DAY.format(1), DAY.format(2), "timeout")
    assert state(store, SECOND) == (DAY.format(2), None, None)


def test_a_page_stays_stale_since_it_first_failed(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, failed(FIRST, 2))
    run(store, 3, failed(FIRST, 3, "reset"))
    assert state(store) == (DAY.format(1), DAY.format(2), "reset")
    report = run(store, 4, unchanged(FIRST, 4))
    assert (report.outcome, report.changes) == (Outcome.UNCHANGED, ())
    assert state(store) == (DAY.format(4), None, None)


def test_a_page_that_was_never_had_fails_without_facts(store: SqliteStore) -> None:
    report = run(store, 1, page(), failed(SECOND, 1))
    assert report.outcome is Outcome.PUBLISHED
    (missing,) = report.failures
    assert (missing.url, missing.outcome) == (SECOND, PageOutcome.FAILED)


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


def test_a_page_that_moved_to_another_one_is_held_until_a_person_agrees(
    store: SqliteStore,
) -> None:
    both = CatalogueProcess(id="first", names={"en": "First"}, pages=(FIRST, SECOND))
    catalogue = Catalogue((both,))
    run(store, 1, page(), page(url=SECOND), catalogue=catalogue)
    gone = Moved(url=SECOND, to=FIRST, at=DAY.format(2))
    report = run(store, 2, unchanged(FIRST, 2), gone, catalogue=catalogue)
    assert (told(report).outcome, told(report).code) == (PageOutcome.HELD, "moved")
    candidate = store.held("run-2")
    assert candidate is not None
    assert [one.url for one in candidate.pages] == [FIRST]


def test_a_field_that_goes_empty_on_many_pages_holds_the_whole_run(store: SqliteStore) -> None:
    urls = [f"https://www.iom.int/page-{n}" for n in range(5)]
    catalogue = Catalogue(
        tuple(
            CatalogueProcess(id=f"p{n}", names={"en": f"P{n}"}, pages=(url,))
            for n, url in enumerate(urls)
        )
    )
    run(store, 1, *(page(url=url) for url in urls), catalogue=catalogue)
    bare = [Capture(url=url, body=b"Established: 1996\nTalks\n- one\n") for url in urls[:4]]
    fifth = page((*STATES, "Japan"), url=urls[4])
    report = run(store, 2, *bare, fifth, catalogue=catalogue)
    assert report.outcome is Outcome.HELD
    assert "field-emptied" in [one.rule for one in report.findings]
    assert state(store, urls[4]) == (DAY.format(2), DAY.format(2), "run-held")


def test_the_moment_since_a_held_run_left_pages_stale_stays(store: SqliteStore) -> None:
    shorter = Catalogue(CATALOGUE.processes[:1])
    run(store, 1, page(), page(url=SECOND))
    grown = page((*STATES, "Japan"))
    assert run(store, 2, grown, catalogue=shorter).outcome is Outcome.HELD
    run(store, 3, unchanged(FIRST, 3), catalogue=shorter)
    assert state(store) == (DAY.format(3), DAY.format(2), "run-held")


def test_a_page_that_is_not_the_page_was_not_checked(store: SqliteStore) -> None:
    run(store, 1, page())
    body = b"<title>Just a moment...</title><p>Checking your browser"
    report = run(store, 2, Capture(url=FIRST, body=body, media_type="text/html"))
    assert (told(report).outcome, told(report).code) == (PageOutcome.KEPT, "not-the-page")
    assert state(store) == (DAY.format(1), DAY.format(2), "not-the-page")


def test_facts_stay_where_their_capture_was_lost(store: SqliteStore, tmp_path: Path) -> None:
    run(store, 1, page(), page(url=SECOND))
    with closing(sqlite3.connect(tmp_path / "iscm.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM bodies")
        connection.execute("DELETE FROM readings")
    report = run(store, 2, unchanged(FIRST, 2), page((*STATES, "Japan"), url=SECOND))
    assert report.outcome is Outcome.PUBLISHED
    (lost,) = report.failures
    assert (lost.url, lost.outcome, lost.code) == (FIRST, PageOutcome.KEPT, "capture-lost")
    assert served_members(store) == 10


def test_bytes_that_say_the_same_further_down_make_no_new_version(store: SqliteStore) -> None:
    first = run(store, 1, page())
    below = msgspec.structs.replace(page(), body=b"News\nOf the day\n" + page().body)
    report = run(store, 2, below)
    assert (report.outcome, report.version, report.changes) == (
        Outcome.UNCHANGED,
        first.version,
        (),
    )


def test_what_a_new_reader_loses_is_held(store: SqliteStore) -> None:
    run(store, 1, page())
    (kept,) = store.served_readings()
    older = msgspec.msgpack.decode(kept.content)
    more = [one | {"field": "partners"} for one in older["values"] if "state" in one]
    older["values"] += more
    content = msgspec.msgpack.encode(older)
    store.keep_served_readings((msgspec.structs.replace(kept, content=content),))
    other = Catalogue((*CATALOGUE.processes, process("third")))
    report = run(store, 2, unchanged(FIRST, 2), catalogue=other)
    assert (told(report).outcome, told(report).code) == (PageOutcome.HELD, "section-gone")
    assert state(store) == (DAY.format(2), DAY.format(2), "section-gone")


def test_a_report_of_another_iscm_stops_nothing(store: SqliteStore) -> None:
    run(store, 1, page())
    strange = Run(id="x", started_at="s", finished_at="f", outcome="published", report=b"{}")
    store.record(strange)
    report = run(store, 2, unchanged(FIRST, 2))
    assert (report.outcome, report.unchanged) == (Outcome.UNCHANGED, 1)


def test_issues_that_come_and_go_are_told(store: SqliteStore) -> None:
    run(store, 1, page())
    second = run(store, 2, page((*STATES, "Atlantis")))
    assert [one.code for one in second.issues_new] == ["unknown-state"]
    third = run(store, 3, page((*STATES, "Japan")))
    assert [one.code for one in third.issues_gone] == ["unknown-state"]
    assert third.issues_new == ()


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


def test_captures_are_kept_by_digest_even_of_pages_that_fail(store: SqliteStore) -> None:
    good = page()
    bad = Capture(url=SECOND, body=b"%PDF-1.7 x", media_type="application/pdf")
    run(store, 1, good, bad)
    for capture in (good, bad):
        kept = store.capture(capture.digest)
        assert kept is not None
        assert (kept.url, kept.body, kept.media_type) == (
            capture.url,
            capture.body,
            capture.media_type,
        )
    assert store.capture("sha256:0") is None


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
