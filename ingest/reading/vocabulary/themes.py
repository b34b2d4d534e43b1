"""The themes, and which of them a page means by a wording."""

from functools import cache

import msgspec

from ingest.reading.vocabulary.tables import Names, read_entries


class ThemeEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One concept, with its name in each language and all wordings of equal meaning."""

    id: str
    name_en: str
    name_fr: str
    name_es: str
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that means this theme and nothing more or less."""
        return (self.name_en, self.name_fr, self.name_es, *self.aliases)


class Themes(Names[ThemeEntry]):
    """All entries, found by the whole wording of a page."""


@cache
def load_themes() -> Themes:
    """Read the themes that come with the package, once."""
    return Themes(read_entries("themes.toml", ThemeEntry))
