"""Where each type lives, so that types can name each other without importing each other.

A GraphQL schema is a graph with cycles and a tree of imports must not be one: Process leads to
State and State to Process. Every mention of another type goes through this table; resolvers give
records of the snapshot, and the type named here says how they are shown.
"""

from typing import Any, Optional

from strawberry.types.lazy_type import LazyType

_MODULES = {
    "DocumentConnection": "schema.connections",
    "MeetingConnection": "schema.connections",
    "Node": "schema.nodes",
    "OrganizationConnection": "schema.connections",
    "ParticipationConnection": "schema.connections",
    "ProcessConnection": "schema.connections",
    "SearchConnection": "schema.types.search",
    "StateConnection": "schema.connections",
    "Statistics": "schema.types.statistics",
    "AgendaItem": "schema.types.meeting",
    "Change": "schema.types.change",
    "ChangeCitation": "schema.types.change",
    "ChangeConnection": "schema.types.change",
    "Chair": "schema.types.participation",
    "Citation": "schema.types.citation",
    "Contact": "schema.types.process",
    "Decision": "schema.types.run",
    "Document": "schema.types.document",
    "FieldCount": "schema.types.run",
    "Finding": "schema.types.run",
    "Issue": "schema.types.citation",
    "Meeting": "schema.types.meeting",
    "Organization": "schema.types.organization",
    "OrganizationInProcess": "schema.types.organization",
    "Page": "schema.types.page",
    "PageResult": "schema.types.run",
    "Participation": "schema.types.participation",
    "Place": "schema.types.place",
    "Process": "schema.types.process",
    "Proposal": "schema.types.run",
    "Region": "schema.types.region",
    "Run": "schema.types.run",
    "Series": "schema.types.series",
    "Snapshot": "schema.types.snapshot",
    "State": "schema.types.state",
    "Step": "schema.types.run",
    "Theme": "schema.types.theme",
    "Version": "schema.types.change",
    "ThemeInProcess": "schema.types.theme",
}


def one(name: str) -> Any:
    """The type itself: never null."""
    return LazyType(name, _MODULES[name])


def maybe(name: str) -> Any:
    """The type or null."""
    return Optional[one(name)]  # noqa: UP045 - a lazy type knows no `|`


def many(name: str) -> Any:
    """A list of the type, without nulls."""
    return list[one(name)]  # type: ignore[misc] # the type is a value here, which mypy cannot see
