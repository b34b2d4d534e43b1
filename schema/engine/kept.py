"""Bytes of subtrees: what is asked of a record without variables is the same in every answer."""

from collections.abc import Callable
from typing import Any, Final
from weakref import WeakKeyDictionary

import msgspec

from schema.meter import Meter
from snapshots.model import Language
from snapshots.view import View

ROOM: Final = 64 * 1024 * 1024
"""Bytes of all subtrees together; when they are full, all of them go."""
_BESIDE: Final = 300
"""Bytes that one takes besides its own."""


class Shelf:
    """The subtrees of one operation in one language."""

    __slots__ = ("_known", "_shelves")

    def __init__(self, shelves: "Shelves") -> None:
        # The record is kept with its bytes, so that no other takes its place in memory.
        self._known: dict[tuple[str, int], tuple[Any, msgspec.Raw, int]] = {}
        self._shelves = shelves

    def bytes_of(
        self, part: str, record: Any, make: Callable[[Any], Any], meter: Meter
    ) -> msgspec.Raw:
        """What a part of the plan makes of a record. Raises what `make` raises, and Costly."""
        found = self._known.get((part, id(record)))
        if found is not None:
            meter.spend(found[2])
            return found[1]
        before = meter.left
        made = msgspec.Raw(msgspec.json.encode(make(record)))
        if self._shelves.take(len(memoryview(made)) + _BESIDE):
            self._known[part, id(record)] = (record, made, before - meter.left)
        return made


class Shelves:
    """All subtrees; they go with their version or operation, or when there is no room."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._clear()

    def _clear(self) -> None:
        self._left = self._room
        self._shelves: WeakKeyDictionary[View, WeakKeyDictionary[Any, dict[Language, Shelf]]]
        self._shelves = WeakKeyDictionary()

    def shelf(self, view: View, operation: Any, language: Language) -> Shelf:
        """The shelf of an operation in a language; it goes with the operation."""
        if self._left <= 0:
            self._clear()
        of_view = self._shelves.setdefault(view, WeakKeyDictionary())
        return of_view.setdefault(operation, {}).setdefault(language, Shelf(self))

    def take(self, size: int) -> bool:
        """Whether there is room for so many bytes more, which are then taken."""
        self._left -= size
        return self._left > 0
