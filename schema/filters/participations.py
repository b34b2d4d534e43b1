"""Participations: which, in what order, counted by what."""

from typing import Any, Final

from schema.filters.listing import By, Filter, listing
from schema.filters.matching import alpha3s, one_of, speaks_of
from schema.filters.meanings import ids, m49_regions
from schema.filters.ordering import alphabetical, value
from schema.filters.values import all_regions_of, has, names_of, regions_of, un_status_of
from schema.scalars import ParticipationRole, ProcessType, UnStatus
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import PartOf, View

_name: Final = alphabetical("names", "id")


def _names(view: View, part: PartOf) -> tuple[str, ...]:
    code = part.record.state
    return (part.record.listed_as, *(names_of(view, view.states[code]) if code else ()))


def _state(view: View, language: Language, part: PartOf) -> Any:
    code = part.record.state
    return _name(view, language, view.states[code]) if code else None


class ParticipationFilter(Filter):
    """Which participations."""

    roles: list[ParticipationRole] | None = one_of("In one of these roles.", has("record.role"))
    states: list[str] | None = one_of(
        "Of one of these States, by alpha-2, alpha-3 or M49 code.", has("record.state"), alpha3s
    )
    regions: list[str] | None = one_of(
        "Of a State of one of these regions; by M49 code, or by a name in any language.",
        lambda view, part: all_regions_of(view, part.record.state),
        m49_regions,
    )
    un_statuses: list[UnStatus] | None = one_of(
        "Of a State or territory with one of these standings in the United Nations.",
        lambda view, part: un_status_of(view, part.record.state),
    )
    processes: list[str] | None = one_of(
        "In one of these processes, by slug.", has("process.id"), ids("processes")
    )
    process_types: list[ProcessType] | None = one_of(
        "In a process of one of these types.", has("process.type")
    )
    text: str | None = speaks_of("The name as listed, or a name of the State, has", _names)


PARTICIPATIONS: Final = listing(
    ParticipationFilter,
    "participations",
    orders=(
        By(
            "listed_as",
            "The name as the page lists it.",
            lambda _, __, part: folded(part.record.listed_as),
        ),
        By("state", "The State's name, in the asker's language.", _state),
        By("process", "The slug of the process.", value("process.id")),
        By("role", "The role.", value("record.role")),
    ),
    facets=(
        By("role", "The role.", has("record.role")),
        By(
            "region",
            "The M49 region of the State.",
            lambda view, part: regions_of(view, part.record.state)[:1],
        ),
        By(
            "un_status",
            "The standing of the State or territory in the United Nations.",
            lambda view, part: un_status_of(view, part.record.state),
        ),
        By("process", "The process.", has("process.id")),
    ),
    name=lambda part: f"{part.process.id}/{part.record.role}/{part.record.listed_as}",
)
