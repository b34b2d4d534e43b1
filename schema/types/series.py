"""Series of meetings."""

import strawberry

from schema.context import Info, chosen, text_in
from schema.scalars import Language, global_id
from schema.types.field import shown
from schema.types.lazy import many, maybe
from snapshots import model


@strawberry.type(description="A series of meetings, told by their name and number.")
class Series:
    """Shows a `model.Series`."""

    @shown("Opaque id of the node.")
    @staticmethod
    def id(series: strawberry.Parent[model.Series]) -> strawberry.ID:
        """The global id."""
        return global_id("series", series.id)

    @shown("Short name of the series: `coordination-meeting`.")
    @staticmethod
    def slug(series: strawberry.Parent[model.Series]) -> str:
        """The series' own id."""
        return series.id

    @shown("The name.")
    @staticmethod
    def name(
        series: strawberry.Parent[model.Series], info: Info, language: Language | None = None
    ) -> str:
        """In the language asked for, else in one that it is known in."""
        return text_in(series.names, chosen(info, language)) or series.id

    @shown("The process whose meetings these are; null for a series of none.", maybe("Process"))
    @staticmethod
    def process(series: strawberry.Parent[model.Series], info: Info) -> model.Process | None:
        """The process record."""
        return info.context.view.processes[series.process] if series.process else None

    @shown("Its meetings that are known, in the order of `meetings`.", many("Meeting"))
    @staticmethod
    def meetings(series: strawberry.Parent[model.Series], info: Info) -> list[model.Meeting]:
        """The meeting records."""
        return info.context.view.meetings_of_series.get(series.id, [])
