"""Lists that are filtered, ordered, counted and paged: how their fields are answered."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import strawberry

from schema.arguments import After, Before, First, Last
from schema.context import Info
from schema.filters.listing import Listing
from schema.filters.ordering import arranged
from schema.pagination import List, Pages, Slice, Window, pages
from schema.types.field import shown
from schema.types.lazy import one
from snapshots.view import View


def connection(
    description: str, listing: Listing, entries: Callable[[View, Any], Sequence[Any]]
) -> Any:
    """A field that gives a page of a list: `entries` are all of it, for a record of the version."""

    @shown(description, returns=one(f"{listing.kind}Connection"))
    def field(
        record: strawberry.Parent[Any],
        info: Info,
        where: Annotated[Any, listing.where] = None,
        order_by: Annotated[Any, listing.order_by] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Slice[Any]:
        return paged(info, listing, where, order_by, Window(first, after, last, before))(
            entries(info.context.view, record)
        )

    return field


def paged(
    info: Info, listing: Listing, where: Any, order_by: Sequence[Any] | None, window: Window
) -> Pages[Any]:
    """What cuts any list of the field; raises GraphQLError where what is asked makes no sense.

    It depends on no record, so that the engine makes it ready once an answer.
    """
    context = info.context
    return pages(
        List(context.view, coordinate(info), listing.name),
        window,
        keep=None if where is None else context.timely(listing.matching(context, where)),
        arrange=arranged(context.view, context.language, listing.keys, order_by),
        check=context.budget.check if context.budget else None,
    )


def coordinate(info: Info) -> str:
    """The field that is answered, `Query.states` for the same list of a snapshot, too.

    https://spec.graphql.org/draft/#sec-Schema-Coordinates
    """
    parent = info._raw_info.parent_type.name
    return f"{'Query' if parent == 'Snapshot' else parent}.{info.field_name}"
