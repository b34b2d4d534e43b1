"""Entries of a State list → States; unknown names are kept and doubted, never guessed."""

import re
from collections.abc import Iterator

from ingest.reading.found import Doubt, Fact, Quote
from ingest.reading.outline.marks import without_footnotes
from ingest.reading.patterns import lazy_pattern
from ingest.reading.reading import StateValue
from ingest.reading.vocabulary.states import StateEntry, load_states
from ingest.reading.vocabulary.worded import worded_pattern

_STATUS = worded_pattern(r"\s*[(\[](?:{observer}|{suspended}|{guest})[)\]]\s*", re.I)
_ROLE = worded_pattern(
    r"\s*\(\s*(?:(?P<observer_states>{observer})|(?P<suspended_states>{suspended})|"
    r"(?P<former_states>{former})|(?P<guest_states>{guest}))[^)]{0,30}\)",
    re.I,
)
"""What a bracket behind a name says of its State, and the field of those."""
_LONG_REMARK = lazy_pattern(r"(?P<name>[^(]{2,60}?)\s*\((?=.{30}).*\)\*?")
"""A sentence in brackets behind a name."""
_COMMAS = lazy_pattern(r"\s*[,;]\s*")
_LEADING_AND = worded_pattern(r"^{and}\s")
_AND = worded_pattern(r"\s+(?:{and}|&)\s+")
_SEPARATORS = worded_pattern(r"\s*[/’+]\s*|\s+(?:{and}|&)\s+|\s{2,}")


def states(fact: Fact) -> Iterator[StateValue | Doubt]:
    """One value for each State that an entry names; one doubt where a name is unknown."""
    for words, entry, role in _with_role(without_footnotes(fact.words)):
        yield StateValue(
            field=role or fact.field,
            quote=fact.quote,
            state=entry.alpha3 if entry else None,
            listed_as=words,
        )
        if entry is None:
            yield unknown_state(words, fact.field, fact.quote)


def _with_role(words: str) -> Iterator[tuple[str, StateEntry | None, str]]:
    """Names with their roles: "Algeria (observer), Benin, Libya (suspended) Mali"."""
    at = 0
    for role in _ROLE.finditer(words):
        *before, last = split_states(words[at : role.start()].strip(" ,;"))
        yield from ((name, entry, "") for name, entry in before)
        yield (*last, str(role.lastgroup))
        at = role.end()
    rest = words[at:].strip(" ,;")
    if rest:
        yield from ((name, entry, "") for name, entry in split_states(rest))


def unknown_state(words: str, field: str, quote: Quote) -> Doubt:
    """The doubt that reports a name which no State is known by."""
    return Doubt(
        code="unknown-state",
        message=f"no State is known by the name {words!r}",
        field=field,
        quote=quote,
    )


_FEWEST_LISTED = 3
Names = tuple[tuple[str, StateEntry | None], ...]


def split_states(words: str) -> Names:
    """The names in an entry: one, several run together, or several with separators.

    Tried in the order of certainty: one name, a list with commas, names without separators, two
    names with "and" between them, any other separator. Words that none of these explains come
    back whole, without a State.
    """
    if whole := load_states().find(words):
        return ((words, whole),)
    remark = _LONG_REMARK.fullmatch(words)
    if remark and (named := load_states().find(remark["name"])):
        return ((remark["name"], named),)
    bare = _STATUS.sub(" ", words).strip(" .")
    pieces = [piece for piece in _COMMAS.split(bare) if piece]
    if len(pieces) > 1:
        return tuple(name for piece in pieces for name in split_states(_LEADING_AND.sub("", piece)))
    segments = load_states().segment(bare)
    if all(entry is not None for _, entry in segments):
        return segments
    return _two_halves(bare) or _separated(bare) or ((words, None),)


def _separated(words: str) -> Names:
    """Names with a sign or "and" between them, if any of them is known."""
    pieces = [piece for piece in _SEPARATORS.split(words) if piece]
    if len(pieces) < 2:
        return ()
    split = tuple(found for piece in pieces for found in load_states().segment(piece))
    return split if any(entry is not None for _, entry in split) else ()


def _two_halves(words: str) -> Names:
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


def listed_states(words: str) -> tuple[str, ...]:
    """The State names of a comma list, or nothing if one of them is no State's name."""
    pieces = [piece.strip(" *") for piece in re.split(r"[,;]", words) if piece.strip(" *")]
    made: list[str] = []
    for piece in pieces:
        split = split_states(_LEADING_AND.sub("", piece))
        if any(entry is None for _, entry in split):
            return ()
        made += [name for name, _ in split]
    return tuple(made)


def is_list_of_states(text: str) -> bool:
    """Whether a line is nothing but names of States with commas between them."""
    return "," in text and len(listed_states(text.rstrip(" ."))) >= _FEWEST_LISTED
