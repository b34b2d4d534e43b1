"""The files of the vocabulary, and entries that are found by any of their names."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Generic, TypeVar

import msgspec

from ingest.catalogue.keys import key


class NamedEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is called by several names: one in each language, and all others of equal meaning."""

    id: str
    name_en: str
    name_fr: str
    name_es: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Its name by language."""
        return {"en": self.name_en, "fr": self.name_fr, "es": self.name_es}

    @property
    def spellings(self) -> tuple[str, ...]:
        """All its names, in any language."""
        return (self.name_en, self.name_fr, self.name_es, *self.aliases)


EntryType = TypeVar("EntryType", bound=NamedEntry)
Kind = TypeVar("Kind")


def read_table(name: str) -> dict[str, Any]:
    """The contents of a file of the vocabulary."""
    source = files("ingest.reading.vocabulary").joinpath(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def read_entries(name: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """The entries of a file that is one list of tables; raises msgspec.ValidationError."""
    (entries,) = read_table(name).values()
    return tuple(msgspec.convert(entry, kind) for entry in entries)


def by_key(named: Iterable[tuple[str, str, Kind]]) -> dict[str, Kind]:
    """Values by the keys of their names, given with who claims each.

    Raises ValueError where two claim one name.
    """
    found: dict[str, Kind] = {}
    claims: dict[str, str] = {}
    for name, claimant, value in named:
        first = claims.setdefault(key(name), claimant)
        if first != claimant:
            raise ValueError(f"{name!r} is claimed by {first} and by {claimant}")
        found[key(name)] = value
    return found


class Names(Generic[EntryType]):
    """All entries, found by a whole name in any language; part of a name finds nothing."""

    def __init__(self, entries: tuple[EntryType, ...]) -> None:
        self.entries = entries
        self._by_key = by_key((name, one.id, one) for one in entries for name in one.spellings)

    def find(self, words: str) -> EntryType | None:
        """The entry of this name, whatever its case, accents and punctuation."""
        return self._by_key.get(key(words))
