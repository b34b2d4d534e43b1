"""What was used last is kept, so many and so much of it."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by name, of which those go first that were not asked for the longest time.

    At most `number` values that weigh at most `weight` together. Threads may share it.
    """

    def __init__(self, *, number: int, weight: int) -> None:
        self._number = number
        self._weight = weight
        self._values: OrderedDict[str, tuple[Value, int]] = OrderedDict()
        self._weighs = 0
        self._lock = Lock()

    def get(self, name: str) -> Value | None:
        """The value, if it is still kept; it counts as used."""
        with self._lock:
            found = self._values.get(name)
            if found is None:
                return None
            self._values.move_to_end(name)
            return found[0]

    def put(self, name: str, value: Value, weight: int) -> None:
        """Keep it, unless it alone weighs more than all may."""
        if weight > self._weight:
            return
        with self._lock:
            _, before = self._values.pop(name, (None, 0))
            self._values[name] = (value, weight)
            self._weighs += weight - before
            while len(self._values) > self._number or self._weighs > self._weight:
                _, (_, gone) = self._values.popitem(last=False)
                self._weighs -= gone
