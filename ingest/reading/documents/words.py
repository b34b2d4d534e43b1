"""The vocabulary of UN documents, read from `document_words.toml` and made into patterns."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from ingest.catalogue.keys import key


class Organ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organ or committee; `library` heads the symbols that libraries give its decisions.

    `principal` organs may stand in a head above the body whose document it is.
    """

    name: str
    words: tuple[str, ...]
    library: str = ""
    principal: bool = False


class DocumentType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type of document; `title` tells where its title stands: before, behind or in the line."""

    name: str
    title: str
    words: tuple[str, ...]
    open: bool = False


class _Words(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class _Agenda(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    item: tuple[str, ...]
    of: tuple[str, ...]
    provisional: tuple[str, ...]


class _Adoption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrase: tuple[str, ...]
    meeting: tuple[str, ...]
    on: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    date: tuple[str, ...]
    plenary: tuple[str, ...]
    report: tuple[str, ...]
    agenda_item: tuple[str, ...]


class DocumentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `document_words.toml`."""

    united_nations: tuple[str, ...]
    distribution: tuple[str, ...]
    original: tuple[str, ...]
    session: tuple[str, ...]
    resolution: tuple[str, ...]
    decision: tuple[str, ...]
    official_records: tuple[str, ...]
    plenary: tuple[str, ...]
    body: tuple[str, ...]
    press: tuple[str, ...]
    entitled: tuple[str, ...]
    agenda: _Agenda
    adoption: _Adoption
    table: _Table
    languages: Mapping[str, tuple[str, ...]]
    organ: tuple[Organ, ...]
    bodies: _Words
    committee: tuple[Organ, ...]
    type: tuple[DocumentType, ...]

    def language(self, words: str) -> str | None:
        """The code of a language by its name in any of the three languages."""
        name = key(words)
        return next(
            (code for code, names in self.languages.items() if name in map(key, names)), None
        )


def named(among: Iterable[Organ], words: str) -> Organ | None:
    """The organ or committee that the words name somewhere; the longest name wins."""
    found = [
        (len(spelling), organ)
        for organ in among
        for spelling in organ.words
        if re.search(rf"(?<!\w){one_of((spelling,))}(?!\w)", words, re.I)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def one_of(spellings: Iterable[str]) -> str:
    """A pattern of the spellings, the longest first; blanks, hyphens and apostrophes may differ."""
    ordered = sorted(spellings, key=len, reverse=True)
    return "(?:" + "|".join(map(_loose, ordered)) + ")"


def _loose(words: str) -> str:
    escaped = re.escape(words).replace(r"\ ", r"\s{1,2}").replace("'", "['’`]\\s?")
    return escaped.replace(r"\-", r"\s?[-‐‑–\s]\s?")


@cache
def load_words() -> DocumentWords:
    """The words that come with the package, read once."""
    toml = files("ingest.reading.vocabulary").joinpath("document_words.toml").read_bytes()
    return msgspec.toml.decode(toml, type=DocumentWords)
