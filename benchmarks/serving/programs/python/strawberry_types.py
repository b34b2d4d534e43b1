"""The part of iscm's schema that Q1 to Q4 ask for, as Strawberry types over the exported data."""

import json
import os
from enum import Enum
from pathlib import Path

import strawberry

DEFAULT_PAGE = 100


@strawberry.enum
class ProcessType(Enum):
    """As in iscm's schema, like all that follow."""

    GLOBAL = "GLOBAL"
    INTERREGIONAL = "INTERREGIONAL"
    REGIONAL = "REGIONAL"


@strawberry.enum
class ProcessStatus(Enum):
    """Whether a process still meets."""

    ACTIVE = "ACTIVE"
    DORMANT = "DORMANT"
    CONCLUDED = "CONCLUDED"
    REPLACED = "REPLACED"


@strawberry.enum
class ParticipationRole(Enum):
    """What a State is in a process."""

    MEMBER = "MEMBER"
    OBSERVER = "OBSERVER"
    FORMER_MEMBER = "FORMER_MEMBER"
    SUSPENDED = "SUSPENDED"
    GUEST = "GUEST"


@strawberry.type
class Document:
    """A document."""

    symbol: str | None
    title: str | None


@strawberry.type
class DocumentConnection:
    """A page of documents."""

    total_count: int
    nodes: list[Document]


@strawberry.type
class Meeting:
    """A meeting."""

    title: str | None
    start: str | None
    all_documents: strawberry.Private[list[Document]]

    @strawberry.field
    def documents(self, first: int = DEFAULT_PAGE) -> DocumentConnection:
        """Those that belong to it."""
        return DocumentConnection(
            total_count=len(self.all_documents), nodes=self.all_documents[:first]
        )


@strawberry.type
class MeetingConnection:
    """A page of meetings."""

    total_count: int
    nodes: list[Meeting]


@strawberry.type
class State:
    """A State."""

    alpha3: str
    name: str
    all_parts: strawberry.Private[list["Participation"]]

    @strawberry.field
    def participations(self, first: int = DEFAULT_PAGE) -> "ParticipationConnection":
        """Its parts."""
        return ParticipationConnection(
            total_count=len(self.all_parts), nodes=self.all_parts[:first]
        )


@strawberry.type
class Process:
    """A process."""

    slug: str
    name: str
    acronym: str | None
    established: str | None
    status: ProcessStatus
    type: ProcessType | None
    all_parts: strawberry.Private[list["Participation"]]
    all_meetings: strawberry.Private[list[Meeting]]

    @strawberry.field
    def participations(self, first: int = DEFAULT_PAGE) -> "ParticipationConnection":
        """The parts of States."""
        return ParticipationConnection(
            total_count=len(self.all_parts), nodes=self.all_parts[:first]
        )

    @strawberry.field
    def meetings(self, first: int = DEFAULT_PAGE) -> MeetingConnection:
        """Its meetings."""
        return MeetingConnection(
            total_count=len(self.all_meetings), nodes=self.all_meetings[:first]
        )


@strawberry.type
class Participation:
    """A State's part in a process."""

    process: Process
    listed_as: str
    role: ParticipationRole
    state: State | None


@strawberry.type
class ParticipationConnection:
    """A page of parts."""

    total_count: int
    nodes: list[Participation]


@strawberry.type
class ProcessConnection:
    """A page of processes."""

    total_count: int
    nodes: list[Process]


def _loaded():
    given = json.loads(Path(os.environ["DATA"]).read_text())
    documents = {one.pop("id"): Document(**one) for one in given["documents"]}
    meetings = {one["id"]: _meeting(one, documents) for one in given["meetings"]}
    states = {one["alpha3"]: State(**one, all_parts=[]) for one in given["states"]}
    processes = {one["slug"]: _process(one, states, meetings) for one in given["processes"]}
    return processes, states


def _meeting(given, documents):
    return Meeting(
        title=given["title"],
        start=given["start"],
        all_documents=[documents[key] for key in given["documents"]],
    )


def _process(given, states, meetings):
    made = Process(
        slug=given["slug"],
        name=given["name"],
        acronym=given["acronym"],
        established=given["established"],
        status=ProcessStatus(given["status"]),
        type=ProcessType(given["type"]) if given["type"] else None,
        all_parts=[],
        all_meetings=[meetings[key] for key in given["meetings"]],
    )
    for one in given["participations"]:
        part = Participation(
            process=made,
            listed_as=one["listedAs"],
            role=ParticipationRole(one["role"]),
            state=states.get(one["state"]),
        )
        made.all_parts.append(part)
        if part.state:
            part.state.all_parts.append(part)
    return made


PROCESSES, STATES = _loaded()
LIST = list(PROCESSES.values())


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    def process(self, slug: str) -> Process | None:
        """One process."""
        return PROCESSES.get(slug)

    @strawberry.field
    def processes(self, first: int = DEFAULT_PAGE) -> ProcessConnection:
        """All processes."""
        return ProcessConnection(total_count=len(LIST), nodes=LIST[:first])

    @strawberry.field
    def state(self, code: str) -> State | None:
        """One State."""
        return STATES.get(code)
