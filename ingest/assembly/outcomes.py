"""Documents and the meetings that adopted them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.vocabulary.series import namings
from snapshots.model import Document, Meeting, MeetingKind


def tied(
    meetings: Iterable[Meeting], documents: Iterable[Document], catalogue: Catalogue
) -> tuple[tuple[Meeting, ...], tuple[Document, ...]]:
    """Both, naming each other where a document's title names the series of a meeting on one of
    whose days it was adopted.

    An adopted document is one of the process whose meeting adopted it.
    """
    held, made = tuple(meetings), tuple(documents)
    of_process = defaultdict[str, list[Meeting]](list)
    for meeting in held:
        for process in meeting.processes:
            of_process[process].append(meeting)
    adopted_at = {
        document.id: meeting
        for document in made
        for process, day in _said(document, catalogue)
        for meeting in of_process[process]
        if _was_held(meeting, day)
    }
    outcomes: dict[str, list[str]] = {}
    for document, meeting in adopted_at.items():
        outcomes.setdefault(meeting.id, []).append(document)
    return (
        tuple(_with_documents(one, outcomes.get(one.id, ())) for one in held),
        tuple(_adopted(one, adopted_at.get(one.id)) for one in made),
    )


def _said(document: Document, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The processes of which a meeting may have adopted it, and the day."""
    found = (naming for title in document.titles.values() for naming in namings(title))
    for series in (naming.key for naming in found if naming.series):
        process = catalogue.process_of_series(series)
        if process and document.adopted:
            yield process.id, document.adopted


def _was_held(meeting: Meeting, day: str) -> bool:
    """Whether the process itself held it on the day."""
    if meeting.kind is MeetingKind.RELATED or meeting.start is None:
        return False
    return meeting.start <= day <= (meeting.end or meeting.start)


def _with_documents(meeting: Meeting, documents: Iterable[str]) -> Meeting:
    every = tuple(dict.fromkeys((*meeting.documents, *documents)))
    return msgspec.structs.replace(meeting, documents=every)


def _adopted(document: Document, meeting: Meeting | None) -> Document:
    if meeting is None:
        return document
    processes = tuple(dict.fromkeys((*document.processes, *meeting.processes)))
    return msgspec.structs.replace(document, adopted_at=meeting.id, processes=processes)
