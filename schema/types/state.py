"""State."""

import strawberry

from schema.context import Info, chosen, text_in
from schema.scalars import Language, ParticipationRole, UnStatus, global_id
from schema.types.field import shown
from schema.types.lazy import many
from snapshots import model
from snapshots.view import ChairOf, PartOf


@strawberry.type(
    description="A State or territory that takes part, or may take part, in a process."
)
class State:
    """Shows a `model.State`."""

    alpha2: str = strawberry.field(description="ISO 3166-1 alpha-2 code; XK for Kosovo.")
    m49: str | None = strawberry.field(description="UN M49 code, three digits; null for Kosovo.")
    region: str | None = strawberry.field(description="M49 code of the region: 002 is Africa.")
    subregion: str | None = strawberry.field(
        description="M49 code of the subregion or intermediate region: 011 is Western Africa."
    )
    un_status: UnStatus = strawberry.field(description="Its standing in the United Nations.")

    @shown("Opaque id of the node.")
    @staticmethod
    def id(state: strawberry.Parent[model.State]) -> strawberry.ID:
        """The global id."""
        return global_id("state", state.id)

    @shown("ISO 3166-1 alpha-3 code; XKX for Kosovo.")
    @staticmethod
    def alpha3(state: strawberry.Parent[model.State]) -> str:
        """The State's own id."""
        return state.id

    @shown("The short name.")
    @staticmethod
    def name(
        state: strawberry.Parent[model.State], info: Info, language: Language | None = None
    ) -> str:
        """The name in the language asked for; all three are known for every State."""
        return text_in(state.names, chosen(info, language)) or state.id

    @shown("The formal name, where it differs from the short one.")
    @staticmethod
    def formal_name(
        state: strawberry.Parent[model.State], info: Info, language: Language | None = None
    ) -> str | None:
        """The formal name in the language asked for."""
        return text_in(state.formal_names, chosen(info, language))

    @shown(
        "Its parts in processes, all of them or those of one role.",
        returns=many("Participation"),
    )
    @staticmethod
    def participations(
        state: strawberry.Parent[model.State], info: Info, role: ParticipationRole | None = None
    ) -> list[PartOf]:
        """In the order of the processes."""
        parts = info.context.view.parts_of_state.get(state.id, [])
        return [part for part in parts if role is None or part.record.role == role]

    @shown("The processes that it chairs or chaired.", returns=many("Chair"))
    @staticmethod
    def chairs(state: strawberry.Parent[model.State], info: Info) -> list[ChairOf]:
        """In the order of the processes."""
        return info.context.view.chairs_of_state.get(state.id, [])

    @shown(
        "Meetings that pages say were held on its territory.",
        returns=many("Meeting"),
    )
    @staticmethod
    def hosted_meetings(state: strawberry.Parent[model.State], info: Info) -> list[model.Meeting]:
        """In the order of the processes and their pages."""
        return info.context.view.hosted_by_state.get(state.id, [])
