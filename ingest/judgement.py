"""Which capture speaks for a page: the fresh one, or the last good one until a person decides."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

import msgspec

from ingest.catalogue import Catalogue
from ingest.errors import IngestError, UnknownPage
from ingest.intake import Settled
from ingest.proposals import is_index
from ingest.reading import Reading
from ingest.readings import Readings
from ingest.review.rules import review_page
from snapshots.checks import Finding, Severity
from snapshots.runs import PageOutcome, PageReport
from snapshots.stores.records import PageState

_FRESH: Final = {"stale_since": None, "stale_code": None, "stale_reason": None}


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a run makes of one page."""

    state: PageState
    report: PageReport
    reading: Reading | None = None
    """What goes into the candidate; None where nothing may."""
    doubtful: Reading | None = None
    """What a held page would put in the place of `reading`; None where that page is no more."""
    good: Reading | None = None
    """What was served before."""


class Judge:
    """Judges the pages of one run."""

    def __init__(
        self, readings: Readings, catalogue: Catalogue, served: Mapping[str, str], at: str
    ) -> None:
        """`served`: address → digest of the capture that the served facts were read from."""
        self._readings = readings
        self._catalogue = catalogue
        self._served = served
        self._at = at

    def judge(self, settled: Settled) -> Judgement:
        """The judgement on one page."""
        state = settled.state
        good = self._good(settled.url)
        if settled.failure:
            failure = settled.failure
            return self._kept(state, good, failure.code, failure.message)
        if state.moved_to:
            return self._moved(state, good)
        if state.latest is None:  # never seen, and nobody asked
            return self._kept(state, good, "not-asked", f"{settled.url} was never had")
        if state.latest == state.refused:
            return self._refused(state, good)
        if good is not None and good.capture == state.latest:
            return _unchanged(state, good)
        return self._read(settled, good)

    def _read(self, settled: Settled, good: Reading | None) -> Judgement:
        state = settled.state
        try:
            fresh = self._fresh(state)
        except IngestError as error:
            return self._kept(state, good, error.code, str(error))
        if good is not None and _says_the_same(fresh, good):
            return _unchanged(state, good)
        if not settled.new and not self._catalogue.holds(state.url):
            return _unchanged(state, fresh)  # an index page: nothing of it is served
        findings = self._findings(fresh, good)
        if any(finding.severity is Severity.HOLD for finding in findings):
            return self._held(state, good, fresh, findings)
        report = PageReport(
            url=state.url, outcome=PageOutcome.CHANGED, facts=_facts(fresh), findings=findings
        )
        changed = msgspec.structs.replace(state, changed_at=self._at, **_FRESH)
        return Judgement(state=changed, report=report, reading=fresh, good=good)

    def _fresh(self, state: PageState) -> Reading:
        if not self._catalogue.holds(state.url) and not is_index(state.url):
            raise UnknownPage(state.url)
        return self._readings.of(state.url, state.latest or "")

    def _good(self, url: str) -> Reading | None:
        """What is served of the page, as today's reader reads it; None where it cannot any more."""
        if url not in self._served:
            return None
        try:
            return self._readings.of(url, self._served[url])
        except IngestError:
            return None

    def _findings(self, fresh: Reading, good: Reading | None) -> tuple[Finding, ...]:
        if not self._catalogue.holds(fresh.url):
            return ()  # an index page serves no facts that could be lost
        return review_page(fresh, good, self._siblings(fresh))

    def _siblings(self, fresh: Reading) -> tuple[Reading, ...]:
        pages = self._catalogue.process_of(fresh.url).pages
        others = (self._good(url) for url in pages if url != fresh.url)
        return tuple(one for one in others if one and one.language != fresh.language)

    def _held(
        self, state: PageState, good: Reading | None, fresh: Reading, findings: tuple[Finding, ...]
    ) -> Judgement:
        first = next(one for one in findings if one.severity is Severity.HOLD)
        stale = self._stale(state, first.rule, first.message)
        report = PageReport(
            url=state.url,
            outcome=PageOutcome.HELD,
            code=first.rule,
            message=first.message,
            facts=_facts(fresh),
            findings=findings,
        )
        return Judgement(state=stale, report=report, reading=good, doubtful=fresh, good=good)

    def _moved(self, state: PageState, good: Reading | None) -> Judgement:
        """What is served of a page that is no more would go with it: a person says whether."""
        message = f"moved to {state.moved_to}"
        if state.refused == message:
            return self._refused(state, good)
        if good is None:
            report = PageReport(url=state.url, outcome=PageOutcome.MOVED, message=message)
            return Judgement(state=msgspec.structs.replace(state, **_FRESH), report=report)
        report = PageReport(url=state.url, outcome=PageOutcome.HELD, code="moved", message=message)
        stale = self._stale(state, "moved", message)
        return Judgement(state=stale, report=report, reading=good, good=good)

    def _kept(self, state: PageState, good: Reading | None, code: str, message: str) -> Judgement:
        outcome = PageOutcome.KEPT if good else PageOutcome.FAILED
        report = PageReport(url=state.url, outcome=outcome, code=code, message=message)
        stale = self._stale(state, code, message)
        return Judgement(state=stale, report=report, reading=good, good=good)

    def _refused(self, state: PageState, good: Reading | None) -> Judgement:
        """The reason is the person's, and stands in the state since the rejection."""
        report = PageReport(
            url=state.url,
            outcome=PageOutcome.REFUSED,
            code=state.stale_code,
            message=state.stale_reason,
        )
        return Judgement(state=state, report=report, reading=good, good=good)

    def _stale(self, state: PageState, code: str, reason: str) -> PageState:
        since = state.stale_since or self._at
        return msgspec.structs.replace(
            state, stale_since=since, stale_code=str(code), stale_reason=reason
        )


def _unchanged(state: PageState, good: Reading) -> Judgement:
    report = PageReport(url=state.url, outcome=PageOutcome.UNCHANGED)
    fresh = msgspec.structs.replace(state, **_FRESH)
    return Judgement(state=fresh, report=report, reading=good, good=good)


def _says_the_same(fresh: Reading, good: Reading) -> bool:
    """Whether only bytes differ: then the facts go on citing the capture they were read from."""
    return msgspec.structs.replace(fresh, capture=good.capture) == good


def _facts(reading: Reading) -> Mapping[str, int]:
    return dict(sorted(Counter(value.field for value in reading.values).items()))
