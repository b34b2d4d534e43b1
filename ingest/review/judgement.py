"""Which reading speaks for a page: the fresh one, or the last good one until a person decides."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.errors import IngestError, Unforeseen, UnknownPage, work_on
from ingest.fetching.intake import Settled
from ingest.reading.found import Quote
from ingest.reading.reading import AnyValue, Reading
from ingest.review.proposals import lists_processes
from ingest.review.readings import Readings
from ingest.review.rules import review_page
from snapshots.checks import Finding, Severity
from snapshots.runs import PageOutcome, PageReport
from snapshots.stores.records import GONE, PageState

REJECTED: Final = "rejected"
_FRESH: Final = {"stale_since": None, "stale_code": None, "stale_reason": None}


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a run makes of one page."""

    settled: Settled
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
        self, readings: Readings, catalogue: Catalogue, good: Mapping[str, Reading], at: str
    ) -> None:
        """`good`: address → the reading that the served facts were assembled of."""
        self._readings = readings
        self._catalogue = catalogue
        self._good = good
        self._at = at

    def judge(self, settled: Settled) -> Judgement:
        """The judgement on one page; where it breaks off, what is served of the page is kept."""
        good = self._good.get(settled.url)
        try:
            with work_on(settled.url):
                return self._judged(settled, good)
        except Unforeseen as error:
            return self._kept(_unchecked(settled), good, error.code, str(error))

    def _judged(self, settled: Settled, good: Reading | None) -> Judgement:
        state = settled.state
        if settled.url in self._catalogue.gone:
            return self._gone(settled, good)
        if settled.failure:
            return self._kept(settled, good, settled.failure.code, settled.failure.message)
        if state.moved_to:
            return self._moved(settled, good)
        if state.latest is None:  # never seen, and nobody asked
            return self._kept(settled, good, "not-asked", f"{settled.url} was never had")
        if state.latest == state.refused:
            return self._refused(settled, good)
        return self._read(settled, good)

    def _read(self, settled: Settled, good: Reading | None) -> Judgement:
        try:
            fresh = self._fresh(settled.state)
        except IngestError as error:
            return self._kept(_unchecked(settled), good, error.code, str(error))
        if good is not None and says_the_same(fresh, good):
            return _unchanged(settled, good)
        if self._was_refused(settled.state, fresh):
            return self._refused(settled, good)
        findings = self._findings(fresh, good)
        first = next((one for one in findings if one.severity is Severity.HOLD), None)
        if first is not None and good is None:  # nothing is served that it could spoil
            return self._kept(settled, None, first.rule, first.message)
        if first is not None:
            return self._held(settled, good, fresh, findings)
        report = PageReport(
            url=settled.url, outcome=PageOutcome.CHANGED, facts=_facts(fresh), findings=findings
        )
        changed = msgspec.structs.replace(settled.state, changed_at=self._at, **_FRESH)
        return Judgement(settled=settled, state=changed, report=report, reading=fresh, good=good)

    def _fresh(self, state: PageState) -> Reading:
        known = self._catalogue.holds(state.url)
        if not known and not lists_processes(state.url, self._catalogue):
            raise UnknownPage(state.url)
        return self._readings.of(state.url, state.latest or "")

    def _was_refused(self, state: PageState, fresh: Reading) -> bool:
        """Whether it says what a person rejected, in other bytes."""
        if state.refused is None:
            return False
        try:
            return says_the_same(fresh, self._readings.of(state.url, state.refused))
        except IngestError:
            return False

    def _findings(self, fresh: Reading, good: Reading | None) -> tuple[Finding, ...]:
        if not self._catalogue.holds(fresh.url):
            return ()  # an index page serves no facts that could be lost
        return review_page(fresh, good, self._siblings(fresh))

    def _siblings(self, fresh: Reading) -> tuple[Reading, ...]:
        pages = self._catalogue.process_of(fresh.url).pages
        others = (self._good.get(url) for url in pages if url != fresh.url)
        return tuple(one for one in others if one and one.language != fresh.language)

    def _held(
        self,
        settled: Settled,
        good: Reading | None,
        fresh: Reading,
        findings: tuple[Finding, ...],
    ) -> Judgement:
        first = next(one for one in findings if one.severity is Severity.HOLD)
        report = PageReport(
            url=settled.url,
            outcome=PageOutcome.HELD,
            code=first.rule,
            message=first.message,
            facts=_facts(fresh),
            findings=findings,
        )
        return Judgement(
            settled=settled,
            state=self._stale(settled.state, first.rule, first.message),
            report=report,
            reading=good,
            doubtful=fresh,
            good=good,
        )

    def _moved(self, settled: Settled, good: Reading | None) -> Judgement:
        """What is served of a page that is no more would go with it: a person says whether."""
        state, message = settled.state, f"moved to {settled.state.moved_to}"
        if state.refused == message:
            return self._refused(settled, good)
        if good is None:
            report = PageReport(url=state.url, outcome=PageOutcome.MOVED, message=message)
            fresh = msgspec.structs.replace(state, **_FRESH)
            return Judgement(settled=settled, state=fresh, report=report)
        report = PageReport(url=state.url, outcome=PageOutcome.HELD, code="moved", message=message)
        stale = self._stale(state, "moved", message)
        return Judgement(settled=settled, state=stale, report=report, reading=good, good=good)

    def _kept(self, settled: Settled, good: Reading | None, code: str, message: str) -> Judgement:
        outcome = PageOutcome.KEPT if good else PageOutcome.FAILED
        report = PageReport(url=settled.url, outcome=outcome, code=code, message=message)
        stale = self._stale(settled.state, code, message)
        return Judgement(settled=settled, state=stale, report=report, reading=good, good=good)

    def _gone(self, settled: Settled, good: Reading | None) -> Judgement:
        """What was read of it last is kept for good."""
        since = self._catalogue.gone[settled.url]
        state = msgspec.structs.replace(
            settled.state,
            stale_since=f"{since}T00:00:00Z",
            stale_code=GONE,
            stale_reason=f"the page is gone for good since {since}, says the catalogue",
        )
        report = PageReport(url=settled.url, outcome=PageOutcome.UNCHANGED)
        return Judgement(settled=settled, state=state, report=report, reading=good, good=good)

    def _refused(self, settled: Settled, good: Reading | None) -> Judgement:
        """The reason is the person's."""
        reason = settled.state.refused_reason or "a person rejected it"
        report = PageReport(
            url=settled.url, outcome=PageOutcome.REFUSED, code=REJECTED, message=reason
        )
        stale = self._stale(settled.state, REJECTED, reason)
        return Judgement(settled=settled, state=stale, report=report, reading=good, good=good)

    def _stale(self, state: PageState, code: str, reason: str) -> PageState:
        since = state.stale_since or self._at
        return msgspec.structs.replace(
            state, stale_since=since, stale_code=str(code), stale_reason=reason
        )


def says_the_same(one: Reading, other: Reading) -> bool:
    """Whether only bytes, lines and headings differ: then facts go on citing what they cite."""
    return _said(one) == _said(other)


def _said(reading: Reading) -> Reading:
    """The reading without what tells where on the page it was read."""
    return msgspec.structs.replace(
        reading,
        capture="",
        values=tuple(map(_unplaced, reading.values)),
        doubts=tuple(
            msgspec.structs.replace(one, quote=_bare(one.quote) if one.quote else None)
            for one in reading.doubts
        ),
        ignored=(),
    )


def _unplaced(value: AnyValue) -> AnyValue:
    return msgspec.structs.replace(value, quote=_bare(value.quote))


def _bare(quote: Quote) -> Quote:
    return Quote(words=quote.words, line=0, rule=quote.rule)


def _unchecked(settled: Settled) -> Settled:
    """An answer that is not the page is no check of it."""
    before = settled.before.checked_at if settled.before else None
    state = msgspec.structs.replace(settled.state, checked_at=before)
    return msgspec.structs.replace(settled, state=state)


def _unchanged(settled: Settled, good: Reading) -> Judgement:
    report = PageReport(url=settled.url, outcome=PageOutcome.UNCHANGED)
    fresh = msgspec.structs.replace(settled.state, **_FRESH)
    return Judgement(settled=settled, state=fresh, report=report, reading=good, good=good)


def _facts(reading: Reading) -> Mapping[str, int]:
    return dict(sorted(Counter(value.field for value in reading.values).items()))
