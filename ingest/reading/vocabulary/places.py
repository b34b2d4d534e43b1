"""The cities in which meetings take place, under one identity across languages."""

from functools import cache

from ingest.reading.vocabulary.tables import NamedEntry, Names, read_entries


class PlaceEntry(NamedEntry, frozen=True, kw_only=True):
    """A city; `also_state` warns that its name is a State's or another host's city, too."""

    state: str
    also_state: bool = False


@cache
def load_places() -> Names[PlaceEntry]:
    """Read the places that come with the package, once."""
    return Names(read_entries("places.toml", PlaceEntry))
