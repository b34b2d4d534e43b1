"""A plan answered step by step: slower than the Python that `emit` makes of it, and with errors.

This is what `emit` is measured by, what answers an operation that is met for the first time, and
what says where an answer went wrong: each error has its path, and null goes up to the next field
that may be null (GraphQL, 6.4.4, Handling Execution Errors).
"""

from copy import copy
from typing import Any

from graphql import (
    GraphQLAbstractType,
    GraphQLError,
    GraphQLOutputType,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    located_error,
)
from graphql.pyutils import Undefined, is_iterable

from schema.context import Context
from schema.engine.plan import Constant, Field, Plan, Selection
from schema.engine.read import Arguments, FieldInfo, Prices
from schema.meter import Costly, Meter

Path = tuple[str | int, ...]


class Walk:
    """One answer on the way."""

    def __init__(
        self, plan: Plan, arguments: Arguments, prices: Prices, context: Context, meter: Meter
    ) -> None:
        self._plan = plan
        self._arguments = arguments
        self._prices = prices
        self._context = context
        self._meter = meter
        self.errors: list[GraphQLError] = []

    def data(self) -> dict[str, Any] | None:
        """The data; None where an error took all of it. Raises Costly."""
        self._meter.spend(self._plan.root.width)
        try:
            return self._object(self._plan.root, None, ())
        except GraphQLError as error:
            self.errors.append(error)
            return None

    def _object(self, selection: Selection, record: Any, path: Path) -> dict[str, Any]:
        return {one.key: self._field(one, record, (*path, one.key)) for one in selection.fields}

    def _field(self, field: Constant | Field, record: Any, path: Path) -> Any:
        if isinstance(field, Constant):
            return field.value
        return self._guarded(field, field.definition.type, path, lambda: self._read(field, record))

    def _guarded(self, field: Field, kind: GraphQLOutputType, path: Path, read: Any) -> Any:
        """A value with its errors: they end here where it may be null, and else go up."""
        try:
            return self._complete(field, kind, read(), path)
        except Costly:
            raise
        except Exception as raw:  # noqa: BLE001 - whatever a resolver raises is its field's error
            error = located_error(raw, list(field.nodes), list(path))
        if is_non_null_type(kind):
            raise error
        self.errors.append(error)
        return None

    def _read(self, field: Field, record: Any) -> Any:
        if field.reader.attribute is not None:
            return getattr(record, field.reader.attribute)
        assert field.reader.function is not None
        arguments = self._arguments.get(field.number)
        if isinstance(arguments, GraphQLError):
            raise arguments
        self._meter.spend(self._prices.get(field.number, 0))
        given = dict(arguments.given) if arguments else {}
        if field.reader.parent is not None:
            given[field.reader.parent] = record
        if field.reader.info is not None:
            given[field.reader.info] = FieldInfo(self._context, field.name, field.parent)
        return field.reader.function(**given)

    def _complete(self, field: Field, kind: GraphQLOutputType, value: Any, path: Path) -> Any:
        if is_non_null_type(kind):
            completed = self._complete(field, kind.of_type, value, path)
            if completed is None:
                message = f"Cannot return null for non-nullable field {field.parent}.{field.name}."
                raise TypeError(message)
            return completed
        if value is None:
            return None
        if is_list_type(kind):
            return self._list(field, kind.of_type, value, path)
        if is_leaf_type(kind):
            return _leaf(kind, value)
        if isinstance(value, Context):
            return self._within(field, value, path)
        name = kind.name if is_object_type(kind) else type_name(self._plan, kind, value)  # type: ignore[arg-type]
        return self._object(field.below[name], value, path)

    def _within(self, field: Field, context: Context, path: Path) -> dict[str, Any]:
        """What is asked of another version; errors are those of the whole answer."""
        walk = copy(self)
        walk._context = context
        walk._prices = self._plan.within(field.scope or range(0), self._arguments, context.view)
        (selection,) = field.below.values()
        return walk._object(selection, context.view, path)

    def _list(self, field: Field, item: GraphQLOutputType, value: Any, path: Path) -> list[Any]:
        if not is_iterable(value):
            raise TypeError(f"a list expected for {field.parent}.{field.name}")
        entries = self._meter.listed(tuple(value), field.entry_width)
        return [
            self._guarded(field, item, (*path, place), lambda one=one: one)
            for place, one in enumerate(entries)
        ]


def type_name(plan: Plan, kind: GraphQLAbstractType, value: Any) -> str:
    """Which of its object types a value of an interface or a union has. Raises TypeError."""
    for one in plan.schema._schema.get_possible_types(kind):
        if one.is_type_of is not None and one.is_type_of(value, None):  # type: ignore[arg-type]
            return one.name
    raise TypeError(f"a {kind.name} expected, {type(value).__name__} found")


def _leaf(kind: Any, value: Any) -> Any:
    coerced = kind.coerce_output_value(value)
    if coerced is None or coerced is Undefined:
        raise TypeError(f"a {kind} expected, {value!r} found")
    return coerced
