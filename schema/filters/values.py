"""What records have to compare, read by the names of their attributes."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from snapshots.model import State, Texts, UnStatus
from snapshots.view import View

Values = Callable[[View, Any], Iterable[Any]]
"""What an entry has to compare; None in it is like nothing."""


def has(*attributes: str) -> Values:
    """The values of attributes of a record, each of which is one value."""
    read = attrgetter(*attributes)
    if len(attributes) > 1:
        return lambda _, entry: read(entry)
    return lambda _, entry: (read(entry),)


def lists(attribute: str) -> Values:
    """The values of an attribute that is a list."""
    read = attrgetter(attribute)
    return lambda _, entry: read(entry)


def each(attribute: str) -> Values:
    """The values of an attribute of several records."""
    read = attrgetter(attribute)
    return lambda _, entries: map(read, entries)


def each_of(records: str, attribute: str) -> Values:
    """The values of an attribute of the records in a record."""
    read, inner = attrgetter(attribute), attrgetter(records)
    return lambda _, entry: map(read, inner(entry))


def all_words(*texts: Texts) -> tuple[str, ...]:
    """The words of all languages."""
    return tuple(words for one in texts for words in one.values())


def names_of(_: View, state: State) -> tuple[str, ...]:
    """All that a State is or was called."""
    return (*all_words(state.names, state.formal_names), *state.other_names)


def all_regions_of(view: View, code: str | None) -> frozenset[str]:
    """The codes of all regions that a State lies in; none where there is no State."""
    return view.regions_of_state[code] if code else frozenset()


def regions_of(view: View, code: str | None) -> tuple[str | None, ...]:
    """The M49 codes of region and subregion of a State; none where there is no State."""
    if code is None:
        return ()
    state = view.states[code]
    return state.region, state.subregion


def un_status_of(view: View, code: str | None) -> tuple[UnStatus, ...]:
    """The standing of a State in the United Nations; none where there is no State."""
    return (view.states[code].un_status,) if code else ()
