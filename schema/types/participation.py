"""Participation and Chair: what States do in a process."""

import strawberry

from schema.context import Info
from schema.scalars import PartialDate, ParticipationRole
from schema.types.field import shown
from schema.types.lazy import many, maybe, one
from snapshots import model
from snapshots.view import ChairOf, PartOf


@strawberry.type(description="One State's part in one process.")
class Participation:
    """Shows a `PartOf`."""

    process: None = strawberry.field(
        description="The process that it takes part in.", graphql_type=one("Process")
    )

    @shown(
        "The State; null where no State is known by the listed name: an issue says so.",
        returns=maybe("State"),
    )
    @staticmethod
    def state(part: strawberry.Parent[PartOf], info: Info) -> model.State | None:
        """The State record."""
        return info.context.view.states[part.record.state] if part.record.state else None

    @shown("The name as the page lists it, slips included.")
    @staticmethod
    def listed_as(part: strawberry.Parent[PartOf]) -> str:
        """The page's words."""
        return part.record.listed_as

    @shown("What the State is in the process.")
    @staticmethod
    def role(part: strawberry.Parent[PartOf]) -> ParticipationRole:
        """The role."""
        return part.record.role

    @shown("Since when, where the page says it.")
    @staticmethod
    def since(part: strawberry.Parent[PartOf]) -> PartialDate | None:
        """The first day, month or year."""
        return part.record.since  # type: ignore[return-value] # a scalar is its text

    @shown("Until when, where the page says it.")
    @staticmethod
    def until(part: strawberry.Parent[PartOf]) -> PartialDate | None:
        """The last day, month or year."""
        return part.record.until  # type: ignore[return-value]

    @shown("Where it was read.", returns=many("Citation"))
    @staticmethod
    def citations(part: strawberry.Parent[PartOf]) -> tuple[model.Citation, ...]:
        """The citations."""
        return part.record.citations


@strawberry.type(description="A State in the chair of a process, now or formerly.")
class Chair:
    """Shows a `ChairOf`."""

    process: None = strawberry.field(
        description="The process that it chairs.", graphql_type=one("Process")
    )

    @shown(
        "The State; null where no State is known by the listed name.",
        returns=maybe("State"),
    )
    @staticmethod
    def state(chair: strawberry.Parent[ChairOf], info: Info) -> model.State | None:
        """The State record."""
        return info.context.view.states[chair.record.state] if chair.record.state else None

    @shown("The name as the page lists it.")
    @staticmethod
    def listed_as(chair: strawberry.Parent[ChairOf]) -> str:
        """The page's words."""
        return chair.record.listed_as

    @shown("Whether the page calls it the current chair.")
    @staticmethod
    def current(chair: strawberry.Parent[ChairOf]) -> bool:
        """The page's word, not today's date, decides."""
        return chair.record.current

    @shown("Whether the page says that it is to come.")
    @staticmethod
    def incoming(chair: strawberry.Parent[ChairOf]) -> bool:
        """The page's word; see `Process.incomingChairs` for the clock's."""
        return chair.record.incoming

    @shown(
        "The others who are in the chair together with it: the current ones, if it is current; "
        "else those with the same years.",
        returns=many("Chair"),
    )
    @staticmethod
    def co_chairs(chair: strawberry.Parent[ChairOf], info: Info) -> list[ChairOf]:
        """Those without years are not known to share them."""
        others = info.context.view.chairs_of_process[chair.process.id]
        return [one for one in others if one is not chair and _together(one.record, chair.record)]

    @shown("Since when, where the page says it.")
    @staticmethod
    def start(chair: strawberry.Parent[ChairOf]) -> PartialDate | None:
        """The first day, month or year."""
        return chair.record.start  # type: ignore[return-value]

    @shown("Until when, where the page says it.")
    @staticmethod
    def end(chair: strawberry.Parent[ChairOf]) -> PartialDate | None:
        """The last day, month or year."""
        return chair.record.end  # type: ignore[return-value]

    @shown("Where it was read.", returns=many("Citation"))
    @staticmethod
    def citations(chair: strawberry.Parent[ChairOf]) -> tuple[model.Citation, ...]:
        """The citations."""
        return chair.record.citations


def _together(one: model.Chair, other: model.Chair) -> bool:
    if one.current or other.current:
        return one.current and other.current
    return one.start is not None and (one.start, one.end) == (other.start, other.end)
