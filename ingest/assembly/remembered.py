"""What an assembly made, for the next one: of the same things it would make the same."""

from collections.abc import Callable
from operator import is_
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Results by name, each given again as long as it is asked for with the very same things.

    What is not asked for in one assembly is forgotten with the next.
    """

    def __init__(self) -> None:
        self._before: dict[str, tuple[tuple[object, ...], T]] = {}
        self._now: dict[str, tuple[tuple[object, ...], T]] = {}

    def begin(self) -> None:
        """Another assembly begins."""
        self._before, self._now = self._now, {}

    def of(self, name: str, given: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made of these things under that name, else what is made now."""
        known = self._before.get(name)
        if known is None or len(known[0]) != len(given) or not all(map(is_, known[0], given)):
            known = given, make()
        self._now[name] = known
        return known[1]
