"""How a field is read of a record: by its resolver, called as the plain function that it is.

Arguments do not depend on records. They are made ready once a request, and those without variables
once a plan; what filters and orders cost is known with them.
"""

import ast
import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_type_hints

import msgspec
from graphql import GraphQLError, GraphQLField, GraphQLObjectType
from strawberry.types.field import StrawberryField

from schema.context import Context


class Unplanned(Exception):
    """An operation that the engine does not know how to answer; the message says why."""


class Reader(msgspec.Struct, frozen=True, eq=False):
    """How a field is read: by its resolver, or without one as an attribute of the record."""

    attribute: str | None = None
    function: Callable[..., Any] | None = None
    parent: str | None = None
    """The parameter that takes the record."""
    info: str | None = None
    """The parameter that takes what a resolver may know."""
    defaults: Mapping[str, Any] = {}
    """Arguments by the names of the parameters, where the asker gives none."""


class FieldInfo(msgspec.Struct, frozen=True):
    """What resolvers may know, with the names that Strawberry's Info has."""

    context: Context
    field_name: str
    parent_type: GraphQLObjectType

    @property
    def _raw_info(self) -> "FieldInfo":
        return self


class Bound(msgspec.Struct, frozen=True):
    """The arguments of a field in one request."""

    given: Mapping[str, Any]
    """As the resolver takes them."""
    values: Mapping[str, Any]
    """As the schema has them."""


Arguments = Mapping[int, Bound | GraphQLError]
"""By the number of the field; an error where they have no value that the schema allows."""
Prices = Mapping[int, int]
"""What filters and orders cost each time, by the number of their field."""


def reader_of(definition: GraphQLField) -> Reader:
    """How the field is read. Raises Unplanned where Strawberry would do more than to call it."""
    field = definition.extensions.get("strawberry-definition")
    if not isinstance(field, StrawberryField) or field.extensions or field.is_async:
        raise Unplanned("a field that is more than a plain function")
    resolver = field.base_resolver
    if resolver is None:
        return Reader(attribute=field.python_name)
    function = inspect.unwrap(resolver._unbound_wrapped_func)
    defaults = _defaults(function)
    parent = resolver.parent_parameter or resolver.root_parameter or resolver.self_parameter
    return Reader(
        function=function,
        parent=parent.name if parent else None,
        info=resolver.info_parameter.name if resolver.info_parameter else None,
        defaults={one.python_name: defaults[one.python_name] for one in field.arguments},
    )


@lru_cache(maxsize=1_000)
def _defaults(function: Callable[..., Any]) -> Mapping[str, Any]:
    return {name: one.default for name, one in inspect.signature(function).parameters.items()}


def is_there(reader: Reader, read: str, record: str) -> bool:
    """Whether an expression gives a value whatever the record, by the types that records have."""
    node = ast.parse(read, mode="eval").body
    while isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        node = node.values[-1]
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    known = _types(reader.function) if reader.function and reader.parent else {}
    is_of_it = isinstance(node, ast.Name) and node.id == record
    kind = known.get(reader.parent or "") if is_of_it else None
    for name in names:
        kind = _types(kind).get(name) if isinstance(kind, type) else None
    return kind not in (None, Any) and NoneType not in (kind, *get_args(kind))


@lru_cache(maxsize=1_000)
def _types(of: Callable[..., Any]) -> Mapping[str, Any]:
    return get_type_hints(of)
