"""A plan: what an operation reads of the records, field by field, and how each value is shown.

Introspection is answered while planning, because the schema does not change. What is not known here
raises `Unplanned`, and the reference executor answers.
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
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_list_type,
    is_object_type,
)
from graphql.execution import get_argument_values
from graphql.execution.values import VariableValues
from strawberry.types.arguments import convert_arguments

from schema.engine.read import Arguments, Bound, Prices, Reader, Unplanned, reader_of
from schema.engine.select import Selecting
from schema.holds import Holds, asks, holds_of, is_stored, momentary
from schema.meter import Meter
from schema.prices import is_priced, looked_at
from schema.sizes import sizes
from schema.syntax import fragments_of, inputs_in, variables_in
from snapshots.view import View

MOST_FIELDS: Final = 5_000
"""Fields of one plan, fragments spread; no page shows a tenth of that."""
_SCOPED: Final = "Snapshot"
"""The type whose values are contexts."""
_BYTES: Final = 1_000
"""Bytes of constants that weigh as much as a field."""


class Constant(msgspec.Struct, frozen=True, eq=False):
    """A field that needs no record: the name of a type, or introspection."""

    number: int
    """Its place in the plan, counted from 0."""
    key: str
    value: msgspec.Raw


class Field(msgspec.Struct, frozen=True, eq=False):
    """A field that is read of a record."""

    number: int
    key: str
    nodes: tuple[FieldNode, ...]
    parent: GraphQLObjectType
    definition: GraphQLField
    reader: Reader
    below: Mapping[str, "Selection"]
    """What is asked of the value, by the name of its object type."""
    holds: Holds
    varies: bool
    """Whether an argument takes a variable."""
    momentary: frozenset[str]
    """The fields of input objects with which it holds for this very moment."""
    scope: range | None
    """The numbers of all fields below, where its value is the context in which they are asked."""

    @property
    def name(self) -> str:
        """Its name in the schema."""
        return self.nodes[0].name.value

    def held(self, given: Bound | GraphQLError) -> Holds:
        """For how long it holds true with these arguments."""
        asked = isinstance(given, Bound) and asks(given.values, self.momentary)
        return Holds.NOW if asked else self.holds

    def bound(self, schema: strawberry.Schema, variables: VariableValues) -> Bound | GraphQLError:
        """Its arguments, or what is wrong with them."""
        try:
            values = get_argument_values(self.definition, self.nodes[0], variables)
        except GraphQLError as error:
            return error
        given = convert_arguments(
            values,
            self.definition.extensions["strawberry-definition"].arguments,
            scalar_registry=schema.schema_converter.scalar_registry,
            config=schema.config,
        )
        return Bound({**self.reader.defaults, **given}, values)

    def price(self, given: Bound | GraphQLError, longest: Mapping[str, int]) -> int:
        """What its arguments cost each time, by the sizes of lists."""
        if not is_priced(self.definition) or isinstance(given, GraphQLError):
            return 0
        return looked_at(given.values, longest.get(f"{self.parent.name}.{self.name}", 0))

    @property
    def is_one_object(self) -> bool:
        """Whether what is below it is asked once."""
        return bool(self.below) and not is_list_type(get_nullable_type(self.definition.type))

    @property
    def entry_width(self) -> int:
        """Values of one entry of a list; an entry of which nothing is asked is one itself."""
        return max((one.width for one in self.below.values()), default=1)


class Selection(msgspec.Struct, frozen=True, eq=False):
    """What is asked of an object of one type."""

    kind: GraphQLObjectType
    fields: tuple[Constant | Field, ...]
    varies: bool
    """Whether a variable, the clock or the runs can change what it gives."""
    width: int
    """Values of one object, without what lists below it hold: those are counted when met."""
    weight: int
    """Fields that are asked of it, however deep."""


class Plan(msgspec.Struct, frozen=True, eq=False):
    """An operation made ready."""

    schema: strawberry.Schema
    root: Selection
    fields: int
    """How many there are."""
    weight: int
    """Their number, and what takes as much memory as a field."""
    holds: Holds
    """For how long an answer holds true at most."""
    constant: Arguments
    """Those without variables."""
    varying: tuple[Field, ...]
    """The fields whose arguments take variables."""
    momentary: tuple[Field, ...]
    """Those of them with which an answer may hold for this very moment only."""
    priced: tuple[Field, ...]
    """The fields whose arguments cost something, where they take none."""
    stored: bool
    """Whether a field asks the store, which takes longer than others should wait for."""
    lists: bool
    """Whether something is asked of each entry of a list."""

    def held(self, given: Arguments) -> Holds:
        """For how long an answer holds true with these arguments."""
        found = (one.held(given[one.number]) for one in self.momentary)
        return max(self.holds, *found) if self.momentary else self.holds

    def fixed(self, view: View) -> Prices:
        """What the arguments without variables cost in this version."""
        longest = sizes(view)
        return {one.number: one.price(self.constant[one.number], longest) for one in self.priced}

    def within(self, scope: range, given: Arguments, view: View) -> Prices:
        """What the arguments of the fields in a scope cost in the version that it asks."""
        asked = (one for one in (*self.priced, *self.varying) if one.number in scope)
        return {one.number: one.price(given[one.number], sizes(view)) for one in asked}

    def arguments(
        self, variables: VariableValues, fixed: Prices, view: View, limit: int
    ) -> tuple[Arguments, Prices]:
        """The arguments of every field that has some, and what they cost in this version.

        Raises Costly before more is made ready than the limit allows.
        """
        meter = Meter(limit)
        if not self.varying:
            return self.constant, fixed
        found, prices = dict(self.constant), dict(fixed)
        for one in self.varying:
            made = found[one.number] = one.bound(self.schema, variables)
            meter.spend(one.price(made, {}))  # whatever version is asked in the end
            prices[one.number] = one.price(made, sizes(view))
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
    planning = _Planning(Selecting(core, fragments_of(document), conditions))
    root = planning.selection(core.query_type, (operation.selection_set,))
    still = [one for one in planning.fields if one.definition.args and not one.varies]
    nothing = VariableValues({}, {})
    return Plan(
        schema=schema,
        root=root,
        fields=planning.number,
        weight=planning.number + planning.constants // _BYTES,
        holds=max((one.holds for one in planning.fields), default=Holds.VERSION),
        constant={one.number: one.bound(schema, nothing) for one in still},
        varying=tuple(one for one in planning.fields if one.varies),
        momentary=tuple(one for one in planning.fields if one.varies and one.momentary),
        priced=tuple(one for one in still if is_priced(one.definition)),
        stored=any(
            is_stored(one.definition) and (one.nodes[0].arguments or one.scope is None)
            for one in planning.fields
        ),
        lists=any(one.below and not one.is_one_object for one in planning.fields),
    )


class _Planning:
    """The fields of one plan while it is made."""

    def __init__(self, selecting: Selecting) -> None:
        self._selecting = selecting
        self.number = 0
        self.constants = 0
        """Bytes of what is known without a record."""
        self.fields: list[Field] = []

    def selection(self, kind: Any, selections: tuple[SelectionSetNode, ...]) -> Selection:
        """What is asked of an object of this type."""
        found = self._selecting.fields(kind, selections)
        fields = tuple(self._field(kind, key, tuple(nodes)) for key, nodes in found.items())
        read = [one for one in fields if isinstance(one, Field)]
        below = [inner for one in read for inner in one.below.values()]
        return Selection(
            kind=kind,
            fields=fields,
            varies=any(one.varies or one.holds is not Holds.VERSION for one in read)
            or any(one.varies for one in below),
            width=len(fields) + sum(one.entry_width for one in read if one.is_one_object),
            weight=len(fields) + sum(one.weight for one in below),
        )

    def _field(
        self, kind: GraphQLObjectType, key: str, nodes: tuple[FieldNode, ...]
    ) -> Constant | Field:
        number, self.number = self.number, self.number + 1
        if number >= MOST_FIELDS:
            raise Unplanned(f"more than {MOST_FIELDS:,} fields")
        name = nodes[0].name.value
        if name.startswith("__"):
            known = kind.name if name == "__typename" else self._introspected(nodes)
            value = msgspec.json.encode(known)
            self.constants += len(value)
            return Constant(number, key, msgspec.Raw(value))
        definition = kind.fields[name]
        selections = tuple(one.selection_set for one in nodes if one.selection_set)
        below = self._kinds(get_named_type(definition.type))
        at_once = momentary(definition)
        now = any(not at_once.isdisjoint(inputs_in(one)) for one in nodes[0].arguments or ())
        inner = {one.name: self.selection(one, selections) for one in below}
        made = Field(
            number=number,
            key=key,
            nodes=nodes,
            parent=kind,
            definition=definition,
            reader=reader_of(definition),
            below=inner,
            holds=Holds.NOW if now else holds_of(definition),
            varies=any(variables_in(one) for one in nodes[0].arguments or ()),
            momentary=at_once,
            scope=range(number + 1, self.number) if _SCOPED in inner else None,
        )
        self.fields.append(made)
        return made

    def _introspected(self, nodes: tuple[FieldNode, ...]) -> Any:
        fragments = self._selecting.fragments.values()
        if any(variables_in(one) for one in (*nodes, *fragments)):
            raise Unplanned("introspection with variables")
        operation = OperationDefinitionNode(
            operation=OperationType.QUERY, selection_set=SelectionSetNode(selections=nodes)
        )
        document = DocumentNode(definitions=(operation, *fragments))
        result = execute_sync(self._selecting.schema, document)
        if result.errors or result.data is None:
            raise Unplanned("introspection with errors")
        return next(iter(result.data.values()))

    def _kinds(self, below: Any) -> Iterator[GraphQLObjectType]:
        if is_object_type(below):
            yield below
        elif is_abstract_type(below):
            yield from self._selecting.schema.get_possible_types(below)
