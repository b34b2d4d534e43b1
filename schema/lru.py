"""What was used last is kept, so many and so much of it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lru(Generic[Key, Value]):
    """Values by keys, of which those go first that were not asked for the longest time.

    At most `number` values that weigh at most `weight` together. Threads may share it.
    """

    def __init__(self, *, number: int, weight: int) -> None:
        self._number = number
        self._weight = weight
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._weighs = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """How many values there are."""
        return len(self._values)

    @property
    def weighs(self) -> int:
        """What they weigh together."""
        return self._weighs

    def get(self, key: Key) -> Value | None:
        """The value, if it is still kept; it counts as used."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Key, value: Value, weight: int) -> None:
        """Keep it, unless it alone weighs more than all may."""
        if weight > self._weight:
            return
        with self._lock:
            _, before = self._values.pop(key, (None, 0))
            self._values[key] = (value, weight)
            self._weighs += weight - before
            while len(self._values) > self._number or self._weighs > self._weight:
                _, (_, gone) = self._values.popitem(last=False)
                self._weighs -= gone

    def newest(self, number: int) -> list[Value]:
        """The values that were used last, so many at most, the last one first."""
        with self._lock:
            return [value for value, _ in islice(reversed(self._values.values()), number)]

    def keep(self, wanted: Callable[[Value], bool]) -> None:
        """Drop the others."""
        with self._lock:
            self._values = OrderedDict(
                (key, pair) for key, pair in self._values.items() if wanted(pair[0])
            )
            self._weighs = sum(weight for _, weight in self._values.values())
