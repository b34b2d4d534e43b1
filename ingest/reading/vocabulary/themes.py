"""The themes, and which of them a page means by a wording."""

from functools import cache

from ingest.reading.vocabulary.tables import NamedEntry, Names, read_entries


class ThemeEntry(NamedEntry, frozen=True):
    """One concept, with all wordings that mean it and nothing more or less."""

    broader: tuple[str, ...] = ()
    """Ids of what it is a kind or a part of."""


@cache
def load_themes() -> Names[ThemeEntry]:
    """Read the themes that come with the package, once."""
    return Names(read_entries("themes.toml", ThemeEntry))
