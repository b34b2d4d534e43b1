"""Which reading speaks for a page: the fresh one, or the last good one until a person decides."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.errors import CaptureLost, IngestError, Unforeseen, UnknownPage, work_on
from ingest.fetching.intake import Settled
from ingest.reading.found import Doubt, Quote
from ingest.reading.reading import AnyValue, Reading
from ingest.reading.recognition.belonging import is_about
from ingest.reading.recognition.recognize import DOCUMENT
from ingest.review.memory import ServedReading, accepted, revised, served, without_revisions
from ingest.review.proposals import lists_processes
from ingest.review.readings import Readings
from ingest.review.rules import Context, review_page
from snapshots.checks import Finding, Severity
from snapshots.runs import PageOutcome, PageReport
from snapshots.stores.records import GONE, PageState

REJECTED: Final = "rejected"
FRESH: Final = {"stale_since": None, "stale_code": None, "stale_reason": None}
"""What the state of a page says that is served as it was last seen."""

Quoted = TypeVar("Quoted", AnyValue, Doubt)


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
        try:
            with work_on(settled.url):
                return self._judged(settled)
        except Unforeseen as error:
            return self._kept(_unchecked(settled), error.code, str(error))

    def _judged(self, settled: Settled) -> Judgement:
        state = settled.state
        if settled.url in self._catalogue.gone:
            return self._gone(settled)
        if settled.failure:
            return self._kept(settled, settled.failure.code, settled.failure.message)
        if state.moved_to:
            return self._moved(settled)
        if state.latest is None:  # never seen, and nobody asked
            return self._kept(settled, "not-asked", f"{settled.url} was never had")
        if state.latest == state.refused:
            return self._refused(settled)
        return self._read(settled, state.latest)

    def _read(self, settled: Settled, digest: str) -> Judgement:
        url, good = settled.url, self._good.get(settled.url)
        try:
            if not self._catalogue.holds(url) and not lists_processes(url, self._catalogue):
                raise UnknownPage(url)
            fresh = self._readings.of(url, digest)
        except IngestError as error:
            return self._kept(_unchecked(settled), error.code, str(error))
        if good is not None and says_the_same(fresh, good):
            return self._fresh(settled, PageOutcome.UNCHANGED)
        if self._was_refused(settled.state, fresh):
            return self._refused(settled)
        findings = self._findings(fresh, good)
        first = next((one for one in findings if one.severity is Severity.HOLD), None)
        if first is None:
            report = PageReport(
                url=url, outcome=PageOutcome.CHANGED, facts=_facts(fresh), findings=findings
            )
            state = msgspec.structs.replace(settled.state, changed_at=self._at, **FRESH)
            reading = served(fresh, good, self._at)
            return Judgement(
                settled=settled, state=state, report=report, reading=reading, good=good
            )
        if good is None:  # nothing is served that it could spoil
            return self._kept(settled, first.rule, first.message)
        held = self._stale(settled, PageOutcome.HELD, first.rule, first.message)
        report = msgspec.structs.replace(held.report, facts=_facts(fresh), findings=findings)
        return msgspec.structs.replace(
            held, report=report, doubtful=accepted(fresh, good, self._at)
        )

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
        pages = self._catalogue.process_of(fresh.url).pages
        others = (self._good.get(url) for url in pages if url != fresh.url)
        siblings = tuple(one for one in others if one and one.language != fresh.language)
        context = Context(
            at=self._at,
            earlier=good.profiles() if isinstance(good, ServedReading) else (),
            revisions=revised(fresh, good, self._at),
            named=self._is_named(fresh) or (good is not None and not self._is_named(good)),
        )
        return review_page(fresh, good, siblings, context)

    def _is_named(self, reading: Reading) -> bool:
        """Whether the page names its process; a document is known by its symbol."""
        if reading.family == DOCUMENT:
            return True
        process = self._catalogue.process_of(reading.url)
        try:
            return is_about(self._readings.outline(reading.url, reading.capture), process)
        except CaptureLost:
            return False

    def _moved(self, settled: Settled) -> Judgement:
        """What is served of a page that is no more would go with it: a person says whether."""
        message = f"moved to {settled.state.moved_to}"
        if settled.state.refused == message:
            return self._refused(settled)
        if settled.url in self._good:
            return self._stale(settled, PageOutcome.HELD, "moved", message)
        return self._fresh(settled, PageOutcome.MOVED, message)

    def _gone(self, settled: Settled) -> Judgement:
        """What was read of it last is kept for good."""
        since = self._catalogue.gone[settled.url]
        state = msgspec.structs.replace(
            settled.state,
            stale_since=f"{since}T00:00:00Z",
            stale_code=GONE,
            stale_reason=f"the page is gone for good since {since}, says the catalogue",
        )
        unchanged = self._fresh(settled, PageOutcome.UNCHANGED)
        return msgspec.structs.replace(unchanged, state=state)

    def _kept(self, settled: Settled, code: str, message: str) -> Judgement:
        served = settled.url in self._good
        outcome = PageOutcome.KEPT if served else PageOutcome.FAILED
        return self._stale(settled, outcome, code, message)

    def _refused(self, settled: Settled) -> Judgement:
        """The reason is the person's."""
        reason = settled.state.refused_reason or "a person rejected it"
        return self._stale(settled, PageOutcome.REFUSED, REJECTED, reason)

    def _stale(self, settled: Settled, outcome: PageOutcome, code: str, message: str) -> Judgement:
        """What is served of the page goes on, older than the page might be."""
        good, state = self._good.get(settled.url), settled.state
        return Judgement(
            settled=settled,
            state=msgspec.structs.replace(
                state,
                stale_since=state.stale_since or self._at,
                stale_code=str(code),
                stale_reason=message,
            ),
            report=PageReport(url=settled.url, outcome=outcome, code=code, message=message),
            reading=good,
            good=good,
        )

    def _fresh(
        self, settled: Settled, outcome: PageOutcome, message: str | None = None
    ) -> Judgement:
        """What is served of the page is what it says."""
        good = self._good.get(settled.url)
        return Judgement(
            settled=settled,
            state=msgspec.structs.replace(settled.state, **FRESH),
            report=PageReport(url=settled.url, outcome=outcome, message=message),
            reading=good,
            good=good,
        )


def says_the_same(one: Reading, other: Reading) -> bool:
    """Whether only bytes, lines and headings differ: then facts go on citing what they cite."""
    return _said(one) == _said(other)


def _said(reading: Reading) -> tuple[object, ...]:
    """The reading without what tells where on the page it was read, and what it was before."""
    return (
        *(getattr(reading, name) for name in ("url", "language", "family", "whole")),
        *map(_unplaced, reading.values),
        *map(_unplaced, without_revisions(reading.doubts)),
    )


def _unplaced(one: Quoted) -> Quoted:
    quote = one.quote and Quote(words=one.quote.words, line=0, rule=one.quote.rule)
    return msgspec.structs.replace(one, quote=quote)


def _unchecked(settled: Settled) -> Settled:
    """An answer that is not the page is no check of it."""
    before = settled.before.checked_at if settled.before else None
    state = msgspec.structs.replace(settled.state, checked_at=before)
    return msgspec.structs.replace(settled, state=state)


def _facts(reading: Reading) -> Mapping[str, int]:
    return dict(sorted(Counter(value.field for value in reading.values).items()))
