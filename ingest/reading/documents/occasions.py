"""A meeting that a line dates: "Marrakech (Maroc), 10 et 11 décembre 2018"."""

import msgspec

from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.places import load_places
from ingest.reading.vocabulary.states import load_states

_BEHIND_CITY = lazy_pattern(r"(?:,\s(?P<comma>[^,()]{2,50})|\s?\((?P<bracket>[^()]{2,50})\))$")
_LONGEST_CITY = 3
"""Words of a city's name: Port of Spain."""


class Occasion(msgspec.Struct, frozen=True):
    """What stands before the date, parted into title and place."""

    title: str
    place: str
    date: str


def read_occasion(line: str) -> Occasion | None:
    """The occasion of a line that ends in a date, or None."""
    bare = line.rstrip(" .*")
    date = next((one for one in find_dates(bare) if one.to == len(bare) and one.precise), None)
    if date is None:
        return None
    before = bare[: date.at].rstrip(" ,(–—-")
    place = _place_at_end(before)
    title = before[: len(before) - len(place)].rstrip(" ,") if place else before
    return Occasion(title, place, bare[date.at : date.to])


def _place_at_end(words: str) -> str:
    """`City`, `City, State` or `City (State)` at the end of the words, if we know it."""
    behind = _BEHIND_CITY.search(words)
    state = (behind["comma"] or behind["bracket"]) if behind else ""
    if behind and load_states().find(state):
        city = _city_at_end(words[: behind.start()])
        return words[behind.start() - len(city) :] if city else ""
    return _city_at_end(words)


def _city_at_end(words: str) -> str:
    pieces = words.split(" ")
    for count in range(_LONGEST_CITY, 0, -1):
        city = " ".join(pieces[-count:])
        if len(pieces) >= count and load_places().find(city):
            return city
    return ""
