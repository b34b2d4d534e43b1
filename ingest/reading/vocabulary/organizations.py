"""The organizations, and which of them a page means by a name or an acronym."""

import re
from functools import cache
from typing import Final, Literal

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.tables import NamedEntry, Names, read_entries

Kind = Literal["un", "intergovernmental", "regional", "ngo", "secretariat", "private", "other"]

_BRACKET_BEHIND: Final = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<bracket>[^()\[\]]+)[)\]]", re.S)

_REMARK_BEHIND: Final = re.compile(r"(?P<name>[^\[\]]*\S)\s*\[\S+\s[^\[\]]+\]", re.S)
"""Of two words at least: a single one may be an acronym."""


class Acronyms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The usual acronym of a body in each language that has one."""

    en: str | None = None
    fr: str | None = None
    es: str | None = None


class OrganizationEntry(NamedEntry, frozen=True, kw_only=True):
    """A body, or a group that lists name as one; its names match in any case and accents."""

    kind: Kind
    acronyms: Acronyms = Acronyms()
    other_acronyms: tuple[str, ...] = ()
    parent: str | None = None
    group: bool = False
    """Whether it is a group without named members: civil society, trade unions."""

    @property
    def all_acronyms(self) -> tuple[str, ...]:
        """The acronyms of all languages, which match only as written."""
        usual = (self.acronyms.en, self.acronyms.fr, self.acronyms.es)
        return (*filter(None, usual), *self.other_acronyms)

    def answers_to(self, words: str) -> bool:
        """Tell whether the words are one of its names or acronyms, in any case."""
        return key(words) in map(key, (*self.spellings, *self.all_acronyms))


class Organizations(Names[OrganizationEntry]):
    """All entries, found by the exact words of a page: an unknown body beats a wrong one."""

    def __init__(self, entries: tuple[OrganizationEntry, ...]) -> None:
        super().__init__(entries)
        self._by_acronym: dict[str, OrganizationEntry] = {}
        for entry in entries:
            for acronym in entry.all_acronyms:
                for first in (self._by_acronym.setdefault(acronym, entry), super().find(acronym)):
                    if first and first is not entry:
                        raise ValueError(f"{acronym!r} is claimed by {first.id} and by {entry.id}")

    def find(self, words: str) -> OrganizationEntry | None:
        """Return the organization of these words, which may end in its acronym in brackets, and in
        a remark in square ones: "[in its capacity of the Secretariat]"."""
        remark = _REMARK_BEHIND.fullmatch(words.strip())
        words = remark["name"] if remark else words
        found = self._named(words)
        behind = _BRACKET_BEHIND.fullmatch(words.strip())
        if found or not behind:
            return found
        found = self._named(behind["name"])
        return found if found and found.answers_to(behind["bracket"]) else None

    def _named(self, words: str) -> OrganizationEntry | None:
        return super().find(words) or self._by_acronym.get(words.strip())


@cache
def load_organizations() -> Organizations:
    """Read the organizations that come with the package, once."""
    return Organizations(read_entries("organizations.toml", OrganizationEntry))
