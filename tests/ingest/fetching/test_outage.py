"""Outages of our own network: said at once, and nothing waits for them."""

from benchmarks.days import (
    DAY,
    FIRST,
    SECOND,
    STATES,
    failed,
    page,
    run,
    served_members,
    state,
    unchanged,
)
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.fetching.results import Failed
from snapshots.runs import Outcome, PageOutcome, Report
from snapshots.stores.sqlite.store import SqliteStore
from snapshots.waiting import waiting


def message(report: Report) -> str | None:
    return report.outage.message if report.outage else None


def test_an_outage_on_the_first_night_leaves_nothing_to_decide(store: SqliteStore) -> None:
    report = run(store, 1, failed(FIRST, 1, "unknown-name"), failed(SECOND, 1, "unknown-name"))
    assert (report.outcome, report.version, report.findings) == (Outcome.UNCHANGED, None, ())
    assert message(report) == "no host could be reached (1 host: unknown-name 1)"
    assert [one.outcome for one in report.changes] == [PageOutcome.FAILED] * 2
    assert store.held("run-1") is None
    assert not report.holds


def test_an_outage_changes_nothing_that_is_served(store: SqliteStore) -> None:
    first = run(store, 1, page(), page(url=SECOND))
    report = run(store, 2, failed(FIRST, 2), failed(SECOND, 2, "host-left-alone"))
    assert (report.outcome, report.version) == (Outcome.UNCHANGED, first.version)
    assert message(report) == "no host could be reached (1 host: timeout 1)"
    assert [(one.outcome, one.slug, one.process) for one in report.changes] == [
        (PageOutcome.KEPT, "first-en", "first"),
        (PageOutcome.KEPT, "second-en", "second"),
    ]
    assert state(store) == (DAY.format(1), DAY.format(2), "timeout")


def test_what_waited_before_an_outage_still_waits(store: SqliteStore) -> None:
    run(store, 1, page(), page(url=SECOND))
    run(store, 2, page(STATES[:5]), unchanged(SECOND, 2))
    run(store, 3, failed(FIRST, 3), failed(SECOND, 3))
    found = waiting(store)
    assert (found.run, found.pages) == ("run-2", (FIRST,))
    assert state(store) == (DAY.format(2), DAY.format(2), "values-gone")
    assert state(store, SECOND) == (DAY.format(2), DAY.format(3), "timeout")


def test_the_run_after_an_outage_is_a_run_like_any_other(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, failed(FIRST, 2))
    report = run(store, 3, page((*STATES, "Japan")))
    assert (report.outcome, report.outage) == (Outcome.PUBLISHED, None)
    assert served_members(store) == 11
    assert state(store) == (DAY.format(3), None, None)


def test_a_host_that_answered_is_no_outage_of_ours(store: SqliteStore) -> None:
    run(store, 1, page())
    refused = Failed(url=FIRST, code="http-status", message="", at=DAY.format(2), status=503)
    assert run(store, 2, refused).outage is None


def test_hosts_of_one_scheme_may_be_cut_off_alone(store: SqliteStore) -> None:
    pages = ("https://a.org/alpha", "https://b.org/beta", "http://c.org/gamma")
    catalogue = Catalogue(
        tuple(
            CatalogueProcess(id=name, names={"en": name}, pages=(url,))
            for name, url in zip(("alpha", "beta", "gamma"), pages, strict=True)
        )
    )
    run(store, 1, *(page(url=url) for url in pages), catalogue=catalogue)
    lost = (failed(url, 2, "unreachable") for url in pages[:2])
    grown = page((*STATES, "Japan"), url=pages[2])
    report = run(store, 2, *lost, grown, catalogue=catalogue)
    assert report.outcome is Outcome.PUBLISHED
    assert message(report) == "no host could be reached by https (2 hosts: unreachable 2)"
