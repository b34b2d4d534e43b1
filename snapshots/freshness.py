"""How fresh the served snapshot is, and what the runs said that made it so."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec

from snapshots.errors import CodecError
from snapshots.model import Page
from snapshots.reports import read_report
from snapshots.runs import Outcome, PageOutcome, Report
from snapshots.stores.records import GONE, Decision, PageState, Run
from snapshots.view import View

MOST_RUNS: Final = 100
"""So many runs are told of: three months of nightly ones."""


class PastRun(msgspec.Struct, frozen=True, kw_only=True):
    """A run with what a person decided about it."""

    report: Report
    decisions: tuple[Decision, ...] = ()
    """The newest first."""
    waiting: bool = False
    """Whether a person has still to decide: see `is_waiting`."""


class Checks(msgspec.Struct, frozen=True, kw_only=True):
    """When pages were last checked, and which are stale."""

    oldest: str | None = None
    """RFC 3339, UTC; None where there is no page, or where one of them was never checked."""
    newest: str | None = None
    stale: tuple[Page, ...] = ()


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """How the served pages stand and what the last runs did, all of one moment."""

    pages: tuple[Page, ...] = ()
    """The pages of the snapshot, in its order; two may be captures of one address."""
    by_url: Mapping[str, Page] = {}
    """The first of them at each address."""
    states: Mapping[str, PageState] = {}
    """How they stand, by address; empty for the bundled snapshot, which no run has made, and for
    versions that are not served any more."""
    runs: tuple[PastRun, ...] = ()
    """The newest first, `MOST_RUNS` at most."""
    decisions: tuple[Decision, ...] = ()
    """All of them, the newest first."""

    def state(self, page: Page) -> PageState:
        """How the page stands; a page that no run has looked at has nothing but its address."""
        return self.states.get(page.url) or PageState(url=page.url)

    def run(self, run: str) -> PastRun | None:
        """The run with the id, or None where it is unknown or too long ago."""
        return next((one for one in self.runs if one.report.run == run), None)

    def beside(self, view: View) -> "Freshness":
        """What is known beside a version that is not the served one.

        Runs and decisions are of no version; how its pages stood is not kept.
        """
        return Freshness(
            pages=view.snapshot.pages,
            by_url=_by_url(view),
            runs=self.runs,
            decisions=self.decisions,
        )

    def checks(self) -> Checks:
        """The oldest and the newest check of the served pages, and the stale ones among them.

        Pages that are gone for good are checked no more, and count in none of these.
        """
        pages = tuple(page for page in self.pages if self.state(page).stale_code != GONE)
        checked = [at for page in pages if (at := self.state(page).checked_at)]
        complete = len(checked) == len(pages)
        return Checks(
            oldest=min(checked, key=moment, default=None) if complete else None,
            newest=max(checked, key=moment, default=None),
            stale=tuple(page for page in pages if self.state(page).stale_since),
        )


def freshness_of(
    view: View,
    states: Iterable[PageState],
    runs: Iterable[Run],
    decisions: tuple[Decision, ...],
) -> Freshness:
    """The freshness of the view; runs and decisions come the newest first.

    Raises CodecError where a moment or an outcome is none.
    """
    known = {one.url: _state(one) for one in states} if view.version else {}
    return Freshness(
        pages=view.snapshot.pages,
        by_url=_by_url(view),
        states=known,
        runs=tuple(_past(runs, decisions, view)),
        decisions=decisions,
    )


def _by_url(view: View) -> Mapping[str, Page]:
    return {page.url: page for page in reversed(view.snapshot.pages)}


def is_waiting(report: Report, decisions: tuple[Decision, ...], view: View) -> bool:
    """Whether what the newest run held is still to be decided.

    A version published since ends the wait, because accepting would undo it, unless it came of
    accepting some of the pages; so does a decision on every page that the run held. Older runs
    never wait: the newest one held again what they held.
    """
    accepted = any(one.accepted for one in decisions)
    own = accepted and view.version is not None and view.version.run == report.run
    if not report.holds or not (own or report.version == view.version):
        return False
    decided = {page for one in decisions for page in one.pages}
    return not decisions or not _held(report) <= decided


def seconds_since(at: str | None, now: datetime | None) -> int | None:
    """Whole seconds from a moment to now, never less than 0; None where either is unknown."""
    if at is None or now is None:
        return None
    return max(0, int((now - moment(at)).total_seconds()))


def moment(at: str) -> datetime:
    """The moment that RFC 3339 words name; UTC where they name no offset. Raises ValueError."""
    read = datetime.fromisoformat(at)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _past(runs: Iterable[Run], decisions: tuple[Decision, ...], view: View) -> Iterator[PastRun]:
    newest = True
    for run in runs:
        report = _report(run)
        own = tuple(one for one in decisions if one.run == run.id)
        waits = newest and report.looked and is_waiting(report, own, view)
        newest = newest and not report.looked
        yield PastRun(report=report, decisions=own, waiting=waits)


def _report(run: Run) -> Report:
    report = read_report(run)
    for at in (report.started_at, report.finished_at):
        _timely(at, f"run {run.id}")
    return report


def _held(report: Report) -> set[str]:
    """The addresses that a decision on the run is about."""
    outcomes = {PageOutcome.HELD}
    if report.outcome is Outcome.HELD:
        outcomes.add(PageOutcome.CHANGED)
    return {page.url for page in report.changes if page.outcome in outcomes}


def _state(state: PageState) -> PageState:
    for at in (state.checked_at, state.changed_at, state.stale_since):
        if at is not None:
            _timely(at, f"page {state.url}")
    return state


def _timely(at: str, whose: str) -> None:
    try:
        moment(at)
    except ValueError as error:
        raise CodecError(f"{whose}: a moment (RFC 3339) expected, {at!r} found") from error
