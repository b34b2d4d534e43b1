"""A sentence of running text, with the way back to its line, and the fact that it tells."""

from collections.abc import Iterable, Iterator

import msgspec

from ingest.documents.passages import Passage, joined, passages
from ingest.events.sentences import sentences
from ingest.found import Fact, Quote
from ingest.outline.lines import Line
from ingest.vocabulary.keys import key

_LONGEST = 2_000
"""Characters of a passage that may introduce a list."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence and the passage that it is a part of."""

    text: str
    passage: Passage
    at: int
    """Where it begins in the passage."""

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
    """Whether one of the names stands in the text, whatever case, accents and apostrophes."""
    folded = key(text)
    return any(key(name) in folded for name in names if len(name) > 2)


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
