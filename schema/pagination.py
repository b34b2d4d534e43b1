"""A list cut to the page that was asked for, by Relay's rules.

https://relay.dev/graphql/connections.htm
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from schema.arguments import DEFAULT_PAGE, LARGEST_PAGE
from schema.cursors import Cursor, decode, encode, mark_of, number_of
from schema.errors import bad_input
from snapshots.view import View

T = TypeVar("T")
Placed = tuple[int, T]
"""An entry with its place in the list as the version has it."""


class Window(msgspec.Struct, frozen=True):
    """The page that is asked for."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


class List(msgspec.Struct, Generic[T], frozen=True):
    """A list as the version has it."""

    view: View
    entries: Sequence[T]
    field: str
    """The field that gives it, `Query.states`: part of the marks of its cursors."""
    name: Callable[[T], str] = lambda entry: entry.id  # type: ignore[attr-defined] # of records
    """What tells an entry from others."""

    def cursor(self, placed: Placed[T]) -> str:
        """The cursor of an entry."""
        place, entry = placed
        return encode(Cursor(number_of(self.view), place, self.mark(entry)))

    def mark(self, entry: T) -> str:
        """The mark of an entry's cursor."""
        return mark_of(f"{self.field}/{self.name(entry)}")


class EdgeOf(msgspec.Struct, Generic[T], frozen=True):
    """An entry and its cursor."""

    cursor: str
    node: T


class Slice(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list; cursors are made where they are asked for."""

    list: List[T]
    page: Sequence[Placed[T]]
    has_next_page: bool
    has_previous_page: bool
    everything: Sequence[Placed[T]]
    """All that the filter kept, in order: what is counted."""

    @property
    def total_count(self) -> int:
        """How many there are on all pages together."""
        return len(self.everything)

    @property
    def edges(self) -> Sequence[EdgeOf[T]]:
        """The entries of the page with their cursors."""
        return [EdgeOf(self.list.cursor(placed), placed[1]) for placed in self.page]

    @property
    def nodes(self) -> Sequence[T]:
        """The entries of the page."""
        return [entry for _, entry in self.page]

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first entry; None on an empty page."""
        return self.list.cursor(self.page[0]) if self.page else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last entry; None on an empty page."""
        return self.list.cursor(self.page[-1]) if self.page else None


def sliced(
    whole: List[T],
    window: Window,
    *,
    keep: Callable[[T], bool] | None = None,
    arrange: Callable[[Sequence[Placed[T]]], Sequence[Placed[T]]] | None = None,
) -> Slice[T]:
    """Filter, order and cut; raises GraphQLError where the window makes no sense."""
    _check(window)
    placed: Sequence[Placed[T]] = [
        pair for pair in enumerate(whole.entries) if keep is None or keep(pair[1])
    ]
    if arrange is not None:
        placed = arrange(placed)
    start, end = _bounds(whole, placed, window)
    start, end, more_before, more_behind = _cut(start, end, len(placed), window)
    return Slice(
        list=whole,
        page=placed[start:end],
        has_next_page=more_behind,
        has_previous_page=more_before,
        everything=placed,
    )


def _check(window: Window) -> None:
    for name, size in (("first", window.first), ("last", window.last)):
        if size is not None and not 0 <= size <= LARGEST_PAGE:
            raise bad_input(
                f"`{name}` from 0 to {LARGEST_PAGE:,} expected, {size} found",
                "Ask for a smaller page and go on with `after: endCursor`.",
                "PAGE_TOO_LARGE" if size > LARGEST_PAGE else "BAD_USER_INPUT",
            )
    if window.first is not None and window.last is not None:
        raise bad_input(
            "`first` or `last` expected, both found",
            "Page forward with `first` and `after`, backward with `last` and `before`.",
        )


def _bounds(whole: List[T], placed: Sequence[Placed[T]], window: Window) -> tuple[int, int]:
    """Where the cursors leave off."""
    # Some pagers begin with an empty cursor.
    start = 0 if not window.after else _position(whole, placed, window.after) + 1
    end = len(placed) if not window.before else _position(whole, placed, window.before)
    return start, max(start, end)


def _position(whole: List[T], placed: Sequence[Placed[T]], words: str) -> int:
    cursor, version = decode(words), number_of(whole.view)
    if cursor.version != version:
        raise bad_input(
            f"a cursor of version {version} expected, one of version {cursor.version} found",
            "All cursors of one operation must come from one version; start again without.",
            "CURSOR_OF_ANOTHER_VERSION",
        )
    for position, (place, entry) in enumerate(placed):
        if place == cursor.place and whole.mark(entry) == cursor.mark:
            return position
    raise bad_input(
        "the cursor does not belong to this list",
        "Keep filter and order while you page on, or start again without a cursor.",
        "BAD_CURSOR",
    )


def _cut(start: int, end: int, size: int, window: Window) -> tuple[int, int, bool, bool]:
    """The page within the bounds, and whether there is more before and behind it."""
    first = DEFAULT_PAGE if window.first is None and window.last is None else window.first
    cut_end = end if first is None else min(end, start + first)
    cut_start = start if window.last is None else max(start, cut_end - window.last)
    return cut_start, cut_end, cut_start > 0, cut_end < size
