"""Meetings as single pages tell of them, and which of those are one meeting."""

import re
from collections.abc import Iterable

import msgspec

from ingest.assembly.source import Source, SourcedValue, values_of
from ingest.catalogue.catalogue import Catalogue
from ingest.catalogue.keys import key
from ingest.reading.reading import MeetingValue
from ingest.reading.vocabulary.ordinals import read_ordinal
from ingest.reading.vocabulary.places import load_places
from ingest.reading.vocabulary.series import namings

# What may stand before and behind the name of a series in the title of its own meeting; with other
# words the title is that of a hearing, a side event or a preparatory round.
_ARTICLE = re.compile(r"^(?:the|le|la|el)\s|^l['’]|\s?\b(?:united nations|un|iom)\s*$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEHIND = re.compile(
    r"\s*(?:$|[:;,.(«“”\"–—-]|(?:in|à|en)\s"
    r"|(?:of the|des|de las)\s(?:united nations|nations unies|naciones unidas)\b)",
    re.I,
)


class MeetingOnPage(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting as one page tells of it."""

    sourced: SourcedValue[MeetingValue]
    at: int = 0
    """The place among what all pages tell of meetings of that process."""
    home_process: str
    """The process that the meeting belongs to, whoever tells of it."""
    own: bool = False
    """Whether it is of the series of meetings that this process is made of."""
    series: str | None = None
    ordinal: int | None = None
    title: str
    """The title without case, accents and punctuation."""
    place: str | None = None
    """The city under one name for all languages."""

    @property
    def source(self) -> Source:
        """The page."""
        return self.sourced.source

    @property
    def value(self) -> MeetingValue:
        """What the page says."""
        return self.sourced.value

    @property
    def start(self) -> str | None:
        """The first day, month or year."""
        return self.value.date.start if self.value.date else None

    @property
    def precise(self) -> bool:
        """Whether the page names the day."""
        return self.value.date is not None and self.value.date.precise

    @property
    def of_other_process(self) -> bool:
        """Whether the page is about another process than the meeting's own."""
        return self.source.process.id != self.home_process


SameMeeting = tuple[MeetingOnPage, ...]
"""One meeting on all pages that tell of it: those of its own process first, else in their order."""


def meetings_on_page(
    source: Source, present: frozenset[str], catalogue: Catalogue
) -> tuple[MeetingOnPage, ...]:
    """The meetings that the page tells of, in its order; `present` are the ids of all processes."""
    return tuple(
        _on_page(one, present, catalogue) for one in values_of((source,), "meetings", MeetingValue)
    )


def _on_page(
    sourced: SourcedValue[MeetingValue], present: frozenset[str], catalogue: Catalogue
) -> MeetingOnPage:
    series, ordinal = _series(sourced.value)
    owner = catalogue.process_of_series(series)
    own = owner is not None and owner.id in present
    return MeetingOnPage(
        sourced=sourced,
        home_process=owner.id if owner and own else sourced.source.process.id,
        own=own,
        series=series,
        ordinal=ordinal,
        title=key(sourced.value.title),
        place=_place(sourced.value.city),
    )


def _series(value: MeetingValue) -> tuple[str | None, int | None]:
    """The series that the reader found or the whole title names, and the number in it."""
    named = next(namings(value.title), None)
    if named is None or named.series is None:
        return value.series, value.ordinal
    before = _ARTICLE.sub("", _ARTICLE.sub("", value.title[: named.at])).strip()
    number = read_ordinal(before)
    bare = not before or number is not None or _YEAR.fullmatch(before)
    alone = bool(bare and _BEHIND.match(value.title, named.to))
    if value.series == named.series.id or (value.series is None and alone):
        return named.series.id, value.ordinal or ((named.ordinal or number) if alone else None)
    return value.series, value.ordinal


def _place(city: str | None) -> str | None:
    if not city:
        return None
    known = load_places().find(city)
    return known.id if known else key(city)


def same_meetings(told: Iterable[MeetingOnPage]) -> tuple[SameMeeting, ...]:
    """Each meeting of one process on all pages that tell of it, in the order of pages.

    Days are looked at first: what has a month or a year only then finds the day it belongs to.
    """
    found = [msgspec.structs.replace(one, at=at) for at, one in enumerate(told)]
    groups: list[list[MeetingOnPage]] = []
    for one in sorted(found, key=lambda one: not one.precise):
        own = _matching_group(one, groups)
        if own is None:
            groups.append([one])
        else:
            own.append(one)
    ordered = [
        tuple(sorted(group, key=lambda one: (one.of_other_process, one.at))) for group in groups
    ]
    return tuple(sorted(ordered, key=lambda one: (one[0].of_other_process, one[0].at)))


def _matching_group(
    one: MeetingOnPage, groups: list[list[MeetingOnPage]]
) -> list[MeetingOnPage] | None:
    """The group of the same process that is most like it; a year alone must leave no choice."""
    likeness = [(_likeness(group, one), -n) for n, group in enumerate(groups)]
    best, at = max(likeness, default=(0, 0))
    rivals = sum(how == best for how, _ in likeness)
    return groups[-at] if best > 1 or (best == 1 and rivals == 1) else None


def _likeness(group: list[MeetingOnPage], one: MeetingOnPage) -> int:
    """How sure it is that the page tells of the group's meeting; 0 for another meeting.

    One page never lists a meeting twice.
    """
    if any(other.source.page == one.source.page or _contradicts(other, one) for other in group):
        return 0
    return max(_alike(other, one) for other in group)


def _contradicts(a: MeetingOnPage, b: MeetingOnPage) -> bool:
    """Another series or number; or another place, where number and series do not settle it."""
    series = bool(a.series and b.series and a.series != b.series)
    if series or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
        return True
    settled = a.series and a.series == b.series and a.ordinal and a.ordinal == b.ordinal
    states = (a.value.state, b.value.state)
    elsewhere = (a.place and b.place and a.place != b.place) or (
        all(states) and states[0] != states[1]
    )
    return bool(elsewhere) and not settled


def _alike(a: MeetingOnPage, b: MeetingOnPage) -> int:
    """5 series and number, 4 day and title, 3 day and series, 2 day and city, 1 series and year.

    Never the day alone: two different meetings were held in one city within one week, and two on
    one day. Nor the city and a month.
    """
    series = a.series is not None and a.series == b.series
    if series and a.ordinal and a.ordinal == b.ordinal:
        return 5
    if a.start != b.start:
        return 1 if series and _within(a.start, b.start) else 0
    if a.title == b.title:
        return 4
    if series and a.start:
        return 3
    return 2 if a.precise and a.place is not None and a.place == b.place else 0


def _within(a: str | None, b: str | None) -> bool:
    """Whether one date is the other, less precisely: 2013 and 2013-10-03."""
    return bool(a and b and (a.startswith(b) or b.startswith(a)))
