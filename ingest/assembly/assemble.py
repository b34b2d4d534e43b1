"""The whole: readings + catalogue → candidate."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

import msgspec

from ingest.assembly.documents import DocumentsOf
from ingest.assembly.meetings import MeetingsOf, named_series
from ingest.assembly.outcomes import tied
from ingest.assembly.process import assemble_process
from ingest.assembly.references import (
    all_regions,
    all_states,
    named_organizations,
    named_places,
    named_themes,
)
from ingest.assembly.remembered import Remembered
from ingest.assembly.source import Source, sources
from ingest.assembly.status import settled
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from snapshots.checks import inspect
from snapshots.model import Issue, Process, Snapshot


def assemble(readings: Iterable[Reading], catalogue: Catalogue) -> Snapshot:
    """The candidate that the readings make; raises UnknownPage for a page of no process."""
    return Assembler(catalogue).assemble(readings)


class Assembler:
    """Candidates of one catalogue, one after the other: of what no page that changed since the
    last one tells, nothing is assembled again.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._sources: dict[str, Source] = {}
        self._processes = Remembered[tuple[Process, tuple[Issue, ...]]]()
        self._meetings = MeetingsOf(catalogue)
        self._documents = DocumentsOf()

    def assemble(self, readings: Iterable[Reading]) -> Snapshot:
        """The candidate that the readings make; raises UnknownPage for a page of no process."""
        read = self._read(readings)
        processes, issues = self._assembled(read)
        meetings, meeting_issues = self._meetings.assemble(read)
        documents, document_issues = self._documents.assemble(read)
        meetings, documents = tied(meetings, documents, self._catalogue)
        candidate = Snapshot(
            processes=settled(processes, meetings, self._catalogue),
            states=all_states(),
            organizations=named_organizations(read),
            themes=named_themes(read),
            series=named_series(meetings, read, self._catalogue),
            regions=all_regions(),
            places=named_places(meetings),
            meetings=meetings,
            documents=documents,
            pages=tuple(source.record() for source in read),
        )
        doubts = (issue for source in read for issue in _doubts(source))
        told = (*doubts, *issues, *meeting_issues, *document_issues, *inspect(candidate))
        ordered = sorted(told, key=lambda issue: (issue.code, issue.node or "", issue.message))
        return msgspec.structs.replace(candidate, issues=tuple(ordered))

    def _read(self, readings: Iterable[Reading]) -> tuple[Source, ...]:
        """The sources; those that say what they said are the same objects as before."""
        known = self._sources
        self._sources = {one.page: one for one in sources(readings, self._catalogue)}
        for page, one in self._sources.items():
            if (before := known.get(page)) == one:
                self._sources[page] = before
        return tuple(self._sources.values())

    def _assembled(self, read: tuple[Source, ...]) -> tuple[list[Process], list[Issue]]:
        self._processes.begin()
        made: list[Process] = []
        issues: list[Issue] = []
        for process, group in groupby(read, key=lambda source: source.process.id):
            pages = tuple(group)
            make = partial(assemble_process, pages, self._catalogue)
            record, disagreements = self._processes.of(process, pages, make)
            made.append(record)
            issues += disagreements
        return made, issues


def _doubts(source: Source) -> Iterator[Issue]:
    """The page's doubts; unknown participants are left to the inspection, which sees them all."""
    inspected = ("participating_states", "observer_states")
    for doubt in source.reading.doubts:
        if doubt.code != "unknown-state" or doubt.field not in inspected:
            yield source.issue(doubt)
