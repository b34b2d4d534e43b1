"""Processes: which, in what order, counted by what."""

from collections.abc import Iterable
from enum import Enum
from functools import partial
from typing import Annotated, Final

import strawberry

from schema.context import text_in
from schema.filters.dates import DateInterval, earliest, meets
from schema.filters.matching import Test, all_words, alpha3s, combined, one_of, speaks_of
from schema.filters.ordering import Keys, OrderDirection
from schema.scalars import ParticipationRole, ProcessStatus, ProcessType
from snapshots import model
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import View


@strawberry.input(description="Which processes: all that is said must hold.")
class ProcessFilter:
    """What is left out holds for every process."""

    and_: list["ProcessFilter"] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list["ProcessFilter"] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: "ProcessFilter | None" = strawberry.field(
        name="not", default=None, description="This does not hold."
    )
    slugs: list[str] | None = strawberry.field(default=None, description="One of these slugs.")
    types: list[ProcessType] | None = strawberry.field(
        default=None, description="One of these types."
    )
    statuses: list[ProcessStatus] | None = strawberry.field(
        default=None, description="One of these statuses."
    )
    states: list[str] | None = strawberry.field(
        default=None,
        description="One of these States takes part, by alpha-2, alpha-3 or M49 code; see `roles`.",
    )
    roles: list[ParticipationRole] | None = strawberry.field(
        default=None, description="In one of these roles; says what `states` and `regions` mean."
    )
    regions: list[str] | None = strawberry.field(
        default=None,
        description="A State of one of these regions or subregions takes part, by M49 code: 002.",
    )
    organizations: list[str] | None = strawberry.field(
        default=None, description="One of these organizations has a part, by slug."
    )
    themes: list[str] | None = strawberry.field(
        default=None, description="One of these themes is its focus, by slug."
    )
    established: DateInterval | None = strawberry.field(
        default=None, description="It was established then."
    )
    text: str | None = strawberry.field(
        default=None,
        description="Its names or acronyms have all these words, or words that begin so, in any "
        "language, whatever case and accents.",
    )


@strawberry.enum(description="By what processes are ordered.")
class ProcessOrderField(Enum):
    """A key each."""

    SLUG = strawberry.enum_value("slug", description="The short name.")
    NAME = strawberry.enum_value("name", description="The name in the language of the request.")
    TYPE = strawberry.enum_value("type", description="Global, interregional, regional.")
    ESTABLISHED = strawberry.enum_value("established", description="The date of establishment.")
    PARTICIPATIONS = strawberry.enum_value(
        "participations", description="The number of its parts, as `participations` counts them."
    )
    MEETINGS = strawberry.enum_value("meetings", description="The number of known meetings.")


@strawberry.input(description="An order of processes.")
class ProcessOrder:
    """One key."""

    field: ProcessOrderField = strawberry.field(description="By what.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Which way."
    )


ProcessWhere = Annotated[
    ProcessFilter | None, strawberry.argument(description="Which processes; by default all.")
]
ProcessOrderBy = Annotated[
    list[ProcessOrder] | None,
    strawberry.argument(
        description="In what order, the first key first; by default that of the version. What has "
        "no value comes last, and equal ones stay in the order of the version."
    ),
]


@strawberry.enum(description="By what processes are counted.")
class ProcessFacet(Enum):
    """A facet each."""

    TYPE = strawberry.enum_value("type", description="Their type.")
    STATUS = strawberry.enum_value("status", description="Whether they still meet.")
    REGION = strawberry.enum_value("region", description="M49 regions of their States.")
    STATE = strawberry.enum_value("state", description="The States that take part.")
    THEME = strawberry.enum_value("theme", description="Their themes.")
    ORGANIZATION = strawberry.enum_value(
        "organization", description="The organizations that have a part."
    )


def matching(view: View, where: ProcessFilter) -> Test:
    """Whether the filter holds for a process."""
    return combined(where, partial(_asked, view))


def _asked(view: View, where: ProcessFilter) -> tuple[Test | None, ...]:
    roles = one_of(where.roles, lambda part: (part.role,))

    def states(process: model.Process) -> list[str]:
        parts = process.participations
        return [one.state for one in parts if one.state and (roles is None or roles(one))]

    def regions(process: model.Process) -> Iterable[str | None]:
        return (code for one in states(process) for code in regions_of(view.states[one]))

    return (
        roles and (lambda one: bool(states(one))),
        one_of(where.slugs, lambda one: (one.id,)),
        one_of(where.types, lambda one: (one.type,)),
        one_of(where.statuses, lambda one: (one.status,)),
        one_of(alpha3s(view, where.states), states),
        one_of(where.regions, regions),
        one_of(where.organizations, lambda one: (part.organization for part in one.organizations)),
        one_of(where.themes, lambda one: (focus.theme for focus in one.themes)),
        meets(where.established, lambda one: (one.established, None)),
        speaks_of(where.text, lambda one: (one.id, *all_words(one.names, one.acronyms))),
    )


def regions_of(state: model.State) -> tuple[str | None, str | None]:
    """The M49 codes of region and subregion."""
    return state.region, state.subregion


def _name(_: View, language: str, process: model.Process) -> str:
    return folded(text_in(process.names, Language(language)) or process.id)


KEYS: Final[Keys] = {
    "slug": lambda _, __, one: one.id,
    "name": _name,
    "type": lambda _, __, one: one.type,
    "established": lambda _, __, one: earliest(one.established) if one.established else None,
    "participations": lambda _, __, one: len(one.participations),
    "meetings": lambda view, _, one: len(view.meetings_of(one)),
}
"""Key → what it compares."""


def values(view: View, facet: str, process: model.Process) -> list[str]:
    """What the process counts for; each value once."""
    states = [view.states[one.state] for one in process.participations if one.state]
    found: dict[str, list[str | None]] = {
        "type": [process.type],
        "status": [process.status],
        "region": [state.region for state in states],
        "state": [state.id for state in states],
        "theme": [one.theme for one in process.themes],
        "organization": [one.organization for one in process.organizations],
    }
    return sorted({str(one) for one in found[facet] if one is not None})
