"""What work and bytes cost, in values of an answer: one table for all fields."""

from collections.abc import Mapping
from typing import Any, Final

from graphql import GraphQLField

_LOOKS: Final = 5
"""So many comparisons of an entry with something asked for take as long as one value."""
_READY: Final = 8
"""Values that take as long as one input object that is made ready."""
_SIGNS: Final = 20
"""So many characters to look for take as long as one comparison more."""
_BYTES: Final = 150
"""Bytes of a value that are free: its name, and a text of a line or two."""
_MET: Final = ("where", "orderBy", "query")
"""Arguments that every entry of a list is compared with."""
_DATED: Final = ("at", "version")
"""Arguments that name a version, which may have to be taken up first."""
_TAKEN_UP: Final = (2_000, 20_000)
"""What a version that is taken up costs, one for each of its records: at least, at most."""
_PRICED: Final = (*_MET, *_DATED, "by", "ids", "states", "codes")
"""Arguments that may be long, or that take long."""


def is_priced(definition: GraphQLField) -> bool:
    """Whether the field filters, orders or searches, which costs something."""
    return not definition.args.keys().isdisjoint(_PRICED)


def value(key: str, weight: int = 0) -> int:
    """A value under the key; `weight` is what its text takes, in bytes."""
    return 1 + (len(key.encode()) + weight) // _BYTES


def looked_at(arguments: Mapping[str, Any], longest: int) -> int:
    """What arguments cost: all of them are made ready, and some are met by every entry.

    `longest` is how many entries there are, of a version how many records.
    """
    if any(arguments.get(name) is not None for name in _DATED):
        return min(max(_TAKEN_UP[0], longest), _TAKEN_UP[1])
    met = sum(_comparisons(arguments.get(name)) for name in _MET)
    met += len(arguments.get("by") or ())  # the facets that every entry is counted by
    objects, entries = _given(list(arguments.values()))
    return objects * _READY + (met * longest + entries - len(arguments)) // _LOOKS


def _comparisons(asked: Any) -> int:
    """How often an entry is compared with what is asked for; an empty filter is one, too.

    A list of plain values is looked up at once.
    """
    if isinstance(asked, Mapping):
        return 1 + sum(map(_comparisons, asked.values()))
    if isinstance(asked, list):
        nested = [one for one in asked if isinstance(one, Mapping | list)]
        return sum(map(_comparisons, nested)) or 1
    if isinstance(asked, str):
        return 1 + (len(asked) + _SIGNS - 1) // _SIGNS
    return int(asked is not None)


def _given(asked: Any) -> tuple[int, int]:
    """How many input objects, and how many entries of lists, are made ready."""
    objects, entries, waiting = 0, 0, [asked]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            objects += 1
            waiting.extend(one.values())
        elif isinstance(one, list):
            entries += len(one)
            waiting.extend(one)
    return objects, entries
