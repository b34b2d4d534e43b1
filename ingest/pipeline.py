"""The walk: captures → readings → candidate → review → publish.

Fetching comes before it and serving after it; nothing here looks at the clock or the network.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from ingest.assembly.assemble import assemble
from ingest.catalogue import Catalogue
from ingest.errors import IngestError, UnknownPage
from ingest.page import Capture
from ingest.proposals import Proposal, is_index, propose
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
    proposals: tuple[Proposal, ...] = ()
    """Processes that index pages list and the catalogue lacks; a person decides on them."""
    issues: int = 0


class Moment(msgspec.Struct, frozen=True):
    """A run's name and time (RFC 3339, UTC), read at the edge."""

    run: str
    at: str


def ingest(
    captures: Iterable[Capture],
    store: Store,
    catalogue: Catalogue,
    moment: Moment,
    unreadable: tuple[Failure, ...] = (),
) -> Report:
    """Read the captures, review the candidate, publish it or hold it, and record the run.

    `unreadable` are pages that never became captures; the report counts them among the failures.
    """
    kept = tuple(captures)
    store.keep_captures(tuple(map(_stored, kept)))
    readings, failures = read_all(kept, catalogue)
    candidate = assemble(_of_processes(readings, catalogue), catalogue)
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
        pages=len(kept) + len(unreadable),
        failures=(*unreadable, *failures),
        findings=verdict.findings,
        proposals=propose(readings, catalogue),
        issues=len(candidate.issues),
    )
    store.record(_run(report, moment), held)
    return report


def read_all(
    captures: Iterable[Capture], catalogue: Catalogue
) -> tuple[tuple[Reading, ...], tuple[Failure, ...]]:
    """What the pages say; a page that cannot be read does not stop the others.

    Besides the pages of the catalogue's processes, index pages are read: they list processes.
    """
    readings: list[Reading] = []
    failures: list[Failure] = []
    for capture in captures:
        try:
            readings.append(_read(capture, catalogue))
        except IngestError as error:
            failures.append(Failure(capture.url, error.code, str(error)))
    return tuple(readings), tuple(failures)


def _read(capture: Capture, catalogue: Catalogue) -> Reading:
    """One page; raises UnknownPage for one that is neither of a process nor an index."""
    if not catalogue.holds(capture.url) and not is_index(capture.url):
        raise UnknownPage(capture.url)
    return read_page(capture)


def _of_processes(readings: Iterable[Reading], catalogue: Catalogue) -> Iterator[Reading]:
    """An index page of no process has nothing to say but its list."""
    return (reading for reading in readings if catalogue.holds(reading.url))


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
