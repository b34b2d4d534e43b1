"""The themes, and which of them a page means by a wording."""

from functools import cache
from importlib.resources import files

import msgspec

from ingest.catalogue.keys import key


class ThemeEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One concept, with its name in each language and all wordings of equal meaning."""

    id: str
    name_en: str
    name_fr: str
    name_es: str
    aliases: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that means this theme and nothing more or less."""
        return (self.name_en, self.name_fr, self.name_es, *self.aliases)


class Themes:
    """All entries, found by the whole wording of a page; part of a wording finds nothing."""

    def __init__(self, entries: tuple[ThemeEntry, ...]) -> None:
        self.entries = entries
        self._by_key: dict[str, ThemeEntry] = {}
        for entry in entries:
            for wording in entry.wordings:
                first = self._by_key.setdefault(key(wording), entry)
                if first is not entry:
                    raise ValueError(f"{wording!r} is claimed by {first.id} and by {entry.id}")

    def find(self, words: str) -> ThemeEntry | None:
        """Return the theme that these words mean, whatever their case and punctuation."""
        return self._by_key.get(key(words))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    theme: tuple[ThemeEntry, ...]


@cache
def load_themes() -> Themes:
    """Read the themes that come with the package, once."""
    toml = files("ingest.reading.vocabulary").joinpath("themes.toml").read_bytes()
    return Themes(msgspec.toml.decode(toml, type=_File).theme)
