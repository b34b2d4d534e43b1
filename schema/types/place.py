"""Cities."""

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.filters.meetings import MEETINGS
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import Language
from schema.types.field import shown
from schema.types.lazy import one
from snapshots import model


@strawberry.type(description="A city that meetings were held in, as the vocabulary knows it.")
class Place(Node):
    """Shows a `model.Place`."""

    is_type_of = shows(model.Place)

    other_names: list[str] = strawberry.field(
        description="What else it is called, in any language."
    )

    @shown("Short name of the city: `new-york`.")
    @staticmethod
    def slug(place: strawberry.Parent[model.Place]) -> str:
        """The city's own id."""
        return place.id

    @shown("The name.")
    @staticmethod
    def name(place: strawberry.Parent[model.Place], info: Info, language: InLanguage = None) -> str:
        """In the language asked for; all three are known for every city."""
        return text_in(place.names, chosen(info, language)) or place.id

    @shown("The language that `name` really is in; null where there are no words.")
    @staticmethod
    def name_language(
        place: strawberry.Parent[model.Place], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(place.names, chosen(info, language))

    @shown("The State that it lies in.", returns=one("State"))
    @staticmethod
    def state(place: strawberry.Parent[model.Place], info: Info) -> model.State:
        """The State record."""
        return info.context.view.states[place.state]

    meetings = connection(
        "Meetings that pages say were held there.",
        MEETINGS,
        lambda view, one: view.meetings_of_place.get(one.id, []),
    )
