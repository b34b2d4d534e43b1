"""The schema as the endpoint uses it: parse, check and execute are three steps.

Strawberry takes the three at once and anew for each request, and logs what askers do wrong as if
it were our fault. The steps here are those of graphql-core underneath, under the same rules.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import ASTValidationRule
from msgspec import structs
from strawberry import Schema
from strawberry.extensions import AddValidationRules, MaxTokensLimiter
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.context import Context
from schema.cost import MAX_COST, cost_of, refuse_costly
from schema.cursors import number_of, versions_named
from schema.limits import MAX_DOCUMENT
from schema.variables import MAX_ERRORS, coerced
from server.graphql.errors import Refused
from server.graphql.text import Text
from snapshots.errors import SnapshotError
from snapshots.view import View

_Rules = tuple[type[ASTValidationRule], ...]


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


class Executor:
    """Strawberry's schema, with the rules and limits of its extensions."""

    def __init__(
        self,
        schema: Schema,
        version: Callable[[int], View | None] = lambda _: None,
        most: int = MAX_COST,
    ) -> None:
        """`version` gives the view of a version by its number; `most` is the highest cost."""
        self._version = version
        self._most = most
        extensions = schema.get_extensions(sync=True)
        self._schema = schema._schema  # Strawberry has no other way to what is underneath
        self._class = schema.execution_context_class
        self._tokens = min(
            (one.max_token_count for one in extensions if isinstance(one, MaxTokensLimiter)),
            default=None,
        )
        limits: list[type[ASTValidationRule]] = []
        for one in extensions:
            if isinstance(one, AddValidationRules):
                limits += one.validation_rules
        bounded = {base for one in limits for base in one.__bases__}
        rest = (one for one in specified_rules if one not in bounded)
        # The other rules may take a second for what limits refuse at once.
        self._stages: tuple[_Rules, ...] = (
            tuple(limits),
            (*rest, MaybeNullValidationRule, OneOfInputValidationRule),
        )

    def document(self, text: str) -> Document:
        """Parse and check it. Raises Refused where it cannot be parsed."""
        if not text.strip():
            raise Refused(
                "OPERATION_RESOLUTION_FAILURE", "the document has no operation: it is empty"
            )
        if len(text) > MAX_DOCUMENT:
            message = f"a document of {MAX_DOCUMENT:,} characters at most expected, "
            raise Refused("DOCUMENT_LIMIT", f"{message}{len(text):,} found")
        try:
            node = parse(Text(text), max_tokens=self._tokens)
        except GraphQLSyntaxError as error:
            raise Refused("GRAPHQL_PARSE_FAILED", error.message, errors=(error,)) from None
        return Document(text, node, tuple(_operations(node)), self._faults(node))

    def execute(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        context: Context,
        *,
        dry: bool = False,
    ) -> ExecutionResult:
        """Answer the operation, from the version whose cursors it pages on with.

        The extensions of the result tell that version and the cost; of a dry run they are all.
        Raises Refused for what costs too much, and where variables are nested without end.
        """
        try:
            context = self._paged(document, operation, variables, context)
            told = self.told(document, operation, variables, context)
            if dry:
                return ExecutionResult(extensions={**told, "dryRun": True})
            result = execute_sync(
                self._schema,
                document.node,
                context_value=context,
                variable_values=variables,
                operation_name=operation.name or None,
                executor_class=self._class,
            )
        except RecursionError:
            raise Refused("BAD_USER_INPUT", "the variables are nested too deeply") from None
        result.extensions = told
        return result

    def told(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        context: Context,
    ) -> dict[str, Any]:
        """The version that is asked, and what the answer may cost.

        Raises Refused for what costs too much, and where variables are not as declared.
        """
        values = coerced(self._schema, operation.node, variables or {})
        if isinstance(values, list):
            raise Refused("BAD_USER_INPUT", values[0].message, errors=values)
        cost = cost_of(
            self._schema, document.node, operation.node, values, context.view, self._most
        )
        try:
            refuse_costly(cost)
        except GraphQLError as error:
            raise Refused("COST_LIMIT", error.message, errors=(error,)) from None
        return {
            "version": number_of(context.view),
            "cost": {"values": cost.values, "limit": cost.limit},
        }

    def _paged(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        context: Context,
    ) -> Context:
        """Who pages on is answered from the version that the cursors came from.

        Where cursors of several versions meet, the fields that take them say so.
        """
        named = versions_named(document.node, variables or {}, operation.node) - {
            number_of(context.view)
        }
        if len(named) != 1:
            return context
        with suppress(SnapshotError):  # then the fields say that the cursor leads nowhere
            view = self._version(next(iter(named)))
            if view is not None:
                freshness = context.freshness.beside(view)
                return structs.replace(context, view=view, freshness=freshness)
        return context

    def _faults(self, node: DocumentNode) -> tuple[GraphQLError, ...]:
        for rules in self._stages:
            faults = validate(self._schema, node, rules, max_errors=MAX_ERRORS)
            if faults:
                return tuple(faults)
        return ()


def _operations(node: DocumentNode) -> list[Operation]:
    return [
        Operation(one.name.value if one.name else "", one.operation, one)
        for one in node.definitions
        if isinstance(one, OperationDefinitionNode)
    ]
