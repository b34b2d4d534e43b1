"""A meeting's entry → title, dates, place.

Three orders occur: title, date, place · title, place, date · date, place, title. The date is found
first; what stands on its two sides is told apart by State and city names. A host State is given
only where the page names it.
"""

import re
from collections.abc import Iterator

import msgspec

from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize.states import find_state
from ingest.reading.patterns import lazy_pattern
from ingest.reading.reading import MeetingValue
from ingest.reading.vocabulary.dates import DateSpan, find_dates, has_yearless_date
from ingest.reading.vocabulary.places import load_places
from ingest.reading.vocabulary.worded import worded_pattern

_EDGES = " \t,;:.–—-"
_CITY_STATE = lazy_pattern(r"(?P<city>[^()]+?)\s*\((?P<state>[^()]+)\)")
_BEFORE_PLACE = worded_pattern(r"\s?[:;]\s|\s[–—-]\s|(?P<word>,?\s(?:{held}\s)?{place_of}\s)")
_VIRTUAL = worded_pattern(r"\b{virtual}\b", re.I)
_TO_DATE = worded_pattern(r"(?:^|[\s,]){to_date}$", re.I)
"""What joins a title to its date."""
_LEADING = worded_pattern(r"^(?:{held}\s)?{leading}\s", re.I)


class Place(msgspec.Struct, frozen=True):
    """Where a meeting was held, as far as the words tell."""

    city: str | None = None
    state: str | None = None
    venue: str | None = None


def meetings(fact: Fact) -> Iterator[MeetingValue | Doubt]:
    """The meeting of an entry; without a date that can be read it stays, undated and doubted."""
    if fact.parts:
        yield from _from_parts(fact)
        return
    date = _own_date(find_dates(fact.words))
    title, place = _around(fact.words, date) if date else (fact.words.strip(_EDGES), Place())
    yield _meeting(fact, title, date, place)
    if date is None:
        yield _undated(fact)


def _from_parts(fact: Fact) -> Iterator[MeetingValue | Doubt]:
    """A meeting whose pieces the family has told apart.

    `year` completes a date without one; `until` is the last of several days.
    """
    parts = fact.parts
    year = int(parts["year"]) if "year" in parts else None
    date = _own_date(find_dates(parts.get("date", ""), year))
    if date and "until" in parts:
        date = _until(date, parts["until"], year)
    place = read_place(parts.get("place", ""))
    if "venue" in parts:
        place = Place(place.city, place.state, parts["venue"])
    yield _meeting(fact, parts.get("title", fact.words), date, place)
    if date is None and "date" in parts:
        yield _undated(fact)


def _until(first: DateSpan, words: str, year: int | None) -> DateSpan:
    """From the first day to the last of a programme that names its days one by one."""
    last = _own_date(find_dates(words, year))
    end = last.start if last and last.start > first.start else None
    return msgspec.structs.replace(first, end=end)


def _meeting(fact: Fact, title: str, date: DateSpan | None, place: Place) -> MeetingValue:
    parts = fact.parts
    if title.endswith("”") and "“" not in title:
        title = title[:-1]
    return MeetingValue(
        field="meetings",
        quote=fact.quote,
        kind=fact.kind,
        title=title,
        date=date,
        city=place.city,
        state=place.state,
        venue=place.venue,
        series=parts.get("series"),
        ordinal=int(parts["ordinal"]) if "ordinal" in parts else None,
        subject=parts.get("role") == "subject",
        announced=parts.get("announced") == "true",
    )


def _undated(fact: Fact) -> Doubt:
    reason = "has a day without a year" if has_yearless_date(fact.words) else "has no date"
    return Doubt(
        code="undated-meeting",
        message=f"the meeting {fact.words!r} {reason}",
        field="meetings",
        quote=fact.quote,
    )


def _own_date(dates: tuple[DateSpan, ...]) -> DateSpan | None:
    """The last date that names a day, else the last one: years in a title come before it."""
    candidates = [date for date in dates if date.precise] or list(dates)
    return candidates[-1] if candidates else None


def _around(words: str, date: DateSpan) -> tuple[str, Place]:
    before = _TO_DATE.sub("", words[: date.at].rstrip(_EDGES)).rstrip(_EDGES)
    if before.count("(") > before.count(")"):  # "XI meeting (Lima, Peru, 2-3 May 2011)"
        before, _, inside = before.rpartition("(")
        before = before.rstrip(_EDGES)
        if inside.strip(_EDGES):
            return before or words, read_place(inside)
    after = words[date.to :].lstrip(_EDGES + ")").rstrip(_EDGES)
    if after.count(")") > after.count("("):  # "Meeting (21 May 2017, Geneva)"
        after = after.removesuffix(")")
    if not before:
        place, title = _leading_place(after)
        if place == Place():
            title, place = _trailing_place(after)
        return title or words.strip(_EDGES), place
    place = read_place(after)
    if after:
        return before, place
    title, place = _trailing_place(before)
    return title or words.strip(_EDGES), place


def read_place(words: str) -> Place:
    """A place written as `City (State)`, `Venue, City, State`, `City` or `State`."""
    segments = _segments(words)
    if not segments:
        return Place()
    bracketed = _CITY_STATE.fullmatch(segments[-1])
    if bracketed and (state := find_state(bracketed["state"])):
        return Place(bracketed["city"], state.alpha3, _joined(segments[:-1]))
    if len(segments) > 1 and (state := find_state(segments[-1])):
        return Place(segments[-2], state.alpha3, _joined(segments[:-2]))
    known = load_places().find(segments[-1])
    if known and not known.also_state:
        return Place(segments[-1], None, _joined(segments[:-1]))
    if state := find_state(segments[-1]):  # Kuwait, Singapore: the State is the safer reading
        return Place(None, state.alpha3, _joined(segments[:-1]))
    return Place(venue=words)


def _leading_place(words: str) -> tuple[Place, str]:
    """The place at the beginning of the words, and what follows it."""
    segments = _segments(words)
    for count in (2, 1):
        head = segments[:count]
        if len(head) == count and _is_place(head):
            return read_place(", ".join(head)), ", ".join(segments[count:])
    return Place(), words


def _trailing_place(words: str) -> tuple[str, Place]:
    """The title, and the place at its end."""
    segments = _segments(_with_comma(words))
    for count in (2, 1):
        tail = segments[-count:]
        if len(segments) >= count and _is_place(tail) and not _is_title(segments, tail):
            return ", ".join(segments[:-count]), read_place(", ".join(tail))
    return words, Place()


def _with_comma(words: str) -> str:
    """A sign before a known place made a comma: "Conference: Lima, Peru".

    "In" is one only before city and State: "migration in Peru" is a subject.
    """
    signs = list(_BEFORE_PLACE.finditer(words))
    if not signs:
        return words
    tail = _segments(words[signs[-1].end() :])
    whole = len(tail) == 2 and load_places().find(tail[0]) is not None
    alone = len(tail) == 1 and not signs[-1]["word"]
    if not _is_place(tail) or not (whole or alone):
        return words
    return f"{words[: signs[-1].start()]}, {', '.join(tail)}"


def _is_title(segments: list[str], tail: list[str]) -> bool:
    """Whether the place would take all there is for a city that nobody knows."""
    return len(tail) == 2 and tail == segments and load_places().find(tail[0]) is None


def _is_place(segments: list[str]) -> bool:
    last = segments[-1]
    if len(segments) == 1:
        bracketed = _CITY_STATE.fullmatch(last)
        known = find_state(bracketed["state"]) if bracketed else find_state(last)
        return bool(known or load_places().find(last) or _VIRTUAL.search(last))
    return find_state(last) is not None and find_state(segments[-2]) is None


def _segments(words: str) -> list[str]:
    parts = (part.strip(_EDGES) for part in words.split(","))
    return [_LEADING.sub("", part) for part in parts if part]


def _joined(segments: list[str]) -> str | None:
    return ", ".join(segments) or None
