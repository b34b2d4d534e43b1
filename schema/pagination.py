"""A list cut to the page that was asked for, by Relay's rules.

https://relay.dev/graphql/connections.htm
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

import msgspec

from schema.arguments import DEFAULT_PAGE, LARGEST_PAGE
from schema.cursors import Cursor, decode, encode, mark_of, number_of
from schema.errors import bad_input
from snapshots.view import View

T = TypeVar("T")
Places = Sequence[int]
"""Where entries stand in the list as the version has it."""
Arrange = Callable[[Sequence[T], Places], Places]
"""Brings places of a list into another order."""


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

    def cursor(self, place: int) -> str:
        """The cursor of an entry."""
        return encode(Cursor(number_of(self.view), place, self.mark(self.entries[place])))

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
    kept: Places
    """All that the filter kept, in order: what is counted."""
    page: Places
    has_next_page: bool
    has_previous_page: bool

    @property
    def total_count(self) -> int:
        """How many there are on all pages together."""
        return len(self.kept)

    @property
    def everything(self) -> Iterator[T]:
        """The entries of all pages."""
        return map(self.list.entries.__getitem__, self.kept)

    @property
    def edges(self) -> Sequence[EdgeOf[T]]:
        """The entries of the page with their cursors."""
        whole = self.list
        return [EdgeOf(whole.cursor(place), whole.entries[place]) for place in self.page]

    @property
    def nodes(self) -> Sequence[T]:
        """The entries of the page."""
        entries, page = self.list.entries, self.page
        if isinstance(page, range):
            return entries[page.start : page.stop]
        return [entries[place] for place in page]

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
    arrange: Arrange[T] | None = None,
) -> Slice[T]:
    """Filter, order and cut; raises GraphQLError where the window makes no sense."""
    _check(window)
    entries = whole.entries
    kept: Places = range(len(entries))
    if keep is not None:
        kept = [place for place, entry in enumerate(entries) if keep(entry)]
    if arrange is not None:
        kept = arrange(entries, kept)
    start, end = _bounds(whole, kept, window)
    start, end, more_before, more_behind = _cut(start, end, len(kept), window)
    return Slice(
        list=whole,
        kept=kept,
        page=kept[start:end],
        has_next_page=more_behind,
        has_previous_page=more_before,
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


def _bounds(whole: List[T], kept: Places, window: Window) -> tuple[int, int]:
    """Where the cursors leave off."""
    # Some pagers begin with an empty cursor.
    start = 0 if not window.after else _position(whole, kept, window.after) + 1
    end = len(kept) if not window.before else _position(whole, kept, window.before)
    return start, max(start, end)


def _position(whole: List[T], kept: Places, words: str) -> int:
    cursor, version = decode(words), number_of(whole.view)
    if cursor.version != version:
        raise bad_input(
            f"a cursor of version {version} expected, one of version {cursor.version} found",
            "All cursors of one operation must come from one version; start again without.",
            "CURSOR_OF_ANOTHER_VERSION",
        )
    known = cursor.place < len(whole.entries)
    if known and whole.mark(whole.entries[cursor.place]) == cursor.mark:
        with suppress(ValueError):  # the filter does not keep it
            return kept.index(cursor.place)
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
