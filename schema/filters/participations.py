"""Participations: which, in what order, counted by what."""

from enum import Enum
from functools import partial
from typing import Annotated, Final

import strawberry

from schema.context import text_in
from schema.filters.matching import Test, alpha3s, combined, names_of, one_of, speaks_of
from schema.filters.ordering import Keys, OrderDirection
from schema.filters.processes import regions_of
from schema.scalars import ParticipationRole, ProcessType
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import PartOf, View


@strawberry.input(description="Which participations: all that is said must hold.")
class ParticipationFilter:
    """What is left out holds for every participation."""

    and_: list["ParticipationFilter"] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list["ParticipationFilter"] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: "ParticipationFilter | None" = strawberry.field(
        name="not", default=None, description="This does not hold."
    )
    roles: list[ParticipationRole] | None = strawberry.field(
        default=None, description="In one of these roles."
    )
    states: list[str] | None = strawberry.field(
        default=None, description="Of one of these States, by alpha-2, alpha-3 or M49 code."
    )
    regions: list[str] | None = strawberry.field(
        default=None,
        description="Of a State of one of these regions or subregions, by M49 code.",
    )
    processes: list[str] | None = strawberry.field(
        default=None, description="In one of these processes, by slug."
    )
    process_types: list[ProcessType] | None = strawberry.field(
        default=None, description="In a process of one of these types."
    )
    text: str | None = strawberry.field(
        default=None,
        description="The name as listed, or a name of the State, has all these words, or words "
        "that begin so, in any language, whatever case and accents.",
    )


@strawberry.enum(description="By what participations are ordered.")
class ParticipationOrderField(Enum):
    """A key each."""

    LISTED_AS = strawberry.enum_value("listed_as", description="The name as the page lists it.")
    STATE = strawberry.enum_value("state", description="The State's name, in the asker's language.")
    PROCESS = strawberry.enum_value("process", description="The slug of the process.")
    ROLE = strawberry.enum_value("role", description="The role.")


@strawberry.input(description="An order of participations.")
class ParticipationOrder:
    """One key."""

    field: ParticipationOrderField = strawberry.field(description="By what.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Which way."
    )


ParticipationWhere = Annotated[
    ParticipationFilter | None,
    strawberry.argument(description="Which participations; by default all."),
]
ParticipationOrderBy = Annotated[
    list[ParticipationOrder] | None,
    strawberry.argument(
        description="In what order, the first key first; by default that of the version. What has "
        "no value comes last, and equal ones stay in the order of the version."
    ),
]


@strawberry.enum(description="By what participations are counted.")
class ParticipationFacet(Enum):
    """A facet each."""

    ROLE = strawberry.enum_value("role", description="The role.")
    REGION = strawberry.enum_value("region", description="The M49 region of the State.")
    PROCESS = strawberry.enum_value("process", description="The process.")


def matching(view: View, where: ParticipationFilter) -> Test:
    """Whether the filter holds for a participation."""
    return combined(where, partial(_asked, view))


def _asked(view: View, where: ParticipationFilter) -> tuple[Test | None, ...]:
    def regions(part: PartOf) -> tuple[str | None, ...]:
        return regions_of(view.states[part.record.state]) if part.record.state else ()

    def names(part: PartOf) -> tuple[str, ...]:
        code = part.record.state
        return (part.record.listed_as, *(names_of(view.states[code]) if code else ()))

    return (
        one_of(where.roles, lambda part: (part.record.role,)),
        one_of(alpha3s(view, where.states), lambda part: (part.record.state,)),
        one_of(where.regions, regions),
        one_of(where.processes, lambda part: (part.process.id,)),
        one_of(where.process_types, lambda part: (part.process.type,)),
        speaks_of(where.text, names),
    )


def name(part: PartOf) -> str:
    """What tells a participation from others of its process."""
    record = part.record
    return f"{part.process.id}/{record.role}/{record.listed_as}"


def _state(view: View, language: str, part: PartOf) -> str | None:
    code = part.record.state
    return folded(text_in(view.states[code].names, Language(language)) or code) if code else None


KEYS: Final[Keys] = {
    "listed_as": lambda _, __, one: folded(one.record.listed_as),
    "state": _state,
    "process": lambda _, __, one: one.process.id,
    "role": lambda _, __, one: one.record.role,
}
"""Key → what it compares."""


def values(view: View, facet: str, part: PartOf) -> list[str]:
    """What the participation counts for."""
    state = view.states[part.record.state] if part.record.state else None
    found: dict[str, str | None] = {
        "role": part.record.role,
        "region": state.region if state else None,
        "process": part.process.id,
    }
    value = found[facet]
    return [str(value)] if value is not None else []
