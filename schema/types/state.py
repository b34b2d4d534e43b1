"""State."""

from typing import Annotated

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.errors import bad_input
from schema.filters.matching import alpha3s
from schema.filters.meetings import MEETINGS
from schema.filters.participations import PARTICIPATIONS
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import Language, UnStatus
from schema.types.field import shown
from schema.types.lazy import many
from schema.types.statistics import Counted, Neighbour, in_common, neighbours
from snapshots import model
from snapshots.view import ChairOf

Nearest = Annotated[int, strawberry.argument(description="So many of them.")]
OtherStates = Annotated[
    list[str],
    strawberry.argument(description="Other States by alpha-2, alpha-3 or M49 code."),
]


@strawberry.type(
    description="A State or territory that takes part, or may take part, in a process."
)
class State(Node):
    """Shows a `model.State`."""

    is_type_of = shows(model.State)

    other_names: list[str] = strawberry.field(
        description="What else it is or was called, in any language: Turkey."
    )
    alpha2: str = strawberry.field(description="ISO 3166-1 alpha-2 code; XK for Kosovo.")
    m49: str | None = strawberry.field(description="UN M49 code, three digits; null for Kosovo.")
    region: str | None = strawberry.field(description="M49 code of the region: 002 is Africa.")
    subregion: str | None = strawberry.field(
        description="M49 code of the subregion or intermediate region: 011 is Western Africa."
    )
    un_status: UnStatus = strawberry.field(description="Its standing in the United Nations.")

    @shown("ISO 3166-1 alpha-3 code; XKX for Kosovo.")
    @staticmethod
    def alpha3(state: strawberry.Parent[model.State]) -> str:
        """The State's own id."""
        return state.id

    @shown("The short name.")
    @staticmethod
    def name(state: strawberry.Parent[model.State], info: Info, language: InLanguage = None) -> str:
        """The name in the language asked for; all three are known for every State."""
        return text_in(state.names, chosen(info, language)) or state.id

    @shown("The language that `name` really is in; null where there are no words.")
    @staticmethod
    def name_language(
        state: strawberry.Parent[model.State], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(state.names, chosen(info, language))

    @shown("The formal name, where it differs from the short one.")
    @staticmethod
    def formal_name(
        state: strawberry.Parent[model.State], info: Info, language: InLanguage = None
    ) -> str | None:
        """The formal name in the language asked for."""
        return text_in(state.formal_names, chosen(info, language))

    @shown("The language that `formalName` really is in; null where there are no words.")
    @staticmethod
    def formal_name_language(
        state: strawberry.Parent[model.State], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(state.formal_names, chosen(info, language))

    @shown("All regions that it lies in, by code.", returns=many("Region"))
    @staticmethod
    def regions(state: strawberry.Parent[model.State], info: Info) -> list[model.Region]:
        """Region, subregion, and those that have them within."""
        view = info.context.view
        return [
            view.regions[one]
            for one in sorted(view.regions_of_state[state.id])
            if one in view.regions
        ]

    participations = connection(
        "Its parts in processes.",
        PARTICIPATIONS,
        lambda view, one: view.parts_of_state.get(one.id, []),
    )

    @shown(
        "Other States by the number of processes that they share with this one, the nearest first.",
        returns=list[Neighbour],
    )
    @staticmethod
    def neighbours(
        state: strawberry.Parent[model.State], info: Info, first: Nearest = 10
    ) -> tuple[Counted, ...]:
        """The nearest first; equally near ones by alpha-3 code."""
        if first < 0:
            raise bad_input(
                f"neighbours: `first` from 0 expected, {first} found", "Ask for the nearest ten."
            )
        return neighbours(info.context.view, state)[:first]

    @shown("The processes in which all these States take part, too.", returns=many("Process"))
    @staticmethod
    def processes_in_common(
        state: strawberry.Parent[model.State], info: Info, states: OtherStates
    ) -> list[model.Process]:
        """By slug."""
        view = info.context.view
        return in_common(view, (state.id, *alpha3s(view, states)))

    @shown("The processes that it chairs or chaired.", returns=many("Chair"))
    @staticmethod
    def chairs(state: strawberry.Parent[model.State], info: Info) -> list[ChairOf]:
        """In the order of the processes."""
        return info.context.view.chairs_of_state.get(state.id, [])

    hosted_meetings = connection(
        "Meetings that pages say were held on its territory.",
        MEETINGS,
        lambda view, one: view.hosted_by_state.get(one.id, []),
    )
