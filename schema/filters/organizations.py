"""Organizations: which, in what order, counted by what."""

from typing import Final

from schema.filters.listing import By, Filter, listing
from schema.filters.matching import Parts, one_of, speaks_of
from schema.filters.meanings import ids
from schema.filters.ordering import alphabetical, value
from schema.filters.values import all_words, each, has
from schema.scalars import OrganizationKind, OrganizationRole

_PARTS: Final = Parts(
    lambda view, one: view.roles_of_organization.get(one.id, ()), lambda part: part.record.role
)
_ROLES: Final = _PARTS.all(each("record.role"))


class OrganizationFilter(Filter):
    """Which organizations."""

    slugs: list[str] | None = one_of("One of these slugs.", has("id"), ids("organizations"))
    kinds: list[OrganizationKind] | None = one_of("A body of one of these kinds.", has("kind"))
    processes: list[str] | None = one_of(
        "It has a part in one of these processes, by slug.",
        each("process.id"),
        ids("processes"),
        _PARTS,
    )
    roles: list[OrganizationRole] | None = one_of(
        "In one of these roles; says what `processes` means.", _ROLES
    )
    text: str | None = speaks_of(
        "Its names, former and usual ones among them, or acronyms have",
        lambda _, one: (*all_words(one.names, one.acronyms), *one.other_names),
    )


ORGANIZATIONS: Final = listing(
    OrganizationFilter,
    "organizations",
    orders=(
        By("slug", "The short name.", value("id")),
        By("name", "The name in the language of the request.", alphabetical("names", "id")),
        By(
            "roles",
            "The number of parts in processes.",
            lambda view, _, one: len(_PARTS.of(view, one)),
        ),
    ),
    facets=(
        By("kind", "What sort of body they are.", has("kind")),
        By("role", "What they are in processes.", _ROLES),
        By("process", "The processes that they serve.", _PARTS.all(each("process.id"))),
    ),
)
