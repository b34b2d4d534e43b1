"""Orders by several keys; what has no value comes last, whichever way."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

import strawberry

from schema.context import text_in
from schema.pagination import Arrange, Places
from snapshots.folding import folded
from snapshots.model import Language
from snapshots.view import View

T = TypeVar("T")
Key = Callable[[View, Language, Any], Any]
"""What is compared, given the view, the asker's language and a record; None where it has none."""


@strawberry.enum(description="Which way to order.")
class OrderDirection(Enum):
    """Ascending or descending."""

    ASC = strawberry.enum_value("asc", description="From the least to the greatest.")
    DESC = strawberry.enum_value("desc", description="From the greatest to the least.")


def value(attribute: str) -> Key:
    """A value of a record."""
    read = attrgetter(attribute)
    return lambda _, __, entry: read(entry)


def alphabetical(attribute: str, otherwise: str | None = None) -> Key:
    """Words in the asker's language, or in one that there are words in; else another value."""
    texts, other = attrgetter(attribute), attrgetter(otherwise) if otherwise else lambda _: None

    def words(_: View, language: Language, entry: Any) -> str | None:
        return folded(text_in(texts(entry), language) or "") or other(entry)

    return words


def arranged(
    view: View, language: Language, keys: Mapping[str, Key], orders: Sequence[Any] | None
) -> Arrange[T] | None:
    """What brings a list into the order; None where none is asked for.

    What is equal by all keys stays in the order of the version.
    """
    if not orders:
        return None
    # What is equal by a key is equal by it a second time.
    firsts: dict[Any, Any] = {}
    for one in orders:
        firsts.setdefault(one.field, one)

    def arrange(entries: Sequence[T], places: Places) -> Places:
        for order in reversed(firsts.values()):
            key = partial(keys[order.field.value], view, language)
            places = _by(entries, places, key, order)
        return places

    return arrange


def _by(entries: Sequence[T], places: Places, key: Callable[[T], Any], order: Any) -> list[int]:
    valued = [(key(entries[place]), place) for place in places]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.direction is OrderDirection.DESC)
    return [place for _, place in known] + [place for value, place in valued if value is None]
