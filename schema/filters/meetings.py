"""Meetings: which, in what order, counted by what."""

from enum import Enum
from functools import partial
from typing import Annotated, Final

import strawberry

from schema.context import text_in
from schema.filters.dates import DateInterval, earliest, meets
from schema.filters.matching import Test, all_words, alpha3s, combined, is_so, one_of, speaks_of
from schema.filters.ordering import Keys, OrderDirection
from schema.filters.processes import regions_of
from schema.scalars import MeetingKind
from snapshots import model
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import View


@strawberry.input(description="Which meetings: all that is said must hold.")
class MeetingFilter:
    """What is left out holds for every meeting."""

    and_: list["MeetingFilter"] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list["MeetingFilter"] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: "MeetingFilter | None" = strawberry.field(
        name="not", default=None, description="This does not hold."
    )
    processes: list[str] | None = strawberry.field(
        default=None, description="It belongs to one of these processes, by slug."
    )
    kinds: list[MeetingKind] | None = strawberry.field(
        default=None, description="Its page lists it under one of these headings."
    )
    date: DateInterval | None = strawberry.field(default=None, description="It took place then.")
    host_states: list[str] | None = strawberry.field(
        default=None,
        description="One of these States hosted it, by alpha-2, alpha-3 or M49 code.",
    )
    host_regions: list[str] | None = strawberry.field(
        default=None,
        description="A State of one of these regions or subregions hosted it, by M49 code.",
    )
    series: list[str] | None = strawberry.field(
        default=None, description="It is of one of these series, by slug."
    )
    announced: bool | None = strawberry.field(
        default=None, description="Whether all pages speak of it as still to come."
    )
    text: str | None = strawberry.field(
        default=None,
        description="Its titles or cities have all these words, or words that begin so, in any "
        "language, whatever case and accents.",
    )


@strawberry.enum(description="By what meetings are ordered.")
class MeetingOrderField(Enum):
    """A key each."""

    START = strawberry.enum_value("start", description="The first day that it may have begun.")
    TITLE = strawberry.enum_value("title", description="The title in the request's language.")
    CITY = strawberry.enum_value("city", description="The city in the request's language.")
    PROCESS = strawberry.enum_value("process", description="The slug of its first process.")
    ORDINAL = strawberry.enum_value("ordinal", description="Its number in the series.")


@strawberry.input(description="An order of meetings.")
class MeetingOrder:
    """One key."""

    field: MeetingOrderField = strawberry.field(description="By what.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Which way."
    )


MeetingWhere = Annotated[
    MeetingFilter | None, strawberry.argument(description="Which meetings; by default all.")
]
MeetingOrderBy = Annotated[
    list[MeetingOrder] | None,
    strawberry.argument(
        description="In what order, the first key first; by default that of the version. What has "
        "no value comes last, and equal ones stay in the order of the version."
    ),
]


@strawberry.enum(description="By what meetings are counted.")
class MeetingFacet(Enum):
    """A facet each."""

    KIND = strawberry.enum_value("kind", description="Under which heading pages list them.")
    YEAR = strawberry.enum_value("year", description="The year in which they began.")
    HOST_STATE = strawberry.enum_value("host_state", description="The States that hosted them.")
    PROCESS = strawberry.enum_value("process", description="The processes that they belong to.")
    SERIES = strawberry.enum_value("series", description="The series that they belong to.")


def matching(view: View, where: MeetingFilter) -> Test:
    """Whether the filter holds for a meeting."""
    return combined(where, partial(_asked, view))


def _asked(view: View, where: MeetingFilter) -> tuple[Test | None, ...]:
    def regions(meeting: model.Meeting) -> tuple[str | None, ...]:
        return regions_of(view.states[meeting.host_state]) if meeting.host_state else ()

    return (
        one_of(where.processes, lambda one: one.processes),
        one_of(where.kinds, lambda one: (one.kind,)),
        meets(where.date, lambda one: (one.start, one.end)),
        one_of(alpha3s(view, where.host_states), lambda one: (one.host_state,)),
        one_of(where.host_regions, regions),
        one_of(where.series, lambda one: (one.series,)),
        is_so(where.announced, lambda one: one.announced),
        speaks_of(where.text, lambda one: all_words(one.titles, one.cities)),
    )


def _title(_: View, language: str, meeting: model.Meeting) -> str | None:
    return folded(text_in(meeting.titles, Language(language)) or "") or None


def _city(_: View, language: str, meeting: model.Meeting) -> str | None:
    return folded(text_in(meeting.cities, Language(language)) or "") or None


KEYS: Final[Keys] = {
    "start": lambda _, __, one: earliest(one.start) if one.start else None,
    "title": _title,
    "city": _city,
    "process": lambda _, __, one: next(iter(one.processes), None),
    "ordinal": lambda _, __, one: one.ordinal,
}
"""Key → what it compares."""


def values(_: View, facet: str, meeting: model.Meeting) -> list[str]:
    """What the meeting counts for; each value once."""
    found: dict[str, list[str | None]] = {
        "kind": [meeting.kind],
        "year": [meeting.start[:4] if meeting.start else None],
        "host_state": [meeting.host_state],
        "process": list(meeting.processes),
        "series": [meeting.series],
    }
    return sorted({str(one) for one in found[facet] if one is not None})
