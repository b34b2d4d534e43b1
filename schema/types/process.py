"""Process, with its contact block."""

import strawberry

from schema.arguments import InLanguage, InRole
from schema.context import Info, chosen, language_in, text_in
from schema.filters.dates import begins_later, earliest, latest, own_meetings
from schema.filters.documents import DOCUMENTS
from schema.filters.meetings import MEETINGS
from schema.filters.participations import PARTICIPATIONS
from schema.holds import Holds
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import (
    Language,
    PartialDate,
    ProcessStatus,
    ProcessType,
)
from schema.types.field import shown
from schema.types.lazy import many, maybe
from snapshots import model
from snapshots.view import ChairOf, FocusOf, RoleIn


@strawberry.type(description="The contact block of a process, as printed.")
class Contact:
    """Shows a `model.Contact`."""

    address: list[str] = strawberry.field(description="Address lines in order.")
    phones: list[str] = strawberry.field(description="Telephone numbers.")
    faxes: list[str] = strawberry.field(description="Fax numbers.")
    emails: list[str] = strawberry.field(description="E-mail addresses.")
    citations: None = strawberry.field(
        description="Where it was read.", graphql_type=many("Citation")
    )


@strawberry.type(description="A link that a page lists under its links.")
class Link:
    """Shows a `model.Link`."""

    url: str = strawberry.field(description="The target.")
    title: str | None = strawberry.field(description="The words of the link.")
    citations: None = strawberry.field(
        description="Where it was read.", graphql_type=many("Citation")
    )


@strawberry.type(description="One Inter-State Consultation Mechanism on migration.")
class Process(Node):
    """Shows a `model.Process`."""

    is_type_of = shows(model.Process)

    other_names: list[str] = strawberry.field(
        description="What else it is or was called, acronyms among it, in any language: Puebla "
        "Process."
    )
    type: ProcessType | None = strawberry.field(
        description="Its reach, by its page and else by the catalogue."
    )
    regions: list[str] = strawberry.field(description="The regions, in the page's words.")
    associations: list[str] = strawberry.field(
        description="What it is formally associated with, in the page's words; known bodies "
        "among it are `organizations` of role ASSOCIATION."
    )
    established: PartialDate | None = strawberry.field(
        description="When it was established, as precise as the page."
    )
    status: ProcessStatus = strawberry.field(description="Whether it still meets.")
    participants_declared: int | None = strawberry.field(
        description="The number of participants that the page itself states; an issue says where "
        "the list has another number."
    )
    contact: Contact | None = strawberry.field(description="The contact block.")
    links: list[Link] = strawberry.field(description="Links that its pages list.")

    @shown("Short name in the address of the process: `hld`.")
    @staticmethod
    def slug(process: strawberry.Parent[model.Process]) -> str:
        """The process's own id."""
        return process.id

    @shown("The name.")
    @staticmethod
    def name(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> str:
        """In the language asked for, else in one that it is known in; see `nameLanguage`."""
        return text_in(process.names, chosen(info, language)) or process.id

    @shown("The language that `name` really is in.")
    @staticmethod
    def name_language(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(process.names, chosen(info, language))

    @shown("The formal name, where it differs from the usual one.")
    @staticmethod
    def formal_name(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> str | None:
        """In the language asked for, else in one that it is known in."""
        return text_in(process.formal_names, chosen(info, language))

    @shown("The language that `formalName` really is in; null where there are no words.")
    @staticmethod
    def formal_name_language(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(process.formal_names, chosen(info, language))

    @shown("The acronym.")
    @staticmethod
    def acronym(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> str | None:
        """In the language asked for, else in one that it is known in."""
        return text_in(process.acronyms, chosen(info, language))

    @shown("The language that `acronym` really is in; null where there is none.")
    @staticmethod
    def acronym_language(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(process.acronyms, chosen(info, language))

    @shown("Its objectives, paragraph by paragraph.")
    @staticmethod
    def objectives(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> list[str]:
        """In the language asked for, else in one that a page has them in."""
        found = language_in(dict.fromkeys(process.objectives, ""), chosen(info, language))
        return list(process.objectives[found]) if found else []

    @shown("The language that `objectives` really are in; null where there are none.")
    @staticmethod
    def objectives_language(
        process: strawberry.Parent[model.Process], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(dict.fromkeys(process.objectives, ""), chosen(info, language))

    @shown("The regions that `regions` names, as far as they are known.", returns=many("Region"))
    @staticmethod
    def covered_regions(
        process: strawberry.Parent[model.Process], info: Info
    ) -> list[model.Region]:
        """In page order."""
        return info.context.view.regions_of_process[process.id]

    @shown("Its themes, in page order.", returns=many("ThemeInProcess"))
    @staticmethod
    def themes(process: strawberry.Parent[model.Process], info: Info) -> tuple[FocusOf, ...]:
        """Themes with the page's words."""
        return info.context.view.focuses_of_process[process.id]

    participations = connection(
        "States and their parts, in page order.",
        PARTICIPATIONS,
        lambda view, one: view.parts_of_process[one.id],
    )

    @shown(
        "Organizations and their parts, all of them or those of one role.",
        returns=many("OrganizationInProcess"),
    )
    @staticmethod
    def organizations(
        process: strawberry.Parent[model.Process], info: Info, role: InRole = None
    ) -> list[RoleIn]:
        """Parts with the listed names."""
        roles = info.context.view.roles_of_process[process.id]
        return [one for one in roles if role is None or one.record.role == role]

    @shown("The organizations that serve as its secretariat.", returns=many("Organization"))
    @staticmethod
    def secretariat(
        process: strawberry.Parent[model.Process], info: Info
    ) -> list[model.Organization]:
        """In page order."""
        view = info.context.view
        return [
            view.organizations[one.organization]
            for one in process.organizations
            if one.role == model.OrganizationRole.SECRETARIAT
        ]

    @shown(
        "Chairs: the current ones first, then those with the latest beginning; those without "
        "one last, in page order.",
        returns=many("Chair"),
    )
    @staticmethod
    def chairs(process: strawberry.Parent[model.Process], info: Info) -> tuple[ChairOf, ...]:
        """Chairs with their years."""
        return info.context.view.chairs_of_process[process.id]

    @shown("Those whom its pages call current; several are co-chairs.", returns=many("Chair"))
    @staticmethod
    def current_chairs(process: strawberry.Parent[model.Process], info: Info) -> list[ChairOf]:
        """The pages' word, not today's date, decides."""
        return [
            one for one in info.context.view.chairs_of_process[process.id] if one.record.current
        ]

    @shown(
        "Those whose time is still to begin: by the clock of this answer, or by the words of its "
        "pages, where these name no beginning.",
        returns=many("Chair"),
        holds=Holds.NOW,
    )
    @staticmethod
    def incoming_chairs(process: strawberry.Parent[model.Process], info: Info) -> list[ChairOf]:
        """Those with a beginning behind the day of the question, in UTC, or called incoming."""
        return [
            one
            for one in info.context.view.chairs_of_process[process.id]
            if begins_later(one.record.start, info.context.now)
            or (one.record.incoming and one.record.start is None)
        ]

    @shown(
        "The meeting of its own that is over and ended last, by the clock of this answer; null "
        "where none is known.",
        returns=maybe("Meeting"),
        holds=Holds.NOW,
    )
    @staticmethod
    def last_meeting(process: strawberry.Parent[model.Process], info: Info) -> model.Meeting | None:
        """Of several that ended on one day, the first in page order."""
        over = own_meetings(info.context.view.meetings_of(process), info.context.now, ahead=False)
        return max(over, key=lambda one: latest(one.end or one.start or ""), default=None)

    @shown(
        "The meeting of its own that is not over yet and begins first, by the clock of this "
        "answer; null where none is known.",
        returns=maybe("Meeting"),
        holds=Holds.NOW,
    )
    @staticmethod
    def next_meeting(process: strawberry.Parent[model.Process], info: Info) -> model.Meeting | None:
        """Of several that begin on one day, the first in page order."""
        ahead = own_meetings(info.context.view.meetings_of(process), info.context.now, ahead=True)
        return min(ahead, key=lambda one: earliest(one.start or ""), default=None)

    @shown(
        "The same process as an organization, where it has a part in others.",
        returns=maybe("Organization"),
    )
    @staticmethod
    def organization(
        process: strawberry.Parent[model.Process], info: Info
    ) -> model.Organization | None:
        """The organization of the same name."""
        return info.context.view.organization_of_process.get(process.id)

    meetings = connection(
        "Its meetings, in page order.", MEETINGS, lambda view, one: view.meetings_of(one)
    )

    documents = connection(
        "Its documents, in page order.", DOCUMENTS, lambda view, one: view.documents_of(one)
    )

    @shown("The processes whose place it took.", returns=many("Process"))
    @staticmethod
    def replaces(process: strawberry.Parent[model.Process], info: Info) -> list[model.Process]:
        """The process records."""
        known = info.context.view.processes
        return [known[one] for one in process.replaces if one in known]

    @shown("The process that took its place; null if none did.", returns=maybe("Process"))
    @staticmethod
    def replaced_by(process: strawberry.Parent[model.Process], info: Info) -> model.Process | None:
        """The first process that says so of itself."""
        return next(iter(info.context.view.successors_of_process.get(process.id, ())), None)

    @shown("The pages that tell of it.", returns=many("Page"))
    @staticmethod
    def pages(process: strawberry.Parent[model.Process], info: Info) -> list[model.Page]:
        """The page records."""
        return [info.context.view.pages[one] for one in process.pages]

    @shown(
        "What a reader of this process's data should know.",
        returns=many("Issue"),
    )
    @staticmethod
    def issues(process: strawberry.Parent[model.Process], info: Info) -> tuple[model.Issue, ...]:
        """Issues of the process, of its meetings and documents, and of its pages."""
        return info.context.view.issues_about(process)
