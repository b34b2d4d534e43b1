"""Judgements → the candidate and what is held back of it, reviewed."""

from collections.abc import Iterable, Iterator

import msgspec

from ingest.assembly.assemble import Assembler
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from ingest.review.judgement import Judgement
from ingest.review.profile import profile
from ingest.review.rules import Comparison
from ingest.review.template import review_run
from snapshots.checks import Finding, Severity
from snapshots.gate import EMPTY, Approved, Held, review
from snapshots.model import Snapshot
from snapshots.runs import PageOutcome


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """What the review came to."""

    candidate: Snapshot
    approved: Approved | None
    """None where all of the candidate is held, or where it holds nothing."""
    held: Held | None
    """What waits for a person: the candidate with all that was held of single pages put in."""
    findings: tuple[Finding, ...]


def review_all(
    judgements: tuple[Judgement, ...], catalogue: Catalogue, served: Snapshot | None
) -> Reviewed:
    """Assemble what the pages say, held pages with their last good facts, and review it."""
    templates = review_run(tuple(_pairs(judgements, catalogue)))
    assembler = Assembler(catalogue)
    candidate = _assembled((one.reading for one in judgements), assembler, catalogue)
    verdict = review(candidate, served)
    findings = (*templates, *_gone(judgements, served), *verdict.findings)
    doubtful = _with_doubtful(judgements)
    everything = _assembled(doubtful, assembler, catalogue) if doubtful else candidate
    stopped = any(one.severity is Severity.HOLD for one in findings)
    # Where nothing was read and nothing is served, there is nothing to decide about.
    nothing = served is None and any(one.rule == EMPTY for one in findings)
    holds = (stopped and not nothing) or everything is not candidate
    return Reviewed(
        candidate=candidate,
        approved=verdict if isinstance(verdict, Approved) and not stopped else None,
        held=Held(everything, findings) if holds else None,
        findings=findings,
    )


def assemble_read(readings: Iterable[Reading | None], catalogue: Catalogue) -> Snapshot:
    """The snapshot of these readings; index pages of no process say nothing but their list."""
    return _assembled(readings, Assembler(catalogue), catalogue)


def _assembled(
    readings: Iterable[Reading | None], assembler: Assembler, catalogue: Catalogue
) -> Snapshot:
    return assembler.assemble(one for one in readings if one and catalogue.holds(one.url))


def _pairs(judgements: tuple[Judgement, ...], catalogue: Catalogue) -> Iterator[Comparison]:
    """The pages that had and have a reading, held or not: a new template shows in all of them.

    Where no page changed there is nothing to compare, and no profile is made.
    """
    readings = ((one.doubtful or one.reading, one.good) for one in judgements)
    pairs = [(new, good) for new, good in readings if new and good and catalogue.holds(new.url)]
    for fresh, good in pairs if any(fresh != good for fresh, good in pairs) else ():
        before = profile(good)
        yield Comparison(fresh=before if fresh == good else profile(fresh), good=before)


def _with_doubtful(judgements: tuple[Judgement, ...]) -> tuple[Reading | None, ...]:
    """The readings, those of held pages as they are; none where no page is held."""
    if all(one.report.outcome is not PageOutcome.HELD for one in judgements):
        return ()
    return tuple(
        one.doubtful if one.report.outcome is PageOutcome.HELD else one.reading
        for one in judgements
    )


def _gone(judgements: tuple[Judgement, ...], served: Snapshot | None) -> tuple[Finding, ...]:
    """Pages that are served, and of which nothing can be read any more: not even the old bytes."""
    pages = frozenset(page.url for page in served.pages) if served else frozenset()
    return tuple(
        Finding(
            rule="page-gone",
            severity=Severity.HOLD,
            message=f"{one.state.url} is served and cannot be read any more: {one.report.message}",
            node=f"page:{one.state.url}",
        )
        for one in judgements
        if one.reading is None and one.state.url in pages
    )
