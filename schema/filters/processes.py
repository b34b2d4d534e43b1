"""Processes: which, in what order, counted by what."""

from collections.abc import Iterable, Sequence
from typing import Final

from schema.filters.dates import DateInterval, first_day, meets
from schema.filters.listing import By, Filter, listing
from schema.filters.matching import Parts, alpha3s, one_of, speaks_of
from schema.filters.meanings import any_regions, ids, m49_regions
from schema.filters.ordering import alphabetical, value
from schema.filters.values import all_regions_of, all_words, each, each_of, has, regions_of
from schema.scalars import OrganizationRole, ParticipationRole, ProcessStatus, ProcessType
from snapshots.model import Participation, Process
from snapshots.view import View

_PARTS: Final = Parts(lambda _, one: one.participations, lambda part: part.role)
_BODIES: Final = Parts(
    lambda _, one: one.organizations, lambda part: part.role, "organization_roles"
)


def _regions(view: View, parts: Sequence[Participation]) -> Iterable[str | None]:
    return (code for part in parts for code in all_regions_of(view, part.state))


def _chairs(_: View, process: Process) -> Iterable[str | None]:
    """Those who chair or chaired it; who is to come has not."""
    return (chair.state for chair in process.chairs if not chair.incoming)


def _themes(view: View, process: Process) -> Iterable[str]:
    """Its themes and all that are broader."""
    known = (one.theme for one in process.themes if one.theme is not None)
    return {around for theme in known for around in view.themes_around.get(theme, ())}


class ProcessFilter(Filter):
    """Which processes."""

    slugs: list[str] | None = one_of("One of these slugs.", has("id"), ids("processes"))
    types: list[ProcessType] | None = one_of("One of these types.", has("type"))
    statuses: list[ProcessStatus] | None = one_of("One of these statuses.", has("status"))
    states: list[str] | None = one_of(
        "One of these States takes part, by alpha-2, alpha-3 or M49 code; see `roles`.",
        each("state"),
        alpha3s,
        _PARTS,
    )
    roles: list[ParticipationRole] | None = one_of(
        "In one of these roles; says what `states` and `regions` mean.",
        lambda _, one: [part.role for part in one.participations if part.state],
    )
    regions: list[str] | None = one_of(
        "A State of one of these regions takes part; by M49 code, or by a name in any language: "
        "002.",
        _regions,
        m49_regions,
        _PARTS,
    )
    covered_regions: list[str] | None = one_of(
        "Its pages name one of these regions, or a region in it; by code or by a name in any "
        "language.",
        lambda view, one: {
            code
            for region in view.regions_of_process[one.id]
            for code in view.regions_around[region.id]
        },
        any_regions,
    )
    organizations: list[str] | None = one_of(
        "One of these organizations has a part, by slug; see `organizationRoles`.",
        each("organization"),
        ids("organizations"),
        _BODIES,
    )
    organization_roles: list[OrganizationRole] | None = one_of(
        "An organization is this in it; says what `organizations` means.",
        lambda _, one: [part.role for part in one.organizations],
    )
    chairs: list[str] | None = one_of(
        "One of these States chairs or chaired it, by alpha-2, alpha-3 or M49 code.",
        _chairs,
        alpha3s,
    )
    current_chairs: list[str] | None = one_of(
        "One of these States is in the chair, by its pages.",
        lambda _, one: [chair.state for chair in one.chairs if chair.current],
        alpha3s,
    )
    themes: list[str] | None = one_of(
        "One of these themes, or one that is narrower, is its focus; by slug.",
        _themes,
        ids("themes"),
    )
    established: DateInterval | None = meets("It was established then.", "established")
    text: str | None = speaks_of(
        "Its names, former and usual ones among them, or acronyms have",
        lambda _, one: (
            one.id,
            *all_words(one.names, one.formal_names, one.acronyms),
            *one.other_names,
        ),
    )


PROCESSES: Final = listing(
    ProcessFilter,
    "processes",
    orders=(
        By("slug", "The short name.", value("id")),
        By("name", "The name in the language of the request.", alphabetical("names", "id")),
        By("type", "Global, interregional, regional.", value("type")),
        By("established", "The date of establishment.", first_day("established")),
        By(
            "participations",
            "The number of its parts, as `participations` counts them.",
            lambda _, __, one: len(one.participations),
        ),
        By(
            "meetings",
            "The number of known meetings.",
            lambda view, _, one: len(view.meetings_of(one)),
        ),
    ),
    facets=(
        By("type", "Their type.", has("type")),
        By("status", "Whether they still meet.", has("status")),
        By(
            "region",
            "M49 regions of their States.",
            lambda view, one: [
                code for part in one.participations for code in regions_of(view, part.state)[:1]
            ],
        ),
        By(
            "covered_region",
            "The regions that their pages name.",
            lambda view, one: [region.id for region in view.regions_of_process[one.id]],
        ),
        By("state", "The States that take part.", _PARTS.all(each("state"))),
        By("chair", "The States that chair or chaired them.", _chairs),
        By("theme", "Their themes, each with all that are broader.", _themes),
        By(
            "organization",
            "The organizations that have a part.",
            each_of("organizations", "organization"),
        ),
    ),
)
