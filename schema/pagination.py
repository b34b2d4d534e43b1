"""A list cut to the page that was asked for, by Relay's rules.

https://relay.dev/graphql/connections.htm
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

import msgspec
from graphql import GraphQLError

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
    """What the lists that one field gives in one version have in common."""

    view: View
    field: str
    """The field that gives them, `Query.states`: part of the marks of their cursors."""
    name: Callable[[T], str] = lambda entry: entry.id  # type: ignore[attr-defined] # of records
    """What tells an entry from others."""

    def cursor(self, place: int, entry: T) -> str:
        """The cursor of an entry."""
        return encode(Cursor(number_of(self.view), place, self.mark(entry)))

    def mark(self, entry: T) -> str:
        """The mark of an entry's cursor."""
        return mark_of(f"{self.field}/{self.name(entry)}")


class EdgeOf(msgspec.Struct, Generic[T], frozen=True):
    """An entry and its cursor."""

    cursor: str
    node: T


class Slice(msgspec.Struct, Generic[T], frozen=True):
    """One page of a list; cursors are made where they are asked for."""

    list: List[T]
    entries: Sequence[T]
    """Those of the version, before any filter or order."""
    filtered: Places | None
    """All that the filter kept, in order; None for all, as they stand."""
    start: int
    end: int
    """Of the page, in what is kept; it may be behind the end of that."""
    nodes: Sequence[T]
    """The entries of the page."""

    @property
    def kept(self) -> Places:
        """All that the filter kept, in order: what is counted."""
        return range(len(self.entries)) if self.filtered is None else self.filtered

    @property
    def total_count(self) -> int:
        """How many there are on all pages together."""
        return len(self.kept)

    @property
    def has_next_page(self) -> bool:
        """Whether there is more behind the page."""
        return self.end < len(self.kept)

    @property
    def has_previous_page(self) -> bool:
        """Whether there is more before the page."""
        return self.start > 0

    @property
    def everything(self) -> Iterator[T]:
        """The entries of all pages."""
        return map(self.entries.__getitem__, self.kept)

    @property
    def edges(self) -> Sequence[EdgeOf[T]]:
        """The entries of the page with their cursors."""
        places = self.kept[self.start : self.end]
        return [
            EdgeOf(self.list.cursor(place, node), node)
            for place, node in zip(places, self.nodes, strict=True)
        ]

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first entry; None on an empty page."""
        return self.list.cursor(self.kept[self.start], self.nodes[0]) if self.nodes else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last entry; None on an empty page."""
        if not self.nodes:
            return None
        return self.list.cursor(self.kept[self.start + len(self.nodes) - 1], self.nodes[-1])


Pages = Callable[[Sequence[T]], Slice[T]]
"""Filters, orders and cuts a list; raises GraphQLError where a cursor is of another one."""


def pages(
    of: List[T],
    window: Window,
    *,
    keep: Callable[[T], bool] | None = None,
    arrange: Arrange[T] | None = None,
    check: Callable[[], None] | None = None,
) -> Pages[T]:
    """The way to the page of a list; raises GraphQLError where the window makes no sense.

    `check` is called before anything else.
    """
    if check is not None:
        check()
    _check(window)
    most = DEFAULT_PAGE if window.first is None else window.first
    as_it_stands = keep is None and arrange is None
    from_beginning = window.last is None and not window.after and not window.before

    def page(entries: Sequence[T]) -> Slice[T]:
        if as_it_stands and from_beginning:
            return Slice(of, entries, None, 0, most, entries[:most])
        kept: Places = range(len(entries))
        if keep is not None:
            kept = [place for place, entry in enumerate(entries) if keep(entry)]
        if arrange is not None:
            kept = arrange(entries, kept)
        start, end = _cut(*_bounds(of, entries, kept, window), window)
        nodes = entries[start:end] if as_it_stands else [entries[one] for one in kept[start:end]]
        return Slice(of, entries, kept, start, end, nodes)

    return page


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


def _bounds(of: List[T], entries: Sequence[T], kept: Places, window: Window) -> tuple[int, int]:
    """Where the cursors leave off."""

    def position(words: str) -> int:
        place = _place(of, entries, words)
        with suppress(ValueError):  # the filter does not keep it
            return kept.index(place)
        raise _not_here()

    # Some pagers begin with an empty cursor.
    start = 0 if not window.after else position(window.after) + 1
    end = len(kept) if not window.before else position(window.before)
    return start, max(start, end)


def _place(of: List[T], entries: Sequence[T], words: str) -> int:
    """Where the entry of the cursor stands in the list."""
    cursor, version = decode(words), number_of(of.view)
    if cursor.version != version:
        raise bad_input(
            f"a cursor of version {version} expected, one of version {cursor.version} found",
            "All cursors of one operation must come from one version; start again without.",
            "CURSOR_OF_ANOTHER_VERSION",
        )
    known = cursor.place < len(entries)
    if not known or of.mark(entries[cursor.place]) != cursor.mark:
        raise _not_here()
    return cursor.place


def _not_here() -> GraphQLError:
    return bad_input(
        "the cursor does not belong to this list",
        "Keep filter and order while you page on, or start again without a cursor.",
        "BAD_CURSOR",
    )


def _cut(start: int, end: int, window: Window) -> tuple[int, int]:
    """The page within the bounds."""
    first = DEFAULT_PAGE if window.first is None and window.last is None else window.first
    cut_end = end if first is None else min(end, start + first)
    cut_start = start if window.last is None else max(start, cut_end - window.last)
    return cut_start, cut_end
