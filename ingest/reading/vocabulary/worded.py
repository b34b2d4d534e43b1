"""Patterns with the words of all languages in them, made when first asked.

The words are those of `words.toml`, for event pages of `event_words.toml` and for documents of
`document_words.toml`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import Any, cast

from ingest.reading.patterns import LazyPattern
from ingest.reading.vocabulary.tables import read_table

APOSTROPHES = "'’‘`´"
HYPHENS = "-‐‑–"
_CLASS = re.compile(r"\{(?P<name>(?:<!)?[A-Za-z_]+)\}")
NOT_BEHIND = "<!"


def worded_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which `{and}` stands for any word of that class.

    `{<!and}` stands for no letters, where none of the words stands before. A class that no
    language has raises KeyError when the pattern is first asked (in the tests, for all).
    """
    return cast(re.Pattern[str], _WordedPattern(source, flags))


class _WordedPattern(LazyPattern):
    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern with its words; raises re.error where the source is none."""
        return re.compile(filled(self.pattern, _meaning), self._flags)


def filled(source: str, meaning: Callable[[str], str]) -> str:
    """The source of a pattern, with the pattern that each `{name}` in it means."""
    return _CLASS.sub(lambda found: meaning(found["name"]), source)


def either(words: Iterable[str], spelled: Callable[[str], str] | None = None) -> str:
    """A pattern of any of the words, the longest first: as they are written, or as told."""
    longest_first = sorted(set(words), key=lambda one: (-len(one), one))
    return f"(?:{'|'.join(map(spelled or _written, longest_first))})"


def _meaning(name: str) -> str:
    words = _classes()[name.removeprefix(NOT_BEHIND)]
    if name.startswith(NOT_BEHIND):
        return "".join(rf"(?<!\b{re.escape(word)})" for word in words)
    return either(words)


def _written(word: str) -> str:
    stem = word.removesuffix("*")
    bare = re.escape(stem).replace(r"\ ", r"\s").replace("'", rf"\s?[{APOSTROPHES}]\s?")
    bare = bare.replace(r"\-", rf"[{HYPHENS}\s]")
    return bare if stem == word else rf"{bare}\w*"


@cache
def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    documents = read_table("document_words.toml")
    named = {
        "organ": [word for organ in documents["organ"] for word in organ["words"]],
        "closed_type": [one for kind in _closed(documents["type"]) for one in kind["words"]],
        "language_name": [name for names in documents["languages"].values() for name in names],
    }
    tables = (*read_table("words.toml").values(), *read_table("event_words.toml").values())
    for language in (*tables, *documents["words"].values(), named):
        for name, words in language.items():
            found.setdefault(name, []).extend(words)
    return found


def _closed(types: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (kind for kind in types if not kind.get("open"))
