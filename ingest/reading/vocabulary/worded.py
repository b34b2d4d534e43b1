"""Patterns with the words of all languages in them, made when first asked.

The words are those of `words.toml` and, for documents, of `document_words.toml`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any, cast

from ingest.reading.patterns import LazyPattern
from ingest.reading.vocabulary.tables import read_table

APOSTROPHES = "'’‘`´"
HYPHENS = "-‐‑–"
_CLASS = re.compile(r"\{(?P<behind><!)?(?P<name>[a-z_]+)\}")


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
        return re.compile(_CLASS.sub(_filled, self.pattern), self._flags)


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words as they are written, the longest first."""
    return f"(?:{'|'.join(map(_written, sorted(set(words), key=lambda one: (-len(one), one))))})"


def _filled(found: re.Match[str]) -> str:
    words = _classes()[found["name"]]
    if found["behind"]:
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
    for language in (*read_table("words.toml").values(), *documents["words"].values(), named):
        for name, words in language.items():
            found.setdefault(name, []).extend(words)
    return found


def _closed(types: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (kind for kind in types if not kind.get("open"))
