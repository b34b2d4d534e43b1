"""Documents and the meetings that adopted them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.vocabulary.series import Naming, namings
from ingest.reading.vocabulary.worded import worded_pattern
from snapshots.model import Document, Meeting, MeetingKind

_ADOPTED = worded_pattern(r"(?:[A-ZÀ-Þ][\w'’-]*\s){0,4}{adopted_text}\s")
"""What a meeting adopts, before its name: "Declaration of the 2013 Dialogue"."""


def tied(
    meetings: Iterable[Meeting], documents: Iterable[Document], catalogue: Catalogue
) -> tuple[tuple[Meeting, ...], tuple[Document, ...]]:
    """Both, naming each other where a document's title names the series of a meeting, and its year
    or number besides, or where it was adopted on one of its days.

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
        for process, naming in _said(document, catalogue)
        for meeting in of_process[process]
        if _is_of(document, naming, meeting)
    }
    outcomes: dict[str, list[str]] = {}
    for document, meeting in adopted_at.items():
        outcomes.setdefault(meeting.id, []).append(document)
    return (
        tuple(_with_documents(one, outcomes.get(one.id, ())) for one in held),
        tuple(_adopted(one, adopted_at.get(one.id)) for one in made),
    )


def _said(document: Document, catalogue: Catalogue) -> Iterator[tuple[str, Naming]]:
    """The processes of which a meeting may have adopted it, and how the title names that."""
    for title in document.titles.values():
        for naming in namings(title):
            process = catalogue.process_of_series(naming.key)
            if process and _ADOPTED.match(title[: naming.at]):
                yield process.id, naming


def _is_of(document: Document, naming: Naming, meeting: Meeting) -> bool:
    """Whether the process itself held the meeting on the day, or as the title says."""
    if meeting.kind is MeetingKind.RELATED or meeting.start is None:
        return False
    if document.adopted:
        return meeting.start <= document.adopted <= (meeting.end or meeting.start)
    numbered = naming.ordinal is not None and naming.ordinal == meeting.ordinal
    return numbered or meeting.start.startswith(str(naming.year))


def _with_documents(meeting: Meeting, documents: Iterable[str]) -> Meeting:
    every = tuple(dict.fromkeys((*meeting.documents, *documents)))
    return msgspec.structs.replace(meeting, documents=every)


def _adopted(document: Document, meeting: Meeting | None) -> Document:
    if meeting is None:
        return document
    processes = tuple(dict.fromkeys((*document.processes, *meeting.processes)))
    return msgspec.structs.replace(document, adopted_at=meeting.id, processes=processes)
