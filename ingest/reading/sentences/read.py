"""Running text → facts: each sentence is asked only what its words may tell."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ingest.reading.found import Fact
from ingest.reading.outline.lines import Line
from ingest.reading.sentences import (
    chairing,
    documents,
    dormancy,
    founding,
    kind,
    membership,
    observing,
    partnering,
    secretariat,
    sites,
    themes,
)
from ingest.reading.sentences.grammar import Grammar
from ingest.reading.sentences.sentence import Page, Said, Sentence, sentences_of
from ingest.reading.sentences.shapes import words_of


class Statement(NamedTuple):
    """What a sentence may say of a process."""

    triggers: tuple[str, ...]
    """Classes of words, one of which stands in every sentence that says it."""
    read: Callable[[Said], Iterator[Fact]]
    besides: tuple[str, ...] = ()
    """Classes of which another word stands there, if there are any."""


STATEMENTS = (
    Statement(kind.TRIGGERS, kind.kinds, ("kind_noun", "named_kind")),
    Statement(dormancy.TRIGGERS, dormancy.dormancy),
    Statement(founding.TRIGGERS, founding.founding),
    Statement(documents.TRIGGERS, documents.titles),
    Statement(chairing.TRIGGERS, chairing.chairs),
    Statement(membership.TRIGGERS, membership.members, membership.BESIDES),
    Statement(observing.TRIGGERS, observing.observers),
    Statement(partnering.TRIGGERS, partnering.partners),
    Statement(themes.TRIGGERS, themes.themes),
    Statement(secretariat.TRIGGERS, secretariat.secretariats),
    Statement(sites.TRIGGERS, sites.sites),
)


def tell(lines: Iterable[Line], page: Page) -> Iterator[Fact]:
    """What the sentences of running text say of the page's process."""
    for sentence in sentences_of(lines):
        yield from told(sentence, page)


def told(sentence: Sentence, page: Page) -> Iterator[Fact]:
    """What one sentence says; where it has no word of any statement, that costs one look-up."""
    yield from documents.by_symbol(sentence)
    words = words_of(sentence.text)
    triggers, besides = _triggers(page.grammar)
    if triggers.keys().isdisjoint(words):
        return
    asked = {statement for word in triggers.keys() & words for statement in triggers[word]}
    read = [one for one in STATEMENTS if one in asked and not besides[one].isdisjoint(words)]
    said = Said(sentence, page) if read else None
    for statement in read:
        if said is not None:
            yield from statement.read(said)


@lru_cache(maxsize=4)
def _triggers(
    grammar: Grammar,
) -> tuple[Mapping[str, frozenset[Statement]], Mapping[Statement, frozenset[str]]]:
    """The statements that each word may belong to, and the words that each needs besides."""
    words: dict[str, set[Statement]] = {}
    for statement in STATEMENTS:
        for word in grammar.triggers(statement.triggers):
            words.setdefault(word, set()).add(statement)
    besides = {one: grammar.triggers(one.besides or one.triggers) for one in STATEMENTS}
    return {word: frozenset(found) for word, found in words.items()}, besides
