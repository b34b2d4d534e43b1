"""A shape of sentences as a pattern that looks only where its words are."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ingest.reading.sentences.signs import SIGNS
from ingest.reading.vocabulary.folding import fold

WORD = re.compile(r"\w+")
Needs = tuple[frozenset[str], ...]
"""Sets of words and signs, of each of which one must stand in a text."""
_TOKEN = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*\]|\{(?P<name>[A-Za-z_]+)\}|\((?:\?(?:P<\w+>|[:=!>]|<[=!]|[ims-]+:))?"
    r"|(?P<optional>(?:[?*]|\{0?,\d*\})[?+]?)|(?:\+|\{\d+,?\d*\})[?+]?|.",
    re.S,
)
_NOT_THERE = ("(?!", "(?<!")
_SIGNS = frozenset(SIGNS.values())


class Shape:
    """A pattern and what a text must have before it is worth the search."""

    def __init__(self, source: str, needs: Needs) -> None:
        self.source = source
        self.needs = needs
        self._pattern = re.compile(source)
        self.match = self._pattern.match
        self.fullmatch = self._pattern.fullmatch
        self.sub = self._pattern.sub

    def search(self, text: str, at: int = 0, to: int | None = None) -> re.Match[str] | None:
        """The first place between two others where the shape stands."""
        if not self._may_stand(text):
            return None
        return self._pattern.search(text, at, len(text) if to is None else to)

    def finditer(self, text: str, at: int = 0, to: int | None = None) -> Iterator[re.Match[str]]:
        """Each place between two others where the shape stands."""
        if not self._may_stand(text):
            return iter(())
        return self._pattern.finditer(text, at, len(text) if to is None else to)

    def _may_stand(self, text: str) -> bool:
        return not self.needs or not any(map(words_of(text).isdisjoint, self.needs))


@lru_cache(maxsize=256)  # many shapes are asked of one text
def words_of(text: str) -> frozenset[str]:
    """The folded words of a text and the signs in it."""
    words = frozenset(WORD.findall(fold(text)))
    return words if text.isascii() else words | _SIGNS.intersection(text)


def needs_of(shape: str, meaning: Callable[[str], Needs]) -> Needs:
    """What each text has in which the shape stands; `meaning` tells it of a `{name}`."""
    return _alternatives(_TOKEN.finditer(shape), meaning)


def _alternatives(tokens: Iterator[re.Match[str]], meaning: Callable[[str], Needs]) -> Needs:
    """The needs up to the end of a group: one of each alternative, whichever is the rarest."""
    branches: list[list[Needs]] = [[]]
    for token in tokens:
        if token[0] == ")":
            break
        if token[0] == "|":
            branches.append([])
        elif token["optional"]:
            branches[-1][-1:] = [()]
        elif token[0].startswith("("):
            inside = _alternatives(tokens, meaning)
            branches[-1].append(() if token[0] in _NOT_THERE else inside)
        else:
            branches[-1].append(meaning(token["name"]) if token["name"] else ())
    return _one_of([tuple(one for needs in branch for one in needs) for branch in branches])


def _one_of(branches: Sequence[Needs]) -> Needs:
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return ()
    return (frozenset[str]().union(*(min(branch, key=len) for branch in branches)),)
