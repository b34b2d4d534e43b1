"""What became of processes: what the records of others tell of their status."""

from collections.abc import Iterable, Iterator, Mapping

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
    known, told = tuple(processes), tuple(meetings)
    successors = {old: one for one in known for old in one.replaces}
    held = {
        (process, key(title)): meeting
        for meeting in _over(told)
        for process in meeting.processes
        for title in meeting.titles.values()
    }
    return tuple(
        _replaced(one, successors[one.id])
        if one.id in successors
        else _concluded(one, held, catalogue)
        for one in known
    )


def _over(meetings: tuple[Meeting, ...]) -> Iterator[Meeting]:
    """Those that were held; what pages only announce is over where others tell of a later one."""
    last = max((one.start or "" for one in meetings if not one.announced), default="")
    return (
        one for one in meetings if not one.announced or (one.end and one.end < last[: len(one.end)])
    )


def _replaced(process: Process, successor: Process) -> Process:
    said = (one for one in successor.citations if one.field == "replaces")
    return _with_status(process, ProcessStatus.REPLACED, said)


def _with_status(process: Process, status: ProcessStatus, said: Iterable[Citation]) -> Process:
    cited = (msgspec.structs.replace(one, field="status") for one in said)
    return msgspec.structs.replace(process, status=status, citations=(*process.citations, *cited))


def _concluded(
    process: Process, held: Mapping[tuple[str, str], Meeting], catalogue: Catalogue
) -> Process:
    """A meeting of that very name was held: others may have prepared it."""
    own = catalogue.process(process.id).series
    series = series_named(own) if own else None
    if series is None or not series.once:
        return process
    names = ((process.id, key(name)) for name in series.spellings)
    meeting = next((held[one] for one in names if one in held), None)
    if meeting is None:
        return process
    return _with_status(process, ProcessStatus.CONCLUDED, meeting.citations)
