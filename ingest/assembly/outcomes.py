"""Documents and the meetings that adopted them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.vocabulary.series import Naming, namings
from ingest.reading.vocabulary.worded import worded_pattern
from snapshots.model import Document, Meeting, MeetingKind

_OUTCOME = worded_pattern(r"(?:{article}\s)?{adopted_text}\s{of}\s(?:{article}\s)?", re.I)


def tied(
    meetings: Iterable[Meeting], documents: Iterable[Document], catalogue: Catalogue
) -> tuple[tuple[Meeting, ...], tuple[Document, ...]]:
    """Both, naming each other where a document's title names the series of a meeting on one of
    whose days it was adopted, or whose declaration it is: "Declaration of the 2013 Dialogue".

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
        for process, naming in _named(document, catalogue)
        for meeting in _meant(of_process[process], document, naming)
    }
    outcomes: dict[str, list[str]] = {}
    for document, meeting in adopted_at.items():
        outcomes.setdefault(meeting.id, []).append(document)
    return (
        tuple(_with_documents(one, outcomes.get(one.id, ())) for one in held),
        tuple(_adopted(one, adopted_at.get(one.id)) for one in made),
    )


def _named(document: Document, catalogue: Catalogue) -> Iterator[tuple[str, Naming]]:
    """The processes of which a meeting may have adopted it, and how the title names the meeting."""
    for title in document.titles.values():
        for naming in namings(title):
            process = catalogue.process_of_series(naming.key) if naming.series else None
            if process and (document.adopted or _OUTCOME.fullmatch(title[: naming.at])):
                yield process.id, naming


def _meant(meetings: list[Meeting], document: Document, naming: Naming) -> Iterator[Meeting]:
    """Of the meetings of the series that the process itself held, the one of the day, year and
    number that are known; none if others are as well, or only the series is known."""
    day, year = document.adopted or "", str(naming.year or "")
    if not (day or year or naming.ordinal):
        return
    alike = [
        one
        for one in meetings
        if one.series == naming.key and one.start and one.kind is not MeetingKind.RELATED
        if one.start.startswith(year) and (not day or one.start <= day <= (one.end or one.start))
        if naming.ordinal in (None, one.ordinal) or (day and one.ordinal is None)
    ]
    yield from alike if len(alike) == 1 else ()


def _with_documents(meeting: Meeting, documents: Iterable[str]) -> Meeting:
    every = tuple(dict.fromkeys((*meeting.documents, *documents)))
    return msgspec.structs.replace(meeting, documents=every)


def _adopted(document: Document, meeting: Meeting | None) -> Document:
    if meeting is None:
        return document
    processes = tuple(dict.fromkeys((*document.processes, *meeting.processes)))
    return msgspec.structs.replace(document, adopted_at=meeting.id, processes=processes)
