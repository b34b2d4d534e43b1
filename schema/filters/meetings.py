"""Meetings: which, in what order, counted by what."""

from typing import Final

from schema.filters.dates import DateInterval, first_day, is_ahead, meets, year_of
from schema.filters.listing import By, Filter, listing
from schema.filters.matching import alpha3s, asked, is_so, one_of, speaks_of
from schema.filters.meanings import cities, ids, m49_regions
from schema.filters.ordering import alphabetical, value
from schema.filters.values import all_regions_of, all_words, has, lists
from schema.holds import Holds
from schema.scalars import MeetingKind
from snapshots.model import Meeting
from snapshots.view import View


def _words(view: View, one: Meeting) -> tuple[str, ...]:
    place = view.places[one.place] if one.place else None
    known = (*place.names.values(), *place.other_names) if place else ()
    return (*all_words(one.titles, one.cities), *known)


class MeetingFilter(Filter):
    """Which meetings."""

    processes: list[str] | None = one_of(
        "It belongs to one of these processes, by slug.", lists("processes"), ids("processes")
    )
    kinds: list[MeetingKind] | None = one_of(
        "Its page lists it under one of these headings.", has("kind")
    )
    date: DateInterval | None = meets("It took place then.", "start", "end")
    host_states: list[str] | None = one_of(
        "One of these States hosted it, by alpha-2, alpha-3 or M49 code.",
        has("host_state"),
        alpha3s,
    )
    host_regions: list[str] | None = one_of(
        "A State of one of these regions hosted it; by M49 code, or by a name in any language.",
        lambda view, one: all_regions_of(view, one.host_state),
        m49_regions,
    )
    places: list[str] | None = one_of(
        "It was held in one of these cities, by slug or by a name in any language.",
        has("place"),
        cities,
    )
    series: list[str] | None = one_of(
        "It is of one of these series, by slug.", has("series"), ids("series")
    )
    upcoming: bool | None = asked(
        "Whether it is not over yet, by the clock of this answer; one without a date is neither.",
        lambda context, _, so: lambda one: is_ahead(one, context.now) is so,
        Holds.NOW,
    )
    announced: bool | None = is_so("Whether all pages speak of it as still to come.", "announced")
    text: str | None = speaks_of("Its titles or cities, under all their names, have", _words)


MEETINGS: Final = listing(
    MeetingFilter,
    "meetings",
    orders=(
        By("start", "The first day that it may have begun.", first_day("start")),
        By("title", "The title in the request's language.", alphabetical("titles")),
        By("city", "The city in the request's language.", alphabetical("cities")),
        By(
            "process",
            "The slug of its first process.",
            lambda _, __, one: next(iter(one.processes), None),
        ),
        By("ordinal", "Its number in the series.", value("ordinal")),
    ),
    facets=(
        By("kind", "Under which heading pages list them.", has("kind")),
        By("year", "The year in which they began.", year_of("start")),
        By("place", "The cities that they were held in.", has("place")),
        By("host_state", "The States that hosted them.", has("host_state")),
        By("process", "The processes that they belong to.", lists("processes")),
        By("series", "The series that they belong to.", has("series")),
    ),
)
