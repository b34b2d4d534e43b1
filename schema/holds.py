"""For how long what a field gives holds true: said once, where the field is defined."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final

from graphql import GraphQLField, GraphQLInputField, GraphQLInputObjectType, get_named_type

_KEY: Final = "holds"
_STORED: Final = "stored"


class Holds(IntEnum):
    """The greater, the shorter: an answer holds no longer than the shortest of its fields."""

    VERSION = 0
    """For ever: versions do not change."""
    RUNS = 1
    """Until the next run or decision: how fresh pages are, and what runs did."""
    NOW = 2
    """For this very moment, as ages do."""


def marked(holds: Holds, *, stored: bool = False) -> dict[str, Any]:
    """The metadata of a field that holds for so long; `stored` ones ask the store."""
    return {_KEY: holds, _STORED: stored}


def is_stored(definition: GraphQLField) -> bool:
    """Whether the field asks the store, which takes longer than others should wait for."""
    field = definition.extensions.get("strawberry-definition")
    return bool((getattr(field, "metadata", None) or {}).get(_STORED))


def holds_of(definition: GraphQLField | GraphQLInputField) -> Holds:
    """For how long the field holds; one that says nothing holds with its version."""
    field = definition.extensions.get("strawberry-definition")
    metadata: Mapping[str, Holds] = getattr(field, "metadata", None) or {}
    return metadata.get(_KEY, Holds.VERSION)


def momentary(definition: GraphQLField) -> frozenset[str]:
    """The fields in its arguments with which it holds for this very moment: `upcoming`."""
    inputs = (get_named_type(one.type) for one in definition.args.values())
    return frozenset(
        name
        for kind in inputs
        if isinstance(kind, GraphQLInputObjectType)
        for name, one in kind.fields.items()
        if holds_of(one) is Holds.NOW
    )


def asks(given: Any, names: frozenset[str]) -> bool:
    """Whether an argument, or something in it, is given by one of the names."""
    if isinstance(given, Mapping):
        given = {key: value for key, value in given.items() if value is not None}
        return any(key in names or asks(value, names) for key, value in given.items())
    return isinstance(given, list) and any(asks(one, names) for one in given)
