"""A plan: what an operation reads of the records, field by field, and how each value is shown.

Arguments do not depend on records: they are bound once a request, and
those without variables once a plan. Introspection is answered while planning, because the schema
does not change.

What is not known here raises `Unplanned`, and the reference executor answers.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    execute_sync,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_object_type,
)
from graphql.execution import get_argument_values
from graphql.execution.values import VariableValues
from graphql.language import Visitor, visit

from schema.engine.meter import Meter
from schema.engine.read import Arguments, Bound, Prices, Reader, Unplanned, bound, reader_of
from schema.engine.select import Selecting, fragments_of
from schema.holds import Holds, holds_of
from schema.prices import PRICED, looked_at
from schema.sizes import sizes
from snapshots.view import View

MOST_FIELDS: Final = 5_000
"""Fields of one plan, fragments spread; no page shows a tenth of that."""


class Field(msgspec.Struct, frozen=True, eq=False):
    """One field of an answer."""

    number: int
    """Its place in the plan, counted from 0."""
    key: str
    name: str
    nodes: tuple[FieldNode, ...]
    parent: GraphQLObjectType
    definition: GraphQLField | None
    """None for what the plan knows already: see `constant`."""
    reader: Reader | None
    constant: Any = None
    below: Mapping[str, "Selection"] = {}
    """What is asked of the value, by the name of its object type."""
    varies: bool = False
    """Whether an argument takes a variable."""

    @property
    def place(self) -> str:
        """Its coordinate in the schema, `Query.states`."""
        return f"{self.parent.name}.{self.name}"

    @property
    def type(self) -> GraphQLOutputType:
        """The type of the value."""
        assert self.definition is not None
        return self.definition.type


class Selection(msgspec.Struct, frozen=True, eq=False):
    """What is asked of an object of one type."""

    kind: GraphQLObjectType
    fields: tuple[Field, ...]
    varies: bool
    """Whether a variable, the clock or the runs can change what it gives."""

    @property
    def width(self) -> int:
        """Values of one object, without what lists below it hold."""
        return sum(1 + _width(one) for one in self.fields)

    @property
    def weight(self) -> int:
        """Fields that are asked of it, however deep."""
        return sum(1 + sum(one.weight for one in below.below.values()) for below in self.fields)


class Plan(msgspec.Struct, frozen=True, eq=False):
    """An operation made ready."""

    root: Selection
    fields: tuple[Field, ...]
    """All of them, by their numbers."""
    holds: Holds
    """For how long an answer holds true."""
    bound: Arguments
    """Those without variables."""
    varying: tuple[Field, ...]
    """The fields whose arguments take variables."""
    priced: tuple[Field, ...]
    """The fields whose arguments cost something."""
    schema: strawberry.Schema

    def arguments(
        self, variables: VariableValues, view: View, limit: int
    ) -> tuple[Arguments, Prices]:
        """The arguments of every field that has some, and what they cost in this version.

        Raises Costly before more is made ready than the limit allows.
        """
        found: dict[int, Bound | GraphQLError] = dict(self.bound)
        prices: dict[int, int] = {}
        meter = Meter(limit)
        for field in self.varying:
            values = _values(field, variables)
            if isinstance(values, GraphQLError):
                found[field.number] = values
                continue
            meter.spend(prices.setdefault(field.number, _price(field, values, view)))
            found[field.number] = _bound(self.schema, field, values)
        for field in self.priced:
            given = found[field.number]
            if field.number not in prices and isinstance(given, Bound):
                prices[field.number] = _price(field, given.values, view)
        return found, prices


def planned(
    schema: strawberry.Schema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Mapping[str, Any],
) -> Plan:
    """The plan of a valid operation. Raises Unplanned.

    `conditions` are the values of the variables in `@skip` and `@include`.
    """
    if operation.operation is not OperationType.QUERY:
        raise Unplanned(f"a {operation.operation.value}")
    core = schema._schema  # Strawberry has no other way to what is underneath
    selecting = Selecting(core, fragments_of(document), conditions)
    planning = _Planning(schema, selecting)
    root = planning.selection(core.query_type, (operation.selection_set,))
    fields = tuple(sorted(planning.fields, key=lambda one: one.number))
    return Plan(
        root=root,
        fields=fields,
        holds=max((_holds(one) for one in fields), default=Holds.VERSION),
        bound=_constant(schema, fields),
        varying=tuple(one for one in fields if one.varies),
        priced=tuple(one for one in fields if is_priced(one)),
        schema=schema,
    )


class _Planning:
    """The fields of one plan while it is made."""

    def __init__(self, schema: strawberry.Schema, selecting: Selecting) -> None:
        self._schema = schema
        self._selecting = selecting
        self._number = 0
        self.fields: list[Field] = []

    def selection(self, kind: Any, selections: tuple[SelectionSetNode, ...]) -> Selection:
        """What is asked of an object of this type."""
        found = self._selecting.fields(kind, selections)
        fields = tuple(self._field(kind, key, tuple(nodes)) for key, nodes in found.items())
        return Selection(kind, fields, any(_varies(one) for one in fields))

    def _field(self, kind: GraphQLObjectType, key: str, nodes: tuple[FieldNode, ...]) -> Field:
        number, self._number = self._number, self._number + 1
        if number >= MOST_FIELDS:
            raise Unplanned(f"more than {MOST_FIELDS:,} fields")
        name = nodes[0].name.value
        made = (
            self._known(number, kind, key, nodes)
            if name.startswith("__")
            else self._read(number, kind, key, nodes)
        )
        self.fields.append(made)
        return made

    def _known(
        self, number: int, kind: GraphQLObjectType, key: str, nodes: tuple[FieldNode, ...]
    ) -> Field:
        """A field that needs no record: the name of the type, or introspection."""
        name = nodes[0].name.value
        known = kind.name if name == "__typename" else self._introspected(nodes)
        constant = msgspec.Raw(msgspec.json.encode(known))
        return Field(number, key, name, nodes, kind, None, None, constant)

    def _introspected(self, nodes: tuple[FieldNode, ...]) -> Any:
        fragments = self._selecting.fragments.values()
        if any(map(_has_variable, (*nodes, *fragments))):
            raise Unplanned("introspection with variables")
        operation = OperationDefinitionNode(
            operation=OperationType.QUERY, selection_set=SelectionSetNode(selections=nodes)
        )
        document = DocumentNode(definitions=(operation, *fragments))
        result = execute_sync(self._selecting.schema, document)
        if result.errors or result.data is None:
            raise Unplanned("introspection with errors")
        return next(iter(result.data.values()))

    def _read(
        self, number: int, kind: GraphQLObjectType, key: str, nodes: tuple[FieldNode, ...]
    ) -> Field:
        definition = kind.fields[nodes[0].name.value]
        below = get_named_type(definition.type)
        selections = tuple(one.selection_set for one in nodes if one.selection_set)
        return Field(
            number=number,
            key=key,
            name=nodes[0].name.value,
            nodes=nodes,
            parent=kind,
            definition=definition,
            reader=reader_of(definition),
            below={one.name: self.selection(one, selections) for one in self._kinds(below)},
            varies=any(map(_has_variable, nodes[0].arguments or ())),
        )

    def _kinds(self, below: Any) -> Iterator[GraphQLObjectType]:
        if is_object_type(below):
            yield below
        elif is_abstract_type(below):
            yield from self._selecting.schema.get_possible_types(below)


def _constant(schema: strawberry.Schema, fields: tuple[Field, ...]) -> Arguments:
    """The arguments that are the same in every request."""
    found: dict[int, Bound | GraphQLError] = {}
    for one in fields:
        if one.definition and one.definition.args and not one.varies:
            values = _values(one, VariableValues({}, {}))
            if not isinstance(values, GraphQLError):
                found[one.number] = _bound(schema, one, values)
            else:
                found[one.number] = values
    return found


def _values(field: Field, variables: VariableValues) -> Mapping[str, Any] | GraphQLError:
    assert field.definition is not None
    try:
        return get_argument_values(field.definition, field.nodes[0], variables)
    except GraphQLError as error:
        return error


def _bound(schema: strawberry.Schema, field: Field, values: Mapping[str, Any]) -> Bound:
    assert field.definition is not None
    assert field.reader is not None
    return bound(schema, field.definition, field.reader, values)


def _price(field: Field, values: Mapping[str, Any], view: View) -> int:
    """What filters and orders cost; `sizes` takes a while to tell, and most fields have none."""
    if not any(values.get(name) for name in PRICED):
        return 0
    return looked_at(values, sizes(view).get(field.place, 0))


def _has_variable(node: Any) -> bool:
    found = []

    class Variables(Visitor):
        def enter_variable(self, one: VariableNode, *_: Any) -> None:
            found.append(one)

    visit(node, Variables())
    return bool(found)


def _holds(field: Field) -> Holds:
    return holds_of(field.definition) if field.definition else Holds.VERSION


def _varies(field: Field) -> bool:
    return (
        field.varies
        or _holds(field) is not Holds.VERSION
        or any(one.varies for one in field.below.values())
    )


def _width(field: Field) -> int:
    """Values below a field that is no list; lists are counted where they are met."""
    if field.definition is None or is_leaf_type(get_named_type(field.type)) or is_list(field.type):
        return 0
    return max((one.width for one in field.below.values()), default=0)


def is_priced(field: Field) -> bool:
    """Whether it filters or orders, which costs something."""
    return field.definition is not None and not field.definition.args.keys().isdisjoint(PRICED)


def entry_width(field: Field) -> int:
    """Values of one entry of a list; an entry of which nothing is asked is one itself."""
    return max((one.width for one in field.below.values()), default=1)


def is_list(kind: GraphQLOutputType) -> bool:
    """Whether it is a list, which may be null or not."""
    return is_list_type(get_nullable_type(kind))
