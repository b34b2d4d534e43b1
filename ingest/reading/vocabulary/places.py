"""The cities in which meetings take place, under one identity across languages."""

from functools import cache
from importlib.resources import files

import msgspec

from ingest.catalogue.keys import key


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


class Places:
    """All entries: they tell that words name a city, and which one it is in every language."""

    def __init__(self, entries: tuple[PlaceEntry, ...]) -> None:
        self.entries = entries
        self._by_key: dict[str, PlaceEntry] = {}
        for entry in entries:
            for spelling in entry.spellings:
                first = self._by_key.setdefault(key(spelling), entry)
                if first is not entry:
                    raise ValueError(f"{spelling!r} is claimed by {first.id} and by {entry.id}")

    def find(self, words: str) -> PlaceEntry | None:
        """Return the city of which these words are a name."""
        return self._by_key.get(key(words))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    place: tuple[PlaceEntry, ...]


@cache
def load_places() -> Places:
    """Read the places that come with the package, once."""
    toml = files("ingest.reading.vocabulary").joinpath("places.toml").read_bytes()
    return Places(msgspec.toml.decode(toml, type=_File).place)
