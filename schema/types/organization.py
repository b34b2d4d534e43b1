"""Organization, and its part in a process."""

import strawberry

from schema.arguments import InLanguage, InRole
from schema.context import Info, chosen, language_in, text_in
from schema.nodes import Node, shows
from schema.scalars import Language, OrganizationKind, OrganizationRole
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from snapshots import model
from snapshots.view import RoleIn


@strawberry.type(description="A body that observes, supports or serves processes.")
class Organization(Node):
    """Shows a `model.Organization`."""

    is_type_of = shows(model.Organization)

    other_names: list[str] = strawberry.field(
        description="What else it is or was called, acronyms among it, in any language."
    )
    kind: OrganizationKind = strawberry.field(description="What sort of body it is.")

    @shown("Short name in the address of the organization: `unhcr`.")
    @staticmethod
    def slug(organization: strawberry.Parent[model.Organization]) -> str:
        """The organization's own id."""
        return organization.id

    @shown("The name.")
    @staticmethod
    def name(
        organization: strawberry.Parent[model.Organization],
        info: Info,
        language: InLanguage = None,
    ) -> str:
        """The name in the language asked for, else in one that it is known in."""
        return text_in(organization.names, chosen(info, language)) or organization.id

    @shown("The language that `name` really is in; null where there are no words.")
    @staticmethod
    def name_language(
        organization: strawberry.Parent[model.Organization], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(organization.names, chosen(info, language))

    @shown("The same body as a process, where it is one.", returns=maybe("Process"))
    @staticmethod
    def process(
        organization: strawberry.Parent[model.Organization], info: Info
    ) -> model.Process | None:
        """The process of the same name."""
        return info.context.view.process_of_organization.get(organization.id)

    @shown("The language that `acronym` really is in; null where there is none.")
    @staticmethod
    def acronym_language(
        organization: strawberry.Parent[model.Organization], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(organization.acronyms, chosen(info, language))

    @shown("The acronym.")
    @staticmethod
    def acronym(
        organization: strawberry.Parent[model.Organization],
        info: Info,
        language: InLanguage = None,
    ) -> str | None:
        """The acronym in the language asked for, else in one that it is known in."""
        return text_in(organization.acronyms, chosen(info, language))

    @shown("The body that it is part of.", returns=maybe("Organization"))
    @staticmethod
    def parent(
        organization: strawberry.Parent[model.Organization], info: Info
    ) -> model.Organization | None:
        """The parent record."""
        parent = organization.parent
        return info.context.view.organizations[parent] if parent else None

    @shown(
        "Its parts in processes, all of them or those of one role.",
        returns=many("OrganizationInProcess"),
    )
    @staticmethod
    def roles(
        organization: strawberry.Parent[model.Organization],
        info: Info,
        role: InRole = None,
    ) -> list[RoleIn]:
        """In the order of the processes."""
        roles = info.context.view.roles_of_organization.get(organization.id, [])
        return [one for one in roles if role is None or one.record.role == role]


@strawberry.type(description="One organization's part in one process.")
class OrganizationInProcess:
    """Shows a `RoleIn`."""

    process: None = strawberry.field(description="The process.", graphql_type=one("Process"))

    @shown("The organization.", returns=one("Organization"))
    @staticmethod
    def organization(role: strawberry.Parent[RoleIn], info: Info) -> model.Organization:
        """The organization record."""
        return info.context.view.organizations[role.record.organization]

    @shown("The name as the page lists it.")
    @staticmethod
    def listed_as(role: strawberry.Parent[RoleIn]) -> str:
        """The page's words."""
        return role.record.listed_as

    @shown("What the organization is in the process.")
    @staticmethod
    def role(role: strawberry.Parent[RoleIn]) -> OrganizationRole:
        """The role."""
        return role.record.role

    @shown("Where it was read.", returns=many("Citation"))
    @staticmethod
    def citations(role: strawberry.Parent[RoleIn]) -> tuple[model.Citation, ...]:
        """The citations."""
        return role.record.citations
