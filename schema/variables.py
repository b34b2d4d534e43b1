"""The values of variables: counted before they are looked at, then made ready once.

To tell what is wrong with a value takes longer than to take it, so that only the first faults are
told; what is more than any question needs is not even compared with its type.
"""

from collections.abc import Mapping
from typing import Any, Final

from graphql import GraphQLError, GraphQLSchema, OperationDefinitionNode
from graphql.execution import get_variable_values
from graphql.execution.values import VariableValues

from schema.errors import bad_input
from schema.limits import MAX_SIGNS, MAX_VALUES, too_long

MAX_ERRORS: Final = 5
"""Errors of one request that are told; the rest is seldom of another cause."""

NOTHING_GIVEN: Final = VariableValues({}, {})
"""To an operation that takes nothing; whoever reads values changes none."""


def coerced(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> VariableValues | list[GraphQLError]:
    """The values as the operation declares them, or why they are none (GraphQL, 6.1.2)."""
    if not variables and not operation.variable_definitions:
        return NOTHING_GIVEN
    try:
        refuse_excessive(variables)
    except GraphQLError as error:
        return [error]
    definitions = operation.variable_definitions or ()
    return get_variable_values(schema, definitions, dict(variables), max_errors=MAX_ERRORS)


def refuse_excessive(variables: Mapping[str, Any]) -> None:
    """Raises GraphQLError where there are too many values, or where one is too long.

    A value is an entry of a list or of an object. No more of them are looked at than may be given.
    """
    waiting: list[Any] = [variables]
    found = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and len(value) > MAX_SIGNS:
            raise too_long(len(value))
        if not isinstance(value, Mapping | list):
            continue
        found += len(value)
        if found > MAX_VALUES:
            raise bad_input(
                f"{MAX_VALUES:,} values of variables at most expected, {found:,} or more found",
                "Ask in several questions.",
                "VALUE_LIMIT",
            )
        waiting.extend(value)
        if isinstance(value, Mapping):
            waiting.extend(value.values())
