"""The whole: readings + catalogue → candidate."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ingest.assembly.documents import assemble_documents
from ingest.assembly.meetings import assemble_meetings
from ingest.assembly.process import assemble_process
from ingest.assembly.references import all_states, named_organizations, named_themes
from ingest.assembly.source import Source, sources
from ingest.catalogue import Catalogue
from ingest.reading import Reading
from snapshots.checks import inspect
from snapshots.model import Issue, Meeting, Process, Snapshot


def assemble(readings: Iterable[Reading], catalogue: Catalogue) -> Snapshot:
    """The candidate that the readings make; raises UnknownPage for a page of no process."""
    read = sources(readings, catalogue)
    processes: list[Process] = []
    meetings: list[Meeting] = []
    issues = [issue for source in read for issue in _doubts(source)]
    for _, group in groupby(read, key=lambda source: source.process.id):
        pages = tuple(group)
        process, disagreements = assemble_process(pages)
        processes.append(process)
        issues += disagreements
        meetings += assemble_meetings(pages)
    candidate = Snapshot(
        processes=tuple(processes),
        states=all_states(),
        organizations=named_organizations(read),
        themes=named_themes(read),
        meetings=tuple(meetings),
        documents=assemble_documents(read),
        pages=tuple(source.record() for source in read),
    )
    found = (*issues, *inspect(candidate))
    return Snapshot(
        **{
            field: getattr(candidate, field)
            for field in candidate.__struct_fields__
            if field != "issues"
        },
        issues=tuple(
            sorted(found, key=lambda issue: (issue.code, issue.node or "", issue.message))
        ),
    )


def _doubts(source: Source) -> Iterator[Issue]:
    """The page's doubts; unknown participants are left to the inspection, which sees them all."""
    inspected = ("participating_states", "observer_states")
    for doubt in source.reading.doubts:
        if doubt.code != "unknown-state" or doubt.field not in inspected:
            yield source.issue(doubt)
