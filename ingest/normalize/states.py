"""Entries of a State list → States; unknown names are kept and doubted, never guessed."""

import re
from collections.abc import Iterator

from ingest.found import Doubt, Fact, Quote
from ingest.reading import StateValue
from ingest.vocabulary.states import StateEntry, load_states

_STATUS = re.compile(r"\s*[(\[](?:observ\w+|suspend\w+|guest|\*)[)\]]\s*|\s*\*+$", re.I)
_OBSERVER = re.compile(r"\s*\(\s*observ[^)]{0,20}\)", re.I)
_AND = re.compile(r"\s+(?:and|et|y|&)\s+")
_SEPARATORS = re.compile(r"\s*[,;/’]\s*|\s+(?:and|et|y|&)\s+|\s{2,}")
_BRACKETED_YEARS = re.compile(r"\s*\([^)]*\d{4}[^)]*\)")


def states(fact: Fact) -> Iterator[StateValue | Doubt]:
    """One value for each State that an entry names; one doubt where a name is unknown."""
    for words, entry, observes in _with_status(fact.words):
        yield StateValue(
            field="observer_states" if observes else fact.field,
            quote=fact.quote,
            state=entry.alpha3 if entry else None,
            listed_as=words,
        )
        if entry is None:
            yield unknown_state(words, fact.field, fact.quote)


def _with_status(words: str) -> Iterator[tuple[str, StateEntry | None, bool]]:
    """Names with their status: "Algeria (observer), Benin, Libya (observer) Mali"."""
    at = 0
    for status in _OBSERVER.finditer(words):
        *before, last = split_states(words[at : status.start()].strip(" ,;"))
        yield from ((name, entry, False) for name, entry in before)
        yield (*last, True)
        at = status.end()
    rest = words[at:].strip(" ,;")
    if rest:
        yield from ((name, entry, False) for name, entry in split_states(rest))


def unknown_state(words: str, field: str, quote: Quote) -> Doubt:
    """The doubt that reports a name which no State is known by."""
    return Doubt(
        code="unknown-state",
        message=f"no State is known by the name {words!r}",
        field=field,
        quote=quote,
    )


def split_states(words: str) -> tuple[tuple[str, StateEntry | None], ...]:
    """The names in an entry: one, several run together, or several with separators."""
    states = load_states()
    if whole := states.find(words):
        return ((words, whole),)
    bare = _STATUS.sub(" ", words).strip()
    segments = states.segment(bare)
    if all(entry is not None for _, entry in segments):
        return segments
    if halves := _two_halves(bare):
        return halves
    pieces = [piece for piece in _SEPARATORS.split(bare) if piece]
    if len(pieces) > 1:
        split = [found for piece in pieces for found in states.segment(piece)]
        if any(entry is not None for _, entry in split):
            return tuple(split)
    return ((words, None),)


def _two_halves(words: str) -> tuple[tuple[str, StateEntry | None], ...]:
    """Two names with "and" between them, of which each may hold an "and" of its own."""
    states = load_states()
    for found in _AND.finditer(words):
        left, right = words[: found.start()], words[found.end() :]
        first, second = states.find(left), states.find(right)
        if first and second:
            return (left, first), (right, second)
    return ()


def find_state(words: str) -> StateEntry | None:
    """The one State that the words name, or None."""
    return load_states().find(words)
