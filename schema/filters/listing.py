"""What may be asked of lists of one kind of record: tables, and the types that come of them."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, Self, cast

import msgspec
import strawberry
from strawberry.types.arguments import StrawberryArgumentAnnotation

from schema.context import Context
from schema.filters.matching import Test, combined, comparisons
from schema.filters.ordering import Key, OrderDirection
from snapshots.view import View


class By(msgspec.Struct, frozen=True):
    """What lists can be ordered or counted by: a value of an enum."""

    name: str
    description: str
    value: Callable[..., Any]
    """A `Key` to order by, or `Values` to count."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """How the entries of one kind are filtered, ordered and counted."""

    kind: str
    where: StrawberryArgumentAnnotation
    """The argument that filters."""
    order_by: StrawberryArgumentAnnotation
    """The argument that orders."""
    facets_by: StrawberryArgumentAnnotation
    """The argument that counts."""
    matching: Callable[[Context, Any], Test]
    """Whether a filter holds; raises GraphQLError where it makes no sense."""
    keys: Mapping[str, Key]
    values: Callable[[View, str, Any], list[str]]
    """What an entry counts for by a facet; each value once."""
    name: Callable[[Any], str]
    """What tells an entry from others."""


@strawberry.input
class Filter:
    """What the filters of all kinds have; what is left out holds for every entry."""

    and_: list[Self] | None = strawberry.field(
        name="and", default=None, description="All of these hold."
    )
    or_: list[Self] | None = strawberry.field(
        name="or", default=None, description="One of these holds at least."
    )
    not_: Self | None = strawberry.field(
        name="not", default=None, description="This does not hold."
    )


def listing(
    filter: type[Filter],
    words: str,
    *,
    orders: Sequence[By],
    facets: Sequence[By],
    name: Callable[[Any], str] = lambda record: record.id,
) -> Listing:
    """The listing of a kind of record by its tables; `words` is its plural in descriptions."""
    kind = filter.__name__.removesuffix("Filter")
    made = strawberry.input(filter, description=f"Which {words}: all that is said must hold.")
    order = _order(kind, words, orders)
    facet = _enum(f"{kind}Facet", f"By what {words} are counted.", facets)
    compared = comparisons(made)
    counted = {one.name: one.value for one in facets}

    def values(view: View, by: str, record: Any) -> list[str]:
        return sorted({str(one) for one in counted[by](view, record) if one is not None})

    return Listing(
        kind=kind,
        where=_argument(made | None, f"Which {words}; by default all."),
        order_by=_argument(list[order] | None, _IN_ORDER),  # type: ignore[valid-type] # a value
        facets_by=_argument(list[facet], "By what to count; each once."),  # type: ignore[valid-type]
        matching=lambda context, where: combined(context, compared, where),
        keys={one.name: one.value for one in orders},
        values=values,
        name=name,
    )


_IN_ORDER: Final = (
    "In what order, the first key first; by default that of the version. What has no value comes "
    "last, and equal ones stay in the order of the version."
)


def _argument(kind: Any, description: str) -> StrawberryArgumentAnnotation:
    """To stand in `Annotated[Any, …]`: mypy cannot see types that are made."""
    return strawberry.argument(description=description, graphql_type=kind)


def _enum(name: str, description: str, rows: Sequence[By]) -> type[Enum]:
    known = {
        one.name.upper(): strawberry.enum_value(one.name, description=one.description)
        for one in rows
    }
    made: type[Enum] = cast("Any", Enum)(name, known)  # mypy wants the values written out
    return strawberry.enum(made, description=description)


def _order(kind: str, words: str, orders: Sequence[By]) -> type[Any]:
    keys = _enum(f"{kind}OrderField", f"By what {words} are ordered.", orders)

    @strawberry.input(name=f"{kind}Order", description=f"An order of {words}.")
    class Order:
        field: keys = strawberry.field(description="By what.")  # type: ignore[valid-type] # a value
        direction: OrderDirection = strawberry.field(
            default=OrderDirection.ASC, description="Which way."
        )

    return Order
