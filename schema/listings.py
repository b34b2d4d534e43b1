"""Lists that are filtered, ordered, counted and paged: one table of kinds."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import msgspec

from schema.context import Info
from schema.filters import (
    documents,
    meetings,
    organizations,
    participations,
    processes,
    states,
)
from schema.filters.matching import Test
from schema.filters.ordering import Keys, arranged
from schema.pagination import List, Slice, Window, sliced
from snapshots.view import View

T = TypeVar("T")


class Listing(msgspec.Struct, frozen=True):
    """How the entries of one kind are filtered, ordered and counted."""

    matching: Callable[[View, Any], Test]
    keys: Keys
    values: Callable[[View, str, Any], list[str]]
    name: Callable[[Any], str] = lambda record: record.id
    """What tells an entry from others."""


PROCESSES: Final = Listing(processes.matching, processes.KEYS, processes.values)
STATES: Final = Listing(states.matching, states.KEYS, states.values)
ORGANIZATIONS: Final = Listing(organizations.matching, organizations.KEYS, organizations.values)
MEETINGS: Final = Listing(meetings.matching, meetings.KEYS, meetings.values)
DOCUMENTS: Final = Listing(documents.matching, documents.KEYS, documents.values)
PARTICIPATIONS: Final = Listing(
    participations.matching, participations.KEYS, participations.values, participations.name
)


def listed(
    info: Info,
    listing: Listing,
    entries: Sequence[T],
    where: Any,
    order_by: Sequence[Any] | None,
    window: Window,
) -> Slice[T]:
    """The page of a list; raises GraphQLError where what is asked makes no sense."""
    info.context.check()
    view, language = info.context.view, info.context.language.value
    return sliced(
        List(view, entries, coordinate(info), listing.name),
        window,
        keep=None if where is None else info.context.timely(listing.matching(view, where)),
        arrange=arranged(view, language, listing.keys, order_by),
    )


def coordinate(info: Info) -> str:
    """The field that is answered, `Query.states`: https://spec.graphql.org/draft/#sec-Schema-Coordinates."""
    return f"{info._raw_info.parent_type.name}.{info.field_name}"
