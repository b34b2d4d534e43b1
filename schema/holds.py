"""For how long what a field gives holds true: said once, where the field is defined."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from graphql import GraphQLField

_KEY: Final = "holds"


class Holds(IntEnum):
    """The greater, the shorter: an answer holds no longer than the shortest of its fields."""

    VERSION = 0
    """For ever: versions do not change."""
    RUNS = 1
    """Until the next run or decision: how fresh pages are, and what runs did."""
    NOW = 2
    """For this very moment, as ages do."""


def marked(holds: Holds) -> dict[str, Holds]:
    """The metadata of a field that holds for so long."""
    return {_KEY: holds}


def holds_of(definition: GraphQLField) -> Holds:
    """For how long the field holds; one that says nothing holds with its version."""
    field = definition.extensions.get("strawberry-definition")
    metadata: Mapping[str, Holds] = getattr(field, "metadata", None) or {}
    return metadata.get(_KEY, Holds.VERSION)
