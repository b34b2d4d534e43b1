"""Regions of the world."""

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.filters.processes import PROCESSES
from schema.filters.states import STATES
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import Language
from schema.types.field import shown
from schema.types.lazy import many
from snapshots import model


@strawberry.type(description="A region of the world, as the vocabulary knows it.")
class Region(Node):
    """Shows a `model.Region`."""

    is_type_of = shows(model.Region)

    other_names: list[str] = strawberry.field(
        description="What else it is called, in any language."
    )

    @shown("M49 code, `142`; a short name for a region that M49 has not, `pacific`.")
    @staticmethod
    def code(region: strawberry.Parent[model.Region]) -> str:
        """The region's own id."""
        return region.id

    @shown("The name.")
    @staticmethod
    def name(
        region: strawberry.Parent[model.Region], info: Info, language: InLanguage = None
    ) -> str:
        """In the language asked for; all three are known for every region."""
        return text_in(region.names, chosen(info, language)) or region.id

    @shown("The language that `name` really is in; null where there are no words.")
    @staticmethod
    def name_language(
        region: strawberry.Parent[model.Region], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(region.names, chosen(info, language))

    @shown("The regions that it is a part of.", returns=many("Region"))
    @staticmethod
    def within(region: strawberry.Parent[model.Region], info: Info) -> list[model.Region]:
        """The next greater ones."""
        return [info.context.view.regions[one] for one in region.within]

    states = connection(
        "The States and territories that lie in it by M49; none for a region that M49 has not.",
        STATES,
        lambda view, one: view.states_of_region.get(one.id, []),
    )

    processes = connection(
        "The processes whose pages name it, or a region in it.",
        PROCESSES,
        lambda view, one: view.processes_of_region.get(one.id, []),
    )
