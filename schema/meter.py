"""How much an answer may still cost, counted while it is made."""

from collections.abc import Sized
from typing import TypeVar

S = TypeVar("S", bound=Sized)


class Costly(Exception):
    """The answer has more values than it may have."""


class Meter:
    """Counts the values of one answer. A list is counted when it is met, before it is shown."""

    __slots__ = ("left",)

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, values: int) -> None:
        """Raises Costly where there are not so many left."""
        self.left -= values
        if self.left < 0:
            raise Costly

    def listed(self, entries: S, width: int) -> S:
        """The list, counted: so many values an entry. Raises Costly."""
        self.left -= len(entries) * width
        if self.left < 0:
            raise Costly
        return entries
