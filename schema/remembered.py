"""What is worked out once for a version, however often it is asked."""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from snapshots.view import View

T = TypeVar("T")


def once_a_view(build: Callable[[View], T]) -> Callable[[View], T]:
    """Keep what is built of a view for as long as the view is in use.

    What is built must not hold the view, else both stay for ever.
    """
    known: WeakKeyDictionary[View, T] = WeakKeyDictionary()

    def remembered(view: View) -> T:
        found = known.get(view)
        if found is None:
            found = known[view] = build(view)
        return found

    return remembered
