"""The walk of a run: settled pages → judgements → candidate → review → publish → report.

Fetching comes before it and serving after it; nothing here looks at a clock or the network.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.clock import Clock
from ingest.errors import IngestError
from ingest.fetching.intake import Settled
from ingest.fetching.outage import outage_of
from ingest.fetching.results import Code, Failed
from ingest.reading.reading import Reading
from ingest.review.candidate import Reviewed, review_all
from ingest.review.judgement import Judge, Judgement, says_the_same
from ingest.review.proposals import propose
from ingest.review.readings import (
    Readings,
    origin_of,
    reader_digest,
    readings_of,
    served_readings,
    stored,
)
from snapshots.change import Origin
from snapshots.model import Issue, Snapshot, Version
from snapshots.page_names import slugs_of
from snapshots.reports import is_readable, read_report
from snapshots.runs import Outage, Outcome, PageOutcome, PageReport, Report
from snapshots.stores.base import Published, Store
from snapshots.stores.records import PageState, Run, StoredReading

Progress = Callable[[str, int, int], None]
"""Told the step, how many pages are done and how many there are."""


class RunContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a run works with."""

    run: str
    """Its id."""
    started_at: str
    """RFC 3339, UTC."""
    store: Store
    catalogue: Catalogue
    clock: Clock
    progress: Progress = lambda _step, _done, _of: None
    requests: int = 0
    """How many requests for pages were sent."""
    fetching: float = 0.0
    """How many seconds that took."""


def ingest(work: RunContext, settled: tuple[Settled, ...]) -> Report:
    """Judge the pages, review the candidate, publish it or hold it, and record the run.

    Where nothing at all is new, or not one host could be reached, nothing is read and nothing
    compared. Raises LeaseLost where another run took the place of this one: then nothing was
    written.
    """
    served, last = work.store.load(), _last(work.store)
    outage = outage_of(settled)
    if outage and outage.total:
        return _cut_off(work, settled, served, outage)
    inputs = _inputs(settled, work.catalogue)
    if last and last[0] == inputs and _nothing_new(last[1], settled, served):
        return _idle(work, settled, last)
    times = [work.clock.seconds()]
    before = served.snapshot if served else None
    readings = readings_of(work.store, work.catalogue)
    kept = work.store.served_readings()
    good = _by_canonical(served_readings(kept, readings, before), work.catalogue)
    known = readings.read
    judgements = _judge(work, _with_unasked(work, settled, before), readings, good)
    times.append(work.clock.seconds())
    reviewed = review_all(judgements, work.catalogue, before)
    origin = origin_of(work.catalogue, _reread(judgements, readings))
    times.append(work.clock.seconds())
    with work.store.together():
        version = _publish(work, reviewed, served, origin)
        times.append(work.clock.seconds())
        spent = (end - start for start, end in pairwise(times))
        report = msgspec.structs.replace(
            _finished(work, judgements, reviewed, served, version),
            read=readings.read - known,
            seconds=_seconds(work, spent),
            outage=outage,
        )
        states = _states(judgements, reviewed, work.started_at)
        work.store.record(_run(report, inputs), reviewed.held, states)
        if reviewed.approved is not None:
            _keep_served(work.store, kept, judgements)
    return report


def _by_canonical(good: Mapping[str, Reading], catalogue: Catalogue) -> Mapping[str, Reading]:
    """The same, under the addresses that the catalogue has today."""
    addresses = {url: catalogue.canonical(url) for url in good}
    moved = {
        to: msgspec.structs.replace(good[url], url=to) for url, to in addresses.items() if url != to
    }
    return moved | {url: one for url, one in good.items() if addresses[url] == url}


def _with_unasked(
    work: RunContext, settled: tuple[Settled, ...], served: Snapshot | None
) -> tuple[Settled, ...]:
    """The pages, and those that are served and followed and that nobody asked: they stay as is."""
    asked = frozenset(one.url for one in settled)
    followed = frozenset((*work.catalogue.pages, *work.catalogue.gone))
    states = {one.url: one for one in work.store.states()}
    pages = {work.catalogue.canonical(page.url) for page in served.pages} if served else set()
    made = [
        Settled(
            url=url,
            state=states.get(url, PageState(url=url)),
            before=states.get(url),
            failure=Failed(
                url=url,
                code="not-asked",
                message="nobody asked for it in this run",
                at=work.started_at,
            ),
        )
        for url in (pages & followed) - asked
    ]
    return tuple(sorted((*settled, *made), key=lambda one: one.url))


def _judge(
    work: RunContext, settled: tuple[Settled, ...], readings: Readings, good: Mapping[str, Reading]
) -> tuple[Judgement, ...]:
    readings.recall((one.url, one.state.latest) for one in settled if one.state.latest)
    judge = Judge(readings, work.catalogue, good, work.started_at)
    made = []
    for done, one in enumerate(settled, start=1):
        made.append(judge.judge(one))
        work.progress("read", done, len(settled))
    readings.keep()
    return tuple(made)


def _publish(
    work: RunContext, reviewed: Reviewed, served: Published | None, origin: Origin
) -> Version | None:
    if reviewed.approved is None:
        return served.version if served else None
    return work.store.publish(
        reviewed.approved, run=work.run, at=work.clock.timestamp(), origin=origin
    )


def _reread(judgements: tuple[Judgement, ...], readings: Readings) -> Iterator[str]:
    """Pages that came with other bytes and say the same to today's reader as those before did."""
    for one in judgements:
        if one.report.outcome is PageOutcome.CHANGED and one.reading and one.good:
            with suppress(IngestError):
                if says_the_same(one.reading, readings.of(one.good.url, one.good.capture)):
                    yield one.good.url


def _keep_served(
    store: Store, before: tuple[StoredReading, ...], judgements: tuple[Judgement, ...]
) -> None:
    """Remember what is served from now on, as far as that is another reading than before."""
    kept = {one.url: one.capture for one in before}
    served = {one.reading.url: one for one in judgements if one.reading}
    new = (
        one.reading
        for url, one in served.items()
        if one.reading and (one.reading != one.good or kept.get(url) != one.reading.capture)
    )
    store.keep_served_readings(tuple(map(stored, new)), [url for url in kept if url not in served])


def _states(
    judgements: tuple[Judgement, ...], reviewed: Reviewed, at: str
) -> tuple[PageState, ...]:
    """Where all is held, pages that changed are served as they were."""
    if reviewed.approved is not None:
        return tuple(one.state for one in judgements)
    reason = "; ".join(one.message for one in reviewed.findings)
    return tuple(
        msgspec.structs.replace(
            one.settled.state,
            stale_since=one.settled.state.stale_since or at,
            stale_code="run-held",
            stale_reason=reason,
        )
        if one.report.outcome is PageOutcome.CHANGED and one.good
        else one.state
        for one in judgements
    )


def _finished(
    work: RunContext,
    judgements: tuple[Judgement, ...],
    reviewed: Reviewed,
    served: Published | None,
    version: Version | None,
) -> Report:
    before = served.snapshot if served else Snapshot()
    new = tuple(one for one in judgements if one.report.outcome is not PageOutcome.UNCHANGED)
    everything = (before, reviewed.candidate, *([reviewed.held.snapshot] if reviewed.held else ()))
    said = tuple(one.doubtful or one.reading for one in judgements)
    return _report(
        work,
        outcome=_outcome(reviewed, version, served),
        version=version,
        pages=len(judgements),
        unchanged=len(judgements) - len(new),
        changes=_named((one.report for one in new), work.catalogue, everything),
        findings=reviewed.findings,
        proposals=propose((one for one in said if one), work.catalogue),
        issues=len(reviewed.candidate.issues),
        issues_new=_lacking(reviewed.candidate, before),
        issues_gone=_lacking(before, reviewed.candidate),
    )


def _report(work: RunContext, **further: Any) -> Report:
    return Report(
        run=work.run,
        started_at=work.started_at,
        finished_at=work.clock.timestamp(),
        requests=work.requests,
        **further,
    )


def _outcome(reviewed: Reviewed, version: Version | None, served: Published | None) -> Outcome:
    if reviewed.approved is None:
        return Outcome.HELD if reviewed.held else Outcome.UNCHANGED
    return Outcome.UNCHANGED if served and served.version == version else Outcome.PUBLISHED


def _lacking(one: Snapshot, other: Snapshot) -> tuple[Issue, ...]:
    """The issues of the one that the other has not; where they were read does not matter."""
    known = {(issue.code, issue.node, issue.message) for issue in other.issues}
    return tuple(
        issue for issue in one.issues if (issue.code, issue.node, issue.message) not in known
    )


def _last(store: Store) -> tuple[str | None, Report] | None:
    """What the last run was made of and what it came to, as far as that can be read."""
    for found in store.runs(1):
        report = read_report(found)
        return (found.inputs, report) if is_readable(report) else None
    return None


def _nothing_new(last: Report, settled: tuple[Settled, ...], served: Published | None) -> bool:
    """Whether all that the last run saw is fresh and what it left is served."""
    fresh = all(
        one.failure is None
        and one.state.moved_to is None
        and one.state.stale_code is None
        and one.state.latest is not None
        for one in settled
    )
    untouched = last.version == (served.version if served else None)
    return fresh and untouched and last.outcome is not Outcome.HELD


def _cut_off(
    work: RunContext, settled: tuple[Settled, ...], served: Published | None, outage: Outage
) -> Report:
    """All stays as it was, for hosts that nobody could reach say nothing of their pages."""
    last = _last(work.store)
    before = served.snapshot if served else Snapshot()
    there = {work.catalogue.canonical(page.url) for page in before.pages}
    changes = (
        PageReport(
            url=one.url,
            outcome=PageOutcome.KEPT if one.url in there else PageOutcome.FAILED,
            code=str(one.failure.code),
            message=one.failure.message,
        )
        for one in settled
        if one.failure
    )
    report = _report(
        work,
        outcome=Outcome.UNCHANGED,
        version=served.version if served else None,
        pages=len(settled),
        outage=outage,
        changes=_named(changes, work.catalogue, (before,)),
        proposals=last[1].proposals if last else (),
        issues=len(before.issues),
        seconds=_seconds(work),
    )
    states = tuple(_unreached(one, work.started_at) for one in settled)
    work.store.record(_run(report, None), None, states)
    return report


def _unreached(one: Settled, at: str) -> PageState:
    """Stale, unless it is so for what was read of it: that still waits for a person."""
    if one.failure is None or one.state.stale_code not in (None, *Code):
        return one.state
    return msgspec.structs.replace(
        one.state,
        stale_since=one.state.stale_since or at,
        stale_code=str(one.failure.code),
        stale_reason=one.failure.message,
    )


def _named(
    reports: Iterable[PageReport], catalogue: Catalogue, snapshots: Sequence[Snapshot]
) -> tuple[PageReport, ...]:
    """The reports with the names of pages and processes."""
    slugs = slugs_of(*snapshots)
    return tuple(
        msgspec.structs.replace(one, slug=slugs.get(one.url), process=catalogue.id_of(one.url))
        for one in reports
    )


def _idle(
    work: RunContext, settled: tuple[Settled, ...], last: tuple[str | None, Report]
) -> Report:
    """What the last run said still holds, but for what changed in it."""
    inputs, before = last
    report = _report(
        work,
        outcome=Outcome.UNCHANGED,
        version=before.version,
        pages=len(settled),
        unchanged=len(settled),
        proposals=before.proposals,
        issues=before.issues,
        seconds=_seconds(work),
    )
    work.store.record(_run(report, inputs), None, tuple(one.state for one in settled))
    return report


def _inputs(settled: tuple[Settled, ...], catalogue: Catalogue) -> str:
    """The identity of all that a candidate is made of: reader, catalogue and captures."""
    made = hashlib.sha256(f"{reader_digest()}\n{catalogue.digest}".encode())
    for one in settled:
        made.update(f"\n{one.url} {one.state.latest}".encode())
    return f"sha256:{made.hexdigest()}"


def _seconds(work: RunContext, steps: Iterable[float] = ()) -> Mapping[str, float]:
    """How long fetching took, and the steps that followed it."""
    spent = zip(("fetch", "read", "assemble", "publish"), (work.fetching, *steps), strict=False)
    return {step: round(one, 3) for step, one in spent}


def _run(report: Report, inputs: str | None) -> Run:
    return Run(
        id=report.run,
        started_at=report.started_at,
        finished_at=report.finished_at,
        outcome=report.outcome.value,
        report=msgspec.json.encode(report),
        inputs=inputs,
    )
