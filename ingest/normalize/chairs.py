"""Entries about the chair → States with their years."""

import re
from collections.abc import Iterator

from ingest.dates import DateSpan, read_date
from ingest.found import Doubt, Fact
from ingest.normalize.states import split_states, unknown_state
from ingest.reading import ChairValue, NoChairValue
from ingest.vocabulary.adjectives import find_adjective
from ingest.vocabulary.organizations import load_organizations

_ITEM = re.compile(r"(?P<name>[^(),;]+?)\s*(?:\((?P<years>[^)]*)\))?\s*(?:[,;’]|$|(?<=\)))")


def chairs(fact: Fact) -> Iterator[ChairValue | NoChairValue | Doubt]:
    """One value for each State; an organization in the chair means that no State is."""
    if fact.kind == "none" or load_organizations().find(fact.words.strip(" .")):
        yield NoChairValue(field="chairs", quote=fact.quote)
        return
    for found in _ITEM.finditer(fact.words.rstrip(" .")):
        span = read_date(found["years"] or fact.parts.get("year", ""))
        yield from _chairs(fact, found["name"].strip(" .’"), span)


def _chairs(fact: Fact, words: str, span: DateSpan | None) -> Iterator[ChairValue | Doubt]:
    if not words:
        return
    for name, entry in split_states(words):
        state = entry.alpha3 if entry else find_adjective(name)
        yield ChairValue(
            field="chairs",
            quote=fact.quote,
            state=state,
            listed_as=name,
            current=fact.kind == "current",
            start=span.start if span else None,
            end=span.end if span else None,
        )
        if state is None:
            yield unknown_state(name, "chairs", fact.quote)
