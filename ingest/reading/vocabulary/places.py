"""The cities in which meetings take place, under one identity across languages."""

from functools import cache

import msgspec

from ingest.reading.vocabulary.tables import Names, read_entries


class PlaceEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A city; `also_state` warns that its name is a State's or another host's city, too."""

    id: str
    state: str
    name_en: str
    name_fr: str
    name_es: str
    also_state: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name of the city in any of the languages."""
        return (self.name_en, self.name_fr, self.name_es, *self.aliases)


class Places(Names[PlaceEntry]):
    """All entries: they tell that words name a city, and which one it is in every language."""


@cache
def load_places() -> Places:
    """Read the places that come with the package, once."""
    return Places(read_entries("places.toml", PlaceEntry))
