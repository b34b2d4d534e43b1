"""Meeting, and the items of its agenda."""

import strawberry

from schema.arguments import InLanguage
from schema.context import Info, chosen, language_in, text_in
from schema.filters.dates import is_ahead
from schema.filters.documents import DOCUMENTS
from schema.holds import Holds
from schema.listings import connection
from schema.nodes import Node, shows
from schema.scalars import Language, MeetingKind, PartialDate
from schema.types.field import shown
from schema.types.lazy import many, maybe
from snapshots import model


@strawberry.type(description="One item of a meeting's programme, in the words of its page.")
class AgendaItem:
    """Shows a `model.AgendaItem`."""

    item: str = strawberry.field(description="The item, with its number.")
    date: PartialDate | None = strawberry.field(description="The day that it stands under.")
    start: str | None = strawberry.field(
        description="When it begins, as HH:MM in the time of the place."
    )
    end: str | None = strawberry.field(description="When it ends, as HH:MM.")
    session: str | None = strawberry.field(
        description="The part of the day that it stands under: `Morning session`."
    )
    citations: None = strawberry.field(
        description="Where it was read.", graphql_type=many("Citation")
    )


@strawberry.type(description="A dated event of one or more processes.")
class Meeting(Node):
    """Shows a `model.Meeting`."""

    is_type_of = shows(model.Meeting)

    kind: MeetingKind = strawberry.field(description="Under which heading the page lists it.")
    start: PartialDate | None = strawberry.field(
        description="The first day; a month or a year where the page has no day."
    )
    end: PartialDate | None = strawberry.field(
        description="The last day; the first day again for a meeting of one day."
    )
    venue: str | None = strawberry.field(
        description="The building or room, where the page says it."
    )
    ordinal: int | None = strawberry.field(description="Its number in the series.")
    announced: bool = strawberry.field(
        description="Whether all pages that tell of it speak of it as still to come."
    )
    agenda: None = strawberry.field(
        description="The programme as the page about the meeting has it, in page order; "
        "empty where no page has one.",
        graphql_type=many("AgendaItem"),
    )

    @shown("Short name in the address of the meeting: `hld-2013-10-03`.")
    @staticmethod
    def slug(meeting: strawberry.Parent[model.Meeting]) -> str:
        """The meeting's own id."""
        return meeting.id

    @shown("The title in the words of a page; null where it has none.")
    @staticmethod
    def title(
        meeting: strawberry.Parent[model.Meeting], info: Info, language: InLanguage = None
    ) -> str | None:
        """In the language asked for, else in one that a page has it in."""
        return text_in(meeting.titles, chosen(info, language))

    @shown("The language that `title` really is in; null where there are no words.")
    @staticmethod
    def title_language(
        meeting: strawberry.Parent[model.Meeting], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(meeting.titles, chosen(info, language))

    @shown(
        "Whether it is not over yet, by the clock of this answer; null where it has no date. A "
        "month or a year that has begun counts only where it is announced.",
        holds=Holds.NOW,
    )
    @staticmethod
    def upcoming(meeting: strawberry.Parent[model.Meeting], info: Info) -> bool | None:
        """Its last day is not before that of the question, in UTC."""
        return is_ahead(meeting, info.context.now)

    @shown(
        "The days one by one, where the page names days that do not follow each other; else empty."
    )
    @staticmethod
    def days(meeting: strawberry.Parent[model.Meeting]) -> list[PartialDate]:
        """20 and 23 November are two days, not four."""
        return [PartialDate(day) for day in meeting.days]

    @shown(
        "The city, under all its names; null where no page names one that the vocabulary knows.",
        returns=maybe("Place"),
    )
    @staticmethod
    def place(meeting: strawberry.Parent[model.Meeting], info: Info) -> model.Place | None:
        """The record of the city."""
        return info.context.view.places[meeting.place] if meeting.place else None

    @shown("The city in the words of a page, where one names it.")
    @staticmethod
    def city(
        meeting: strawberry.Parent[model.Meeting], info: Info, language: InLanguage = None
    ) -> str | None:
        """In the language asked for, else in one that a page has it in."""
        return text_in(meeting.cities, chosen(info, language))

    @shown("The language that `city` really is in; null where there are no words.")
    @staticmethod
    def city_language(
        meeting: strawberry.Parent[model.Meeting], info: Info, language: InLanguage = None
    ) -> Language | None:
        """The language found where the one asked for is missing."""
        return language_in(meeting.cities, chosen(info, language))

    @shown(
        "The State that it was held in: the one that the page names, else the one that its city "
        "lies in by the vocabulary; null where there is neither.",
        returns=maybe("State"),
    )
    @staticmethod
    def host_state(meeting: strawberry.Parent[model.Meeting], info: Info) -> model.State | None:
        """The State record."""
        return info.context.view.states[meeting.host_state] if meeting.host_state else None

    @shown(
        "The series of meetings that it belongs to; null where pages name none.",
        returns=maybe("Series"),
    )
    @staticmethod
    def series(meeting: strawberry.Parent[model.Meeting], info: Info) -> model.Series | None:
        """The series record."""
        return info.context.view.series[meeting.series] if meeting.series else None

    @shown("The processes that it belongs to.", returns=many("Process"))
    @staticmethod
    def processes(meeting: strawberry.Parent[model.Meeting], info: Info) -> list[model.Process]:
        """The process records."""
        return [info.context.view.processes[one] for one in meeting.processes]

    documents = connection(
        "Documents that it adopted, and others that pages tie to it.",
        DOCUMENTS,
        lambda view, one: view.documents_of_meeting.get(one.id, ()),
    )
