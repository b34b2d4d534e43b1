"""Which operation of a document is meant, and whether it may be executed here."""

import msgspec
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, OperationType
from graphql.execution.values import VariableValues

from server.graphql.errors import Refused


class Operation(msgspec.Struct, frozen=True, eq=False):
    """One operation of a document; the name is empty where it has none."""

    name: str
    kind: OperationType
    node: OperationDefinitionNode


class Document(msgspec.Struct, frozen=True, eq=False):
    """A document that could be parsed, and what the schema has against it."""

    text: str
    node: DocumentNode
    operations: tuple[Operation, ...]
    faults: tuple[GraphQLError, ...]
    conditions: tuple[str, ...]
    """The variables that its `@skip` and `@include` ask."""
    pages: bool
    """Whether something in it pages on with a cursor, or names the version that is asked."""


class Known(msgspec.Struct, frozen=True, eq=False):
    """What a request comes to, where nothing is to be parsed for it; the same in every version."""

    document: Document
    operation: Operation
    values: VariableValues


def chosen(document: Document, name: str | None) -> Operation:
    """The operation (GraphQL, 6.1, GetOperation). Raises Refused where it is not the one."""
    operations = document.operations
    if not operations:
        raise _unresolved("the document has no operation: a query expected")
    if name is None:
        if len(operations) > 1:
            many = f"the document has {len(operations)} operations"
            raise _unresolved(f"{many}: `operationName` must say which")
        return operations[0]
    for one in operations:
        if name and one.name == name:
            return one
    names = ", ".join(one.name or "one without a name" for one in operations)
    raise _unresolved(f"the document has no operation {name!r}; it has {names}")


def check(document: Document, operation: Operation, *, safe: bool) -> None:
    """Raises Refused where the operation is not to be executed.

    `safe` is a GET or HEAD, which must change nothing: of anything but a query it is refused
    before all else (GraphQL over HTTP, GET).
    """
    if safe and operation.kind is not OperationType.QUERY:
        message = f"a query expected by GET, a {operation.kind.value} found"
        raise Refused("METHOD_NOT_ALLOWED", message, headers={"Allow": "POST"})
    if document.faults:
        first = document.faults[0].message
        raise Refused("GRAPHQL_VALIDATION_FAILED", first, errors=document.faults)
    if operation.kind is OperationType.SUBSCRIPTION:
        message = "a query expected, a subscription found: its events need a stream"
        raise Refused("SUBSCRIPTION_NOT_SUPPORTED", message)


def _unresolved(message: str) -> Refused:
    return Refused("OPERATION_RESOLUTION_FAILURE", message)
