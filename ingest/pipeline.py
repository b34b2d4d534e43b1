"""The walk: captures → readings → candidate → review → publish.

Fetching comes before it and serving after it; nothing here looks at the clock or the network.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from ingest.assembly.assemble import assemble
from ingest.catalogue import Catalogue
from ingest.errors import IngestError
from ingest.page import Capture
from ingest.read import read_page
from ingest.reading import Reading
from snapshots.checks import Finding
from snapshots.gate import Held, review
from snapshots.model import Version
from snapshots.stores.base import Run, Store, StoredCapture


class Outcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    HELD = "held"


class Failure(msgspec.Struct, frozen=True):
    """A page that could not be read."""

    url: str
    code: str
    message: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, in the form that scripts read."""

    run: str
    outcome: Outcome
    version: Version | None
    """The served version after the run; None where none was ever published."""
    pages: int
    failures: tuple[Failure, ...] = ()
    findings: tuple[Finding, ...] = ()
    issues: int = 0


class Moment(msgspec.Struct, frozen=True):
    """A run's name and time (RFC 3339, UTC), read at the edge."""

    run: str
    at: str


def ingest(
    captures: Iterable[Capture], store: Store, catalogue: Catalogue, moment: Moment
) -> Report:
    """Read the captures, review the candidate, publish it or hold it, and record the run."""
    kept = tuple(captures)
    store.keep_captures(tuple(map(_stored, kept)))
    readings, failures = read_all(kept, catalogue)
    candidate = assemble(readings, catalogue)
    before = store.load()
    verdict = review(candidate, before.snapshot if before else None)
    held = verdict if isinstance(verdict, Held) else None
    version = before.version if before else None
    outcome = Outcome.HELD
    if not isinstance(verdict, Held):
        published = store.publish(verdict, run=moment.run, at=moment.at)
        outcome = Outcome.UNCHANGED if published == version else Outcome.PUBLISHED
        version = published
    report = Report(
        run=moment.run,
        outcome=outcome,
        version=version,
        pages=len(kept),
        failures=failures,
        findings=verdict.findings,
        issues=len(candidate.issues),
    )
    store.record(_run(report, moment), held)
    return report


def read_all(
    captures: Iterable[Capture], catalogue: Catalogue
) -> tuple[tuple[Reading, ...], tuple[Failure, ...]]:
    """What the pages say; a page that cannot be read does not stop the others."""
    readings: list[Reading] = []
    failures: list[Failure] = []
    for capture in captures:
        try:
            catalogue.process_of(capture.url)
            readings.append(read_page(capture))
        except IngestError as error:
            failures.append(Failure(capture.url, error.code, str(error)))
    return tuple(readings), tuple(failures)


def _stored(capture: Capture) -> StoredCapture:
    return StoredCapture(
        digest=capture.digest,
        url=capture.url,
        media_type=capture.media_type,
        retrieved_at=capture.retrieved_at,
        body=capture.body,
    )


def _run(report: Report, moment: Moment) -> Run:
    return Run(
        id=moment.run,
        started_at=moment.at,
        finished_at=moment.at,
        outcome=report.outcome.value,
        report=msgspec.json.encode(report),
    )
