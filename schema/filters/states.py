"""States: which, in what order, counted by what."""

from enum import Enum
from functools import partial
from typing import Annotated, Final

import strawberry

from schema.context import text_in
from schema.filters.matching import Test, alpha3s, combined, is_so, names_of, one_of, speaks_of
from schema.filters.ordering import Keys, OrderDirection
from schema.filters.processes import regions_of
from schema.scalars import ParticipationRole, UnStatus
from snapshots import model
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import View


@strawberry.input(description="Which States: all that is said must hold.")
class StateFilter:
    """What is left out holds for every State."""

    and_: list["StateFilter"] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list["StateFilter"] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: "StateFilter | None" = strawberry.field(
        name="not", default=None, description="This does not hold."
    )
    codes: list[str] | None = strawberry.field(
        default=None, description="One of these, by alpha-2, alpha-3 or M49 code."
    )
    regions: list[str] | None = strawberry.field(
        default=None, description="Of one of these regions or subregions, by M49 code: 002."
    )
    un_statuses: list[UnStatus] | None = strawberry.field(
        default=None, description="With one of these standings in the United Nations."
    )
    participating: bool | None = strawberry.field(
        default=None, description="Whether it takes part in a process; see `roles`."
    )
    processes: list[str] | None = strawberry.field(
        default=None, description="It takes part in one of these processes, by slug."
    )
    roles: list[ParticipationRole] | None = strawberry.field(
        default=None,
        description="In one of these roles; says what `processes` and `participating` mean.",
    )
    text: str | None = strawberry.field(
        default=None,
        description="Its names, former and usual ones among them, have all these words, or words "
        "that begin so, in any language, whatever case and accents.",
    )


@strawberry.enum(description="By what States are ordered.")
class StateOrderField(Enum):
    """A key each."""

    ALPHA3 = strawberry.enum_value("alpha3", description="The alpha-3 code.")
    NAME = strawberry.enum_value("name", description="The name in the language of the request.")
    REGION = strawberry.enum_value("region", description="The M49 codes of region and subregion.")
    PARTICIPATIONS = strawberry.enum_value("participations", description="The number of parts.")
    HOSTED_MEETINGS = strawberry.enum_value(
        "hosted_meetings", description="The number of meetings that it hosted."
    )


@strawberry.input(description="An order of States.")
class StateOrder:
    """One key."""

    field: StateOrderField = strawberry.field(description="By what.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Which way."
    )


StateWhere = Annotated[
    StateFilter | None, strawberry.argument(description="Which States; by default all.")
]
StateOrderBy = Annotated[
    list[StateOrder] | None,
    strawberry.argument(
        description="In what order, the first key first; by default that of the version. What has "
        "no value comes last, and equal ones stay in the order of the version."
    ),
]


@strawberry.enum(description="By what States are counted.")
class StateFacet(Enum):
    """A facet each."""

    REGION = strawberry.enum_value("region", description="Their M49 region.")
    SUBREGION = strawberry.enum_value("subregion", description="Their M49 subregion.")
    UN_STATUS = strawberry.enum_value("un_status", description="Their standing in the UN.")
    PROCESS = strawberry.enum_value("process", description="The processes that they take part in.")


def matching(view: View, where: StateFilter) -> Test:
    """Whether the filter holds for a State."""
    return combined(where, partial(_asked, view))


def _asked(view: View, where: StateFilter) -> tuple[Test | None, ...]:
    roles = one_of(where.roles, lambda part: (part.record.role,))

    def processes(state: model.State) -> list[str]:
        parts = view.parts_of_state.get(state.id, ())
        return [part.process.id for part in parts if roles is None or roles(part)]

    def takes_part(state: model.State) -> bool:
        return bool(processes(state))

    # Without `participating`, a role asks for those who have it.
    asked = True if where.participating is None and roles else where.participating
    return (
        is_so(asked, takes_part),
        one_of(alpha3s(view, where.codes), lambda one: (one.id,)),
        one_of(where.regions, regions_of),
        one_of(where.un_statuses, lambda one: (one.un_status,)),
        one_of(where.processes, processes),
        speaks_of(where.text, lambda one: names_of(one)),
    )


def _name(_: View, language: str, state: model.State) -> str:
    return folded(text_in(state.names, Language(language)) or state.id)


KEYS: Final[Keys] = {
    "alpha3": lambda _, __, one: one.id,
    "name": _name,
    "region": lambda _, __, one: (one.region, one.subregion or "") if one.region else None,
    "participations": lambda view, _, one: len(view.parts_of_state.get(one.id, ())),
    "hosted_meetings": lambda view, _, one: len(view.hosted_by_state.get(one.id, ())),
}
"""Key → what it compares."""


def values(view: View, facet: str, state: model.State) -> list[str]:
    """What the State counts for; each value once."""
    parts = view.parts_of_state.get(state.id, ())
    found: dict[str, list[str | None]] = {
        "region": [state.region],
        "subregion": [state.subregion],
        "un_status": [state.un_status],
        "process": [part.process.id for part in parts],
    }
    return sorted({str(one) for one in found[facet] if one is not None})
