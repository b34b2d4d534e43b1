"""What became of processes: what the records of others tell of their status."""

from collections.abc import Iterable

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.catalogue.keys import key
from ingest.reading.vocabulary.series import series_named
from snapshots.model import Citation, Meeting, Process, ProcessStatus


def settled(
    processes: Iterable[Process], meetings: Iterable[Meeting], catalogue: Catalogue
) -> tuple[Process, ...]:
    """The processes; those replaced whose place another took, those concluded that were held
    once."""
    known = tuple(processes)
    successors = {old: one for one in known for old in one.replaces}
    held = {
        (process, key(title))
        for meeting in meetings
        if not meeting.announced
        for process in meeting.processes
        for title in meeting.titles.values()
    }
    return tuple(
        _replaced(one, successors[one.id])
        if one.id in successors
        else _concluded(one, held, catalogue)
        for one in known
    )


def _replaced(process: Process, successor: Process) -> Process:
    said = (_of_status(one) for one in successor.citations if one.field == "replaces")
    return msgspec.structs.replace(
        process, status=ProcessStatus.REPLACED, citations=(*process.citations, *said)
    )


def _of_status(citation: Citation) -> Citation:
    return msgspec.structs.replace(citation, field="status")


def _concluded(process: Process, held: set[tuple[str, str]], catalogue: Catalogue) -> Process:
    """A meeting of that very name was held: others may have prepared it."""
    own = catalogue.process(process.id).series
    series = series_named(own) if own else None
    if series is None or not series.once:
        return process
    if not any((process.id, key(name)) in held for name in series.spellings):
        return process
    return msgspec.structs.replace(process, status=ProcessStatus.CONCLUDED)
