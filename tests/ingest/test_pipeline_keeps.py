"""Runs, one after the other: what is kept, held, and marked stale."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from benchmarks.days import (
    CATALOGUE,
    DAY,
    FIRST,
    SECOND,
    STATES,
    failed,
    page,
    process,
    run,
    served_members,
    state,
    told,
    unchanged,
)
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.fetching.results import Moved
from ingest.page import Capture
from snapshots.runs import Outcome, PageOutcome, PageReport, Report
from snapshots.stores.sqlite.store import SqliteStore
from snapshots.waiting import waiting


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


def test_a_page_that_moved_to_another_one_is_held_until_a_person_agrees(
    store: SqliteStore,
) -> None:
    both = CatalogueProcess(
        id="first", names={"en": "First"}, aliases=("Second",), pages=(FIRST, SECOND)
    )
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
            CatalogueProcess(id=f"p{n}", names={"en": f"Page-{n}"}, pages=(url,))
            for n, url in enumerate(urls)
        )
    )
    run(store, 1, *(page(url=url) for url in urls), catalogue=catalogue)
    bare = [
        Capture(url=url, body=f"Page-{n}\nEstablished: 1996\nTalks\n- one\n".encode())
        for n, url in enumerate(urls[:4])
    ]
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


def test_what_a_new_reader_loses_can_be_decided_about(store: SqliteStore) -> None:
    test_what_a_new_reader_loses_is_held(store)
    found = waiting(store)
    assert (found.pages, found.rejected) == ((FIRST,), ())


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


def test_a_page_that_never_said_anything_is_no_decision(store: SqliteStore) -> None:
    empty = Capture(url=SECOND, body=b"Second\n", media_type="text/plain")
    report = run(store, 1, page(), empty)
    assert report.outcome is Outcome.PUBLISHED
    assert (told_of(report, SECOND).outcome, told_of(report, SECOND).code) == (
        PageOutcome.FAILED,
        "required-sections",
    )
    assert not report.holds
    assert store.held("run-1") is None


def test_a_page_is_known_by_any_address_of_it(store: SqliteStore) -> None:
    saved = Catalogue((process_at("first", "http://iom.int/FIRST/"),))
    run(store, 1, page(url="http://iom.int/FIRST/"), catalogue=saved)
    fetched = Catalogue((process_at("first", FIRST),))
    report = run(store, 2, failed(FIRST, 2, "http-status"), catalogue=fetched)
    assert (report.outcome, told(report).outcome) == (Outcome.PUBLISHED, PageOutcome.KEPT)
    assert served_members(store) == 10


def test_a_page_that_is_gone_for_good_keeps_its_facts_and_asks_for_nothing(
    store: SqliteStore,
) -> None:
    run(store, 1, page(), page(url=SECOND))
    first = msgspec.structs.replace(CATALOGUE.processes[0], gone={FIRST: "2026-01-02"})
    marked = Catalogue((first, CATALOGUE.processes[1]))
    report = run(store, 2, unchanged(SECOND, 2), catalogue=marked)
    assert (report.outcome, report.changes) == (Outcome.UNCHANGED, ())
    assert state(store) == (DAY.format(1), "2026-01-02T00:00:00Z", "gone")
    assert served_members(store) == 10


def test_a_list_on_another_host_is_read_where_the_operator_names_it(store: SqliteStore) -> None:
    index = "https://example.org/list"
    catalogue = Catalogue(CATALOGUE.processes, (index,))
    body = b'<main><p><a href="/atd">Atlantis Dialogue on Migration and Work (ATD)</a></p></main>'
    listed = Capture(url=index, body=body, media_type="text/html")
    report = run(store, 1, page(), listed, catalogue=catalogue)
    assert [(one.acronym, one.url) for one in report.proposals] == [
        ("ATD", "https://example.org/atd")
    ]
    assert report.failures == ()
    assert run(store, 2, page(), listed).failures[0].code == "unknown-page"


def told_of(report: Report, url: str) -> PageReport:
    return next(one for one in report.changes if one.url == url)


def process_at(name: str, url: str) -> CatalogueProcess:
    return CatalogueProcess(id=name, names={"en": name}, pages=(url,))
