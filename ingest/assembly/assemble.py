"""The whole: readings + catalogue → candidate."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from ingest.assembly.documents import assemble_documents
from ingest.assembly.meetings import assemble_meetings, named_series
from ingest.assembly.outcomes import tied
from ingest.assembly.process import assemble_process
from ingest.assembly.references import (
    all_regions,
    all_states,
    named_organizations,
    named_places,
    named_themes,
)
from ingest.assembly.source import Source, sources
from ingest.assembly.status import settled
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from snapshots.checks import inspect
from snapshots.model import Issue, Process, Snapshot


def assemble(readings: Iterable[Reading], catalogue: Catalogue) -> Snapshot:
    """The candidate that the readings make; raises UnknownPage for a page of no process."""
    read = sources(readings, catalogue)
    processes: list[Process] = []
    issues = [issue for source in read for issue in _doubts(source)]
    for _, group in groupby(read, key=lambda source: source.process.id):
        process, disagreements = assemble_process(tuple(group), catalogue)
        processes.append(process)
        issues += disagreements
    meetings, meeting_issues = assemble_meetings(read, catalogue)
    documents, document_issues = assemble_documents(read)
    meetings, documents = tied(meetings, documents, catalogue)
    candidate = Snapshot(
        processes=settled(processes, meetings, catalogue),
        states=all_states(),
        organizations=named_organizations(read),
        themes=named_themes(read),
        series=named_series(meetings, read, catalogue),
        regions=all_regions(),
        places=named_places(meetings),
        meetings=meetings,
        documents=documents,
        pages=tuple(source.record() for source in read),
    )
    issues += (*meeting_issues, *document_issues, *inspect(candidate))
    ordered = sorted(issues, key=lambda issue: (issue.code, issue.node or "", issue.message))
    return msgspec.structs.replace(candidate, issues=tuple(ordered))


def _doubts(source: Source) -> Iterator[Issue]:
    """The page's doubts; unknown participants are left to the inspection, which sees them all."""
    inspected = ("participating_states", "observer_states")
    for doubt in source.reading.doubts:
        if doubt.code != "unknown-state" or doubt.field not in inspected:
            yield source.issue(doubt)
