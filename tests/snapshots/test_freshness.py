"""How fresh the pages are, what the runs said, and whether one of them waits."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from snapshots.errors import CodecError
from snapshots.freshness import Freshness, freshness_of, moment, seconds_since
from snapshots.model import Language, Page, Snapshot, Version
from snapshots.runs import Outage, Outcome, PageOutcome, PageReport, Report
from snapshots.stores.records import Decision, PageState, Run
from snapshots.view import View

AT = "2026-02-01T04:00:00Z"
NOW = datetime(2026, 2, 1, 4, 0, 7, 900_000, tzinfo=UTC)
VERSION = Version(number=1, digest="sha256:1", published_at=AT, run="first")
NEWER = Version(number=2, digest="sha256:2", published_at=AT, run="second")


def view_of(*names: str, version: Version | None = VERSION) -> View:
    pages = tuple(
        Page(id=name, url=f"https://{name}", language=Language.EN, family="f", capture="c")
        for name in names
    )
    return View(Snapshot(pages=pages), "sha256:1", version)


def state(name: str, checked: str | None = AT, stale: str | None = None) -> PageState:
    return PageState(url=f"https://{name}", checked_at=checked, stale_since=stale)


def fresh(view: View, *states: PageState) -> Freshness:
    return freshness_of(view, states, (), ())


def report(
    run: str = "run",
    outcome: Outcome = Outcome.PUBLISHED,
    version: Version | None = VERSION,
    **pages: PageOutcome,
) -> Report:
    return Report(
        run=run,
        outcome=outcome,
        started_at=AT,
        finished_at=AT,
        version=version,
        pages=len(pages),
        changes=tuple(
            PageReport(url=f"https://{name}", outcome=came) for name, came in pages.items()
        ),
    )


def stored(one: Report) -> Run:
    content = msgspec.json.encode(one)
    return Run(id=one.run, started_at=AT, finished_at=AT, outcome=one.outcome.value, report=content)


def decision(*pages: str, accepted: bool = False, run: str = "run") -> Decision:
    urls = tuple(f"https://{name}" for name in pages)
    return Decision(run=run, accepted=accepted, pages=urls, reason="because", at=AT)


def waits(*reports: Report, decided: tuple[Decision, ...] = ()) -> list[bool]:
    freshness = freshness_of(view_of("a", "b"), (), map(stored, reports), decided)
    return [one.waiting for one in freshness.runs]


def test_the_oldest_and_the_newest_check_are_told_apart_by_moment_not_by_spelling() -> None:
    view = view_of("a", "b", "c")
    states = (
        state("a", "2026-02-01T04:00:00+02:00"),
        state("b", "2026-02-01T03:00:00Z"),
        state("c", "2026-02-01T02:30:00Z"),
    )
    checks = fresh(view, *states).checks()
    assert (checks.oldest, checks.newest) == ("2026-02-01T04:00:00+02:00", "2026-02-01T03:00:00Z")


def test_pages_that_the_snapshot_lacks_do_not_count() -> None:
    checks = fresh(view_of("a"), state("a"), state("b", "2020-01-01T00:00:00Z", AT)).checks()
    assert (checks.oldest, checks.newest, checks.stale) == (AT, AT, ())


@pytest.mark.parametrize("states", [(state("a"),), (state("a"), state("b", None, AT))])
def test_a_page_that_was_never_checked_leaves_no_oldest_check(
    states: tuple[PageState, ...],
) -> None:
    checks = fresh(view_of("a", "b"), *states).checks()
    assert (checks.oldest, checks.newest) == (None, AT)


def test_two_captures_of_one_address_are_two_pages() -> None:
    first, second = (
        Page(id=name, url="https://a", language=Language.EN, family="f", capture=name)
        for name in ("first", "second")
    )
    view = View(Snapshot(pages=(first, second)), "sha256:1", VERSION)
    freshness = fresh(view, state("a", AT, AT))
    assert freshness.checks().stale == (first, second)
    assert freshness.checks().oldest == AT
    assert freshness.by_url == {"https://a": first}


def test_no_page_at_all_has_no_checks() -> None:
    checks = fresh(view_of()).checks()
    assert (checks.oldest, checks.newest, checks.stale) == (None, None, ())


def test_a_page_that_was_checked_may_be_stale() -> None:
    view = view_of("a", "b")
    assert fresh(view, state("a"), state("b", AT, AT)).checks().stale == (view.pages["b"],)


def test_the_bundled_snapshot_has_no_states_but_runs() -> None:
    view = view_of("a", version=None)
    freshness = freshness_of(view, (state("a"),), (stored(report(version=None)),), ())
    assert freshness.checks().newest is None
    assert freshness.state(view.pages["a"]) == PageState(url="https://a")
    assert len(freshness.runs) == 1


def test_a_run_is_found_by_its_id() -> None:
    runs = (stored(report("b")), stored(report("a")))
    freshness = freshness_of(view_of(), (), runs, (decision(run="a"),))
    found = freshness.run("a")
    assert found is not None
    assert found.report == report("a")
    assert found.decisions == (decision(run="a"),)
    assert freshness.run("c") is None


@pytest.mark.parametrize(
    "held",
    [
        report(outcome=Outcome.UNCHANGED, a=PageOutcome.HELD),
        report(outcome=Outcome.HELD, a=PageOutcome.CHANGED),
        report(outcome=Outcome.HELD),
    ],
)
def test_what_is_held_waits(held: Report) -> None:
    assert waits(held) == [True]


@pytest.mark.parametrize("outcome", [Outcome.PUBLISHED, Outcome.UNCHANGED])
def test_what_holds_nothing_does_not_wait(outcome: Outcome) -> None:
    assert waits(report(outcome=outcome, a=PageOutcome.KEPT, b=PageOutcome.REFUSED)) == [False]


def test_an_older_run_does_not_wait() -> None:
    older, newer = report("old", Outcome.HELD), report("new", Outcome.UNCHANGED)
    assert waits(newer, older) == [False, False]
    assert waits(report("new", Outcome.HELD), older) == [True, False]


def test_a_version_published_since_ends_the_wait() -> None:
    assert waits(report(outcome=Outcome.HELD, version=NEWER)) == [False]
    assert waits(report(outcome=Outcome.HELD, version=None)) == [False]


def test_a_rejection_of_all_that_is_held_ends_the_wait() -> None:
    held = report(a=PageOutcome.HELD, b=PageOutcome.HELD)
    assert waits(held, decided=(decision("a"),)) == [True]
    assert waits(held, decided=(decision("a"), decision("b"))) == [False]
    assert waits(held, decided=(decision("a", "b"),)) == [False]
    assert waits(held, decided=(decision("a", "b", run="another"),)) == [True]


def test_a_rejection_of_a_run_that_is_held_as_a_whole_is_about_the_pages_that_changed() -> None:
    held = report(outcome=Outcome.HELD, a=PageOutcome.CHANGED, b=PageOutcome.KEPT)
    assert waits(held, decided=(decision("b"),)) == [True]
    assert waits(held, decided=(decision("a"),)) == [False]
    assert waits(report(outcome=Outcome.HELD), decided=(decision(),)) == [False]


def test_an_acceptance_ends_the_wait_of_what_it_is_about() -> None:
    held = report(a=PageOutcome.HELD, b=PageOutcome.HELD)
    first, second = decision("a", accepted=True), decision("b", accepted=True)
    assert waits(held, decided=(first,)) == [True]
    assert waits(held, decided=(first, second)) == [False]


def test_an_outage_ends_no_wait() -> None:
    held = report("old", a=PageOutcome.HELD)
    outage = Outage(message="no host could be reached", total=True)
    cut_off = msgspec.structs.replace(report("new"), outage=outage)
    assert waits(cut_off, held) == [False, True]


def test_a_page_that_is_gone_for_good_is_neither_old_nor_stale() -> None:
    gone = msgspec.structs.replace(state("b", "2020-01-01T00:00:00Z", AT), stale_code="gone")
    checks = fresh(view_of("a", "b"), state("a"), gone).checks()
    assert (checks.oldest, checks.stale) == (AT, ())


@pytest.mark.parametrize("content", [b"", b"[]", b'{"run": 1}', b'{"of": "another iscm"}'])
def test_a_report_of_another_iscm_leaves_what_the_store_knows_and_says_so(content: bytes) -> None:
    run = Run(id="old", started_at=AT, finished_at=AT, outcome="published", report=content)
    (told,) = freshness_of(view_of(), (), (run,), ()).runs
    assert (told.report.run, told.report.outcome) == ("old", Outcome.PUBLISHED)
    assert [one.rule for one in told.report.findings] == ["unreadable-report"]


@pytest.mark.parametrize(
    ("run", "message"),
    [
        (
            Run(id="odd", started_at=AT, finished_at=AT, outcome="lost", report=b""),
            "run odd: published, unchanged, held expected, 'lost' found",
        ),
        (
            Run(id="odd", started_at="soon", finished_at=AT, outcome="held", report=b""),
            r"run odd: a moment \(RFC 3339\) expected, 'soon' found",
        ),
    ],
)
def test_a_run_that_makes_no_sense_is_refused(run: Run, message: str) -> None:
    with pytest.raises(CodecError, match=message):
        freshness_of(view_of(), (), (run,), ())


@pytest.mark.parametrize("field", ["checked_at", "changed_at", "stale_since"])
def test_a_page_state_with_a_moment_that_is_none_is_refused(field: str) -> None:
    states = (PageState(url="https://a", **{field: "yesterday"}),)
    with pytest.raises(CodecError, match=r"page https://a: .* 'yesterday' found"):
        freshness_of(view_of(), states, (), ())


def test_seconds_are_whole_and_never_less_than_none() -> None:
    assert seconds_since(AT, NOW) == 7
    assert seconds_since(AT, NOW.astimezone(timezone(timedelta(hours=5)))) == 7
    assert seconds_since(AT, NOW - timedelta(days=1)) == 0
    assert seconds_since(None, NOW) is None
    assert seconds_since(AT, None) is None


def test_a_moment_without_an_offset_is_taken_for_utc() -> None:
    assert moment("2026-02-01T04:00:00") == moment(AT)
