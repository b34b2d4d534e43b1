from pathlib import Path

import msgspec
import pytest

from ingest.catalogue import Catalogue, CatalogueProcess, load_catalogue
from ingest.page import Capture
from ingest.pipeline import Moment, Outcome, Report, ingest, read_all
from ingest.reading import Reading
from snapshots.stores.sqlite import SqliteStore

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


def page(states: tuple[str, ...] = STATES, year: int = 1996, url: str = FIRST) -> Capture:
    members = "".join(f"- {state}\n" for state in states)
    return Capture(url=url, body=f"Established: {year}\nMembers\n{members}".encode())


def run(store: SqliteStore, number: int, *captures: Capture) -> Report:
    moment = Moment(run=f"run-{number}", at=DAY.format(number))
    return ingest(captures, store, CATALOGUE, moment)


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
    run(store, 1, page(year=1996))
    report = run(store, 2, page(year=1998))
    assert report.outcome is Outcome.PUBLISHED
    assert report.version is not None
    assert report.version.number == 2
    (change,) = [one for one in store.changes(2) if one.field == "established"]
    assert (change.id, change.before, change.after) == ("first", '"1996"', '"1998"')


def test_a_tenth_of_the_participants_may_go(store: SqliteStore) -> None:
    run(store, 1, page())
    assert run(store, 2, page(STATES[:9])).outcome is Outcome.PUBLISHED
    assert served_members(store) == 9


def test_more_than_a_tenth_of_the_participants_is_held(store: SqliteStore) -> None:
    run(store, 1, page())
    report = run(store, 2, page(STATES[:8], year=1998))
    assert report.outcome is Outcome.HELD
    assert [(one.rule, one.node) for one in report.findings] == [
        ("participants-gone", "process:first")
    ]
    assert "2 of 10" in report.findings[0].message


def test_a_held_run_leaves_the_served_version_untouched(store: SqliteStore) -> None:
    first = run(store, 1, page())
    report = run(store, 2, page(STATES[:8]))
    assert report.version == first.version == store.served()
    assert [version.number for version in store.versions()] == [1]
    assert served_members(store) == 10


def test_a_held_candidate_is_kept_under_its_run(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, page(STATES[:8]))
    candidate = store.held("run-2")
    assert candidate is not None
    assert len(candidate.processes[0].participations) == 8
    assert store.held("run-1") is None


def test_a_process_that_is_gone_is_held(store: SqliteStore) -> None:
    run(store, 1, page(), page(url=SECOND))
    report = run(store, 2, page())
    assert report.outcome is Outcome.HELD
    assert [one.rule for one in report.findings] == ["process-gone"]


def test_a_run_after_a_held_one_is_published(store: SqliteStore) -> None:
    run(store, 1, page())
    run(store, 2, page(STATES[:8]))
    report = run(store, 3, page((*STATES, "Japan")))
    assert report.outcome is Outcome.PUBLISHED
    assert report.version is not None
    assert (report.version.number, served_members(store)) == (2, 11)


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
    assert (failure.url, failure.code) == (bad.url, code)
    assert failure.message
    assert served_members(store) == 10


def test_reading_all_keeps_the_order_of_the_pages() -> None:
    readings, failures = read_all([page(url=SECOND), page(url=FIRST)], CATALOGUE)
    assert [reading.url for reading in readings] == [SECOND, FIRST]
    assert failures == ()


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
        ("run-3", "held"),
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
    moment = Moment(run="run-1", at=DAY.format(1))
    report = ingest([Capture(url=hld.url, body=hld_body)], store, load_catalogue(), moment)
    assert (report.outcome, report.issues) == (Outcome.PUBLISHED, 1)
    assert served_members(store) == 195
