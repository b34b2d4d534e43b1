"""Organizations: which, in what order, counted by what."""

from enum import Enum
from functools import partial
from typing import Annotated, Final

import strawberry

from schema.context import text_in
from schema.filters.matching import Test, all_words, combined, one_of, speaks_of
from schema.filters.ordering import Keys, OrderDirection
from schema.scalars import OrganizationKind, OrganizationRole
from snapshots import model
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import View


@strawberry.input(description="Which organizations: all that is said must hold.")
class OrganizationFilter:
    """What is left out holds for every organization."""

    and_: list["OrganizationFilter"] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list["OrganizationFilter"] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: "OrganizationFilter | None" = strawberry.field(
        name="not", default=None, description="This does not hold."
    )
    slugs: list[str] | None = strawberry.field(default=None, description="One of these slugs.")
    kinds: list[OrganizationKind] | None = strawberry.field(
        default=None, description="A body of one of these kinds."
    )
    processes: list[str] | None = strawberry.field(
        default=None, description="It has a part in one of these processes, by slug."
    )
    roles: list[OrganizationRole] | None = strawberry.field(
        default=None, description="In one of these roles; says what `processes` means."
    )
    text: str | None = strawberry.field(
        default=None,
        description="Its names or acronyms have all these words, or words that begin so, in any "
        "language, whatever case and accents.",
    )


@strawberry.enum(description="By what organizations are ordered.")
class OrganizationOrderField(Enum):
    """A key each."""

    SLUG = strawberry.enum_value("slug", description="The short name.")
    NAME = strawberry.enum_value("name", description="The name in the language of the request.")
    ROLES = strawberry.enum_value("roles", description="The number of parts in processes.")


@strawberry.input(description="An order of organizations.")
class OrganizationOrder:
    """One key."""

    field: OrganizationOrderField = strawberry.field(description="By what.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Which way."
    )


OrganizationWhere = Annotated[
    OrganizationFilter | None,
    strawberry.argument(description="Which organizations; by default all."),
]
OrganizationOrderBy = Annotated[
    list[OrganizationOrder] | None,
    strawberry.argument(
        description="In what order, the first key first; by default that of the version. What has "
        "no value comes last, and equal ones stay in the order of the version."
    ),
]


@strawberry.enum(description="By what organizations are counted.")
class OrganizationFacet(Enum):
    """A facet each."""

    KIND = strawberry.enum_value("kind", description="What sort of body they are.")
    ROLE = strawberry.enum_value("role", description="What they are in processes.")
    PROCESS = strawberry.enum_value("process", description="The processes that they serve.")


def matching(view: View, where: OrganizationFilter) -> Test:
    """Whether the filter holds for an organization."""
    return combined(where, partial(_asked, view))


def _asked(view: View, where: OrganizationFilter) -> tuple[Test | None, ...]:
    roles = one_of(where.roles, lambda part: (part.record.role,))

    def processes(one: model.Organization) -> list[str]:
        parts = view.roles_of_organization.get(one.id, ())
        return [part.process.id for part in parts if roles is None or roles(part)]

    return (
        roles and (lambda one: bool(processes(one))),
        one_of(where.slugs, lambda one: (one.id,)),
        one_of(where.kinds, lambda one: (one.kind,)),
        one_of(where.processes, processes),
        speaks_of(where.text, lambda one: all_words(one.names, one.acronyms)),
    )


def _name(_: View, language: str, organization: model.Organization) -> str:
    return folded(text_in(organization.names, Language(language)) or organization.id)


KEYS: Final[Keys] = {
    "slug": lambda _, __, one: one.id,
    "name": _name,
    "roles": lambda view, _, one: len(view.roles_of_organization.get(one.id, ())),
}
"""Key → what it compares."""


def values(view: View, facet: str, organization: model.Organization) -> list[str]:
    """What the organization counts for; each value once."""
    parts = view.roles_of_organization.get(organization.id, ())
    found: dict[str, list[str]] = {
        "kind": [organization.kind],
        "role": [one.record.role for one in parts],
        "process": [one.process.id for one in parts],
    }
    return sorted({str(one) for one in found[facet]})
