"""The regions of the world, under one identity across languages."""

from functools import cache

from ingest.reading.vocabulary.tables import NamedEntry, Names, read_entries


class RegionEntry(NamedEntry, frozen=True, kw_only=True):
    """A region; `within` has the regions that it is a part of."""

    within: tuple[str, ...] = ()


@cache
def load_regions() -> Names[RegionEntry]:
    """Read the regions that come with the package, once."""
    return Names(read_entries("regions.toml", RegionEntry))
