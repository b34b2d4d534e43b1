"""The organs, types and languages of UN documents, from `document_words.toml`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import either


class Organ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organ or committee; `library` heads the symbols that libraries give its decisions.

    `principal` organs may stand in a head above the body whose document it is.
    """

    name: str
    words: tuple[str, ...]
    library: str = ""
    principal: bool = False


class DocumentType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type of document; `title` tells where its title stands: before, behind, in or beside."""

    name: str
    title: str
    words: tuple[str, ...]
    open: bool = False
    named: bool = False
    """Whether a name may stand in front: "New York Declaration on…"."""
    alone: bool = False
    """Whether a head with neither symbol nor agenda item shows one."""


class DocumentWords(msgspec.Struct, frozen=True):
    """What `document_words.toml` tells besides the classes of words that patterns are made of."""

    languages: Mapping[str, tuple[str, ...]]
    organ: tuple[Organ, ...]
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
    found = [(len(one[0]), organ) for organ in among if (one := _spelled(organ).search(words))]
    return max(found, key=lambda one: one[0])[1] if found else None


@cache
def _spelled(organ: Organ) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(organ.words)}(?!\w)", re.I)


@cache
def load_words() -> DocumentWords:
    """The words that come with the package, read once."""
    return msgspec.convert(read_table("document_words.toml"), DocumentWords)
