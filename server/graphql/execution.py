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
    parse,
    specified_rules,
)
from graphql.execution.values import VariableValues
from graphql.validation import ASTValidationRule
from msgspec import structs
from strawberry import Schema
from strawberry.extensions import AddValidationRules, MaxTokensLimiter
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.context import Context
from schema.cost import MAX_COST, cost_of, refuse_costly
from schema.cursors import may_name_versions, number_of, versions_named
from schema.engine.run import Made
from schema.holds import Holds
from schema.limits import MAX_DOCUMENT
from schema.syntax import condition_names
from schema.validation import faults
from schema.variables import MAX_ERRORS, coerced
from server.graphql.errors import Refused
from server.graphql.operation import Document, Known, Operation
from server.graphql.planned import Planned
from server.graphql.text import Text
from snapshots.errors import SnapshotError
from snapshots.view import View


class Executed(msgspec.Struct, frozen=True):
    """What an operation came to, and for how long that holds true."""

    result: ExecutionResult
    holds: Holds


class Executor:
    """Strawberry's schema, with the rules and limits of its extensions."""

    def __init__(
        self,
        schema: Schema,
        version: Callable[[int], View | None] = lambda _: None,
        most: int = MAX_COST,
        *,
        keep: bool = True,
    ) -> None:
        """`version` gives the view of a version by its number; `most` is the highest cost.

        `keep` tells whether parts of answers are kept for others.
        """
        self.planned = Planned(schema, most, keep=keep)
        self._version = version
        self._most = most
        extensions = schema.get_extensions(sync=True)
        self._schema = schema._schema  # Strawberry has no other way to what is underneath
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
        self._stages = (
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
        return Document(
            text=text,
            node=node,
            operations=tuple(_operations(node)),
            faults=self._faults(node),
            conditions=tuple(sorted(condition_names(node))),
            pages=may_name_versions(node),
        )

    def execute(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        context: Context,
        *,
        dry: bool = False,
    ) -> Executed:
        """Answer the operation, from the version that its cursors or its numbers name.

        The extensions of the result tell that version and the cost; of a dry run they are all.
        Raises Refused for what costs too much, and where variables are not as declared.
        """
        try:
            values = self._values(operation, variables)
            context = self._paged(document, operation, variables, context)
            made = self.planned.answer(document, operation, variables, values, context)
        except RecursionError:
            raise Refused("BAD_USER_INPUT", "the variables are nested too deeply") from None
        if dry:
            told = {**self._told(context, made.values), "dryRun": True}
            holds = Holds.NOW if made.errors else made.holds
            return Executed(ExecutionResult(extensions=told), holds)
        return self._executed(context, made)

    def known(
        self, document: Document, operation: Operation, variables: dict[str, Any] | None
    ) -> Known | None:
        """The operation with its variables, where they are few and plain. Raises Refused."""
        if document.pages or (variables and not _are_simple(variables)):
            return None
        return Known(document, operation, self._values(operation, variables))

    def at_once(self, known: Known, context: Context) -> Executed | None:
        """The answer, where it comes sooner than a thread is found for it. Raises Refused."""
        made = self.planned.at_once(known, context)
        return self._executed(context, made) if made is not None else None

    def _executed(self, context: Context, made: Made) -> Executed:
        # The data is bytes already: whoever encodes the result puts them in as they are.
        data: Any = made.data
        told = self._told(context, made.values)
        return Executed(ExecutionResult(data, list(made.errors) or None, told), made.holds)

    def _values(self, operation: Operation, variables: dict[str, Any] | None) -> VariableValues:
        values = coerced(self._schema, operation.node, variables or {})
        if isinstance(values, list):
            raise Refused("BAD_USER_INPUT", values[0].message, errors=values)
        return values

    def _told(self, context: Context, values: int) -> dict[str, Any]:
        return {
            "version": number_of(context.view),
            "cost": {"values": values, "limit": self._most},
        }

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
        values = self._values(operation, variables)
        cost = cost_of(self._schema, document.node, operation.node, values, context, self._most)
        try:
            refuse_costly(cost)
        except GraphQLError as error:
            raise Refused("COST_LIMIT", error.message, errors=(error,)) from None
        return self._told(context, cost.values)

    def _paged(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        context: Context,
    ) -> Context:
        """Who pages on is answered from the version that the cursors came from, and who asks for
        all by the number of one version, from that one: such an answer is the same for ever.

        Where cursors of several versions meet, the fields that take them say so.
        """
        if not document.pages:
            return context
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
        each = (faults(self._schema, node, rules, MAX_ERRORS) for rules in self._stages)
        return next(filter(None, each), ())


def _are_simple(variables: dict[str, Any]) -> bool:
    return not any(isinstance(one, dict | list) for one in variables.values())


def _operations(node: DocumentNode) -> list[Operation]:
    return [
        Operation(one.name.value if one.name else "", one.operation, one)
        for one in node.definitions
        if isinstance(one, OperationDefinitionNode)
    ]
