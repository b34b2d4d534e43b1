"""States: which, in what order, counted by what."""

from typing import Any, Final

from schema.context import Context
from schema.filters.listing import By, Filter, listing
from schema.filters.matching import Parts, Test, alpha3s, asked, one_of, speaks_of
from schema.filters.meanings import ids, m49_regions
from schema.filters.ordering import alphabetical, value
from schema.filters.values import each, has, names_of
from schema.scalars import ParticipationRole, UnStatus

_PARTS: Final = Parts(
    lambda view, one: view.parts_of_state.get(one.id, ()), lambda part: part.record.role
)


def _participating(context: Context, where: Any, so: bool) -> Test:
    view, parts_of = context.view, _PARTS.counting(where, lambda _, parts: parts)
    return lambda state: bool(parts_of(view, state)) is so


def _in_roles(context: Context, where: Any, _: Any) -> Test | None:
    """Without `participating`, a role asks for those who have it."""
    return _participating(context, where, True) if where.participating is None else None


class StateFilter(Filter):
    """Which States."""

    codes: list[str] | None = one_of(
        "One of these, by alpha-2, alpha-3 or M49 code.", has("id"), alpha3s
    )
    regions: list[str] | None = one_of(
        "Of one of these regions; by M49 code, or by a name in any language: 002.",
        lambda view, one: view.regions_of_state[one.id],
        m49_regions,
    )
    un_statuses: list[UnStatus] | None = one_of(
        "With one of these standings in the United Nations.", has("un_status")
    )
    participating: bool | None = asked(
        "Whether it takes part in a process; see `roles`.", _participating
    )
    processes: list[str] | None = one_of(
        "It takes part in one of these processes, by slug.",
        each("process.id"),
        ids("processes"),
        _PARTS,
    )
    roles: list[ParticipationRole] | None = asked(
        "In one of these roles; says what `processes` and `participating` mean.", _in_roles
    )
    text: str | None = speaks_of("Its names, former and usual ones among them, have", names_of)


STATES: Final = listing(
    StateFilter,
    "States",
    orders=(
        By("alpha3", "The alpha-3 code.", value("id")),
        By("name", "The name in the language of the request.", alphabetical("names", "id")),
        By(
            "region",
            "The M49 codes of region and subregion.",
            lambda _, __, one: (one.region, one.subregion or "") if one.region else None,
        ),
        By(
            "participations", "The number of parts.", lambda view, _, one: len(_PARTS.of(view, one))
        ),
        By(
            "hosted_meetings",
            "The number of meetings that it hosted.",
            lambda view, _, one: len(view.hosted_by_state.get(one.id, ())),
        ),
    ),
    facets=(
        By("region", "Their M49 region.", has("region")),
        By("subregion", "Their M49 subregion.", has("subregion")),
        By("un_status", "Their standing in the UN.", has("un_status")),
        By("process", "The processes that they take part in.", _PARTS.all(each("process.id"))),
    ),
)
