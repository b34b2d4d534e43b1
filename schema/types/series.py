"""Series of meetings."""

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.filters.meetings import MEETINGS
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import Language
from schema.types.field import shown
from schema.types.lazy import maybe
from snapshots import model


@strawberry.type(description="A series of meetings, told by their name and number.")
class Series(Node):
    """Shows a `model.Series`."""

    is_type_of = shows(model.Series)

    other_names: list[str] = strawberry.field(
        description="What else it is called, acronyms among it, in any language."
    )

    @shown("Short name of the series: `coordination-meeting`.")
    @staticmethod
    def slug(series: strawberry.Parent[model.Series]) -> str:
        """The series' own id."""
        return series.id

    @shown("The name.")
    @staticmethod
    def name(
        series: strawberry.Parent[model.Series], info: Info, language: InLanguage = None
    ) -> str:
        """In the language asked for, else in one that it is known in."""
        return text_in(series.names, chosen(info, language)) or series.id

    @shown("The language that `name` really is in; null where there are no words.")
    @staticmethod
    def name_language(
        series: strawberry.Parent[model.Series], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(series.names, chosen(info, language))

    @shown("The process whose meetings these are; null for a series of none.", maybe("Process"))
    @staticmethod
    def process(series: strawberry.Parent[model.Series], info: Info) -> model.Process | None:
        """The process record."""
        return info.context.view.processes[series.process] if series.process else None

    meetings = connection(
        "Its meetings that are known, in the order of `meetings`.",
        MEETINGS,
        lambda view, one: view.meetings_of_series.get(one.id, []),
    )
