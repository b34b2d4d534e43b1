"""A sentence of running text, with the way back to its line, and the fact that it tells."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.outline.passages import Passage, joined, passages
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.loosely import any_of
from ingest.reading.vocabulary.sentence_ends import sentences

_LONGEST = 2_000
"""Characters of a passage that may introduce a list."""
NAMED = "§"
"""Stands for each letter of a masked name."""
_SHORTEST = 2
"""A name has more letters; shorter ones are found everywhere."""

COMPLEMENT = lazy_pattern(
    r"(?:(?:^|\s)(?:of|for|by|to|in|within|under|"
    r"du|des|de|d['’]|del|por|par|pour|para|dans|sous|en)\s?"
    r"(?:the\s|l[ae]s?\s|el\s|los\s|l['’]\s?)?|['’]s?\s)[“«\"'’]{0,2}\s?$",
    re.I,
)
"""The end of a text behind which a name belongs to the noun before it: "secretariat of the"."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence and the passage that it is a part of."""

    text: str
    passage: Passage
    at: int
    """Where it begins in the passage."""

    @property
    def before(self) -> str:
        """The sentence before it in the passage, or nothing."""
        earlier = tuple(sentences(self.passage.text[: self.at].strip()))
        return earlier[-1] if earlier else ""

    def line_of(self, words: str) -> Line:
        """The sentence as one line, under the number of the line on which the words begin."""
        line = self.passage.line_at(self.at + max(0, self.text.find(words)))
        return msgspec.structs.replace(line, text=self.text)

    def fact(self, field: str, words: str, offset: int, rule: str, kind: str = "") -> Fact:
        """A fact of words that begin at an offset of the sentence, cited by the sentence."""
        first = self.passage.line_at(self.at + offset).number
        last = self.passage.line_at(self.at + offset + max(0, len(words) - 1)).number
        said = Quote(words=self.text, line=first, last=last if last > first else 0, rule=rule)
        return Fact(field=field, words=words, quote=said, kind=kind)


def names_one(text: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands in the text, as `names_in` finds it."""
    return bool(names_in(text, names))


@lru_cache(maxsize=64)
def names_in(text: str, names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where the names stand in the text, as words of their own.

    Case, accents and apostrophes of a name are forgiven; an acronym matches as written.
    """
    known = tuple(name for name in names if len(name) > _SHORTEST)
    return tuple(found.span() for found in _pattern(known).finditer(text)) if known else ()


@lru_cache(maxsize=64)  # several readers ask for one sentence
def masked(text: str, names: tuple[str, ...]) -> str:
    """The text, as long as before, with a sign in place of each letter of a name."""
    for at, to in names_in(text, names):
        text = text[:at] + NAMED * (to - at) + text[to:]
    return text


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    acronyms = [re.escape(name) for name in names if _is_acronym(name)]
    words = [name for name in names if not _is_acronym(name)]
    marks = [f"(?-i:{'|'.join(sorted(acronyms, key=len, reverse=True))})"] if acronyms else []
    spelled = [any_of(words)] if words else []
    return re.compile(rf"(?<!\w)(?:{'|'.join([*spelled, *marks])})(?!\w)", re.I)


def _is_acronym(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > 1


def sentences_of(lines: Iterable[Line]) -> Iterator[Sentence]:
    """The sentences of running text; they may go over several lines, and over a colon."""
    for passage in _over_colons(passages(lines)):
        at = 0
        for text in sentences(passage.text):
            at = passage.text.find(text, at)
            if at < 0:
                return
            yield Sentence(text, passage, at)
            at += len(text)


def _over_colons(found: Iterable[Passage]) -> Iterator[Passage]:
    """A passage that ends in a colon goes on in the next one, unless that is a list of items."""
    waiting: Passage | None = None
    for passage in found:
        whole = passage
        if waiting is not None:
            if passage.lines[0].item:
                yield waiting
            else:
                whole = joined((*waiting.lines, *passage.lines))
        waiting = whole if whole.text.endswith(":") and len(whole.text) < _LONGEST else None
        if waiting is None:
            yield whole
    if waiting is not None:
        yield waiting
