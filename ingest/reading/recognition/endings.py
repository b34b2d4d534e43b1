"""Whether a page says that its process is no more, wherever on the page it says so."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.found import Doubt, Quote
from ingest.reading.outline.lines import Outline
from ingest.reading.vocabulary.folding import fold
from ingest.reading.vocabulary.processes import processes_in
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.tables import read_table

_LONGEST = 400
"""Characters of a sentence in which subject and verb are looked for."""
_BARE = 60
"""Characters of a line that is nothing but the word."""


class _Words(msgspec.Struct, frozen=True):
    this: re.Pattern[str]
    ended: re.Pattern[str]
    undone: re.Pattern[str]
    telling: re.Pattern[str]
    """What one of the others needs."""
    bare: re.Pattern[str]


def endings(outline: Outline, url: str) -> Iterator[Doubt]:
    """At most one doubt: the first words that say so of the process of the page."""
    own = load_catalogue().id_of(url)
    for line in outline.lines:  # banners are furniture as well
        telling = _words().telling.search(fold(line.text))  # most lines need not be cut
        for sentence in sentences(line.text) if telling else ():
            if len(sentence) <= _LONGEST and _ends(sentence, own):
                said = Quote(words=sentence, line=line.number, rule="a process that ended")
                message = f"{url} says that the process is no more: {sentence[:200]}"
                yield Doubt(code="discontinued", message=message, field="status", quote=said)
                return


def _ends(sentence: str, own: str | None) -> bool:
    folded, words = fold(sentence), _words()
    if len(folded) <= _BARE and words.bare.fullmatch(folded):
        return True
    if found := words.ended.search(folded):
        named = processes_in(sentence[: found.start()])
        return named == {own} if named else words.this.search(folded, 0, found.start()) is not None
    if found := words.undone.search(folded):
        named = processes_in(sentence[found.end() :])
        return named == {own} if named else words.this.match(folded, found.end()) is not None
    return False


@cache
def _words() -> _Words:
    tables = read_table("endings.toml").values()
    ended = [one for table in tables for one in table["ended"]]
    undone = [table["undone"] for table in tables]
    bare = [one for table in tables for one in table["bare"]]
    return _Words(
        this=re.compile(rf"\b(?:{'|'.join(table['this'] for table in tables)})\b"),
        ended=re.compile(rf"\b(?:{'|'.join(ended)})"),
        undone=re.compile(rf"\b(?:{'|'.join(undone)})"),
        telling=re.compile(rf"\b(?:{'|'.join((*ended, *undone, *bare))})"),
        bare=re.compile(rf"\W*(?:[a-z]+\W+){{0,2}}(?:{'|'.join(bare)})(?:\W+\w+){{0,3}}\W*"),
    )
