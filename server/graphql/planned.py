"""Operations answered by the engine; what it does not know, by the library's executor, visibly."""

from typing import Any, Final

import structlog
from graphql import GraphQLError, execute_sync
from graphql.execution.values import VariableValues
from msgspec import Raw, structs
from msgspec.json import encode
from strawberry import Schema

from schema.context import Context
from schema.cost import cost_of, refuse_costly, too_costly
from schema.engine.meter import Costly
from schema.engine.read import Unplanned
from schema.engine.run import Engine, Made, Prepared
from schema.holds import Holds
from schema.lru import Lru
from server.graphql.errors import Refused
from server.graphql.operation import Document, Operation

_QUICK: Final = 0.002
"""Seconds of the last answers on average; to find a thread takes a tenth of that."""
_OPERATIONS: Final = 2_000
_BYTES: Final = 150
"""Of an answer, for each of its values; what is longer costs as much as more values."""
_log = structlog.get_logger("iscm.graphql")


class Planned:
    """The engine with the reference executor behind it."""

    def __init__(self, schema: Schema, most: int, *, keep: bool = True) -> None:
        """`most` is how many values an answer may have; `keep` as the engine takes it."""
        self._schema = schema
        self._most = most
        self._engine = Engine(schema, keep=keep)
        self._took = Lru[tuple[str, str], float](number=_OPERATIONS, weight=_OPERATIONS)
        self.planned = 0
        """Answers of the engine."""
        self.unplanned = 0
        """Answers of the reference executor, to operations that the engine does not know."""

    @property
    def plans(self) -> int:
        """How many operations are kept ready."""
        return self._engine.plans

    def answer(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        values: VariableValues,
        context: Context,
    ) -> Made:
        """The answer; `values` are the variables as the operation declares them. Raises Refused."""
        conditions = {name: values.coerced.get(name) for name in document.conditions}
        try:
            prepared = self._engine.prepared(
                document.node, operation.node, conditions, document.text
            )
        except Unplanned as reason:
            _log.info("answered by the reference executor", reason=str(reason))
            made = self._by_reference(document, operation, variables, values, context)
            self.unplanned += 1
            return made
        made = self._timed(prepared, document, operation, values, context)
        cost = max(made.values, len(memoryview(made.data)) // _BYTES)
        if cost > self._most:
            raise _refused(too_costly(self._most))
        self.planned += 1
        return structs.replace(made, values=cost)

    def is_quick(self, document: Document, operation: Operation) -> bool:
        """Whether it was answered so quickly of late that it need not wait for a thread."""
        took = self._took.get((document.text, operation.name))
        return took is not None and took < _QUICK

    def _timed(
        self,
        prepared: Prepared,
        document: Document,
        operation: Operation,
        values: VariableValues,
        context: Context,
    ) -> Made:
        if context.budget is None:
            return self._made(prepared, values, context)
        clock, key = context.budget.seconds, (document.text, operation.name)
        began = clock()
        made = self._made(prepared, values, context)
        took = clock() - began if prepared.compiled else _QUICK
        before = self._took.get(key)
        self._took.put(key, took if before is None else (before + took) / 2, 1)
        return made

    def _made(self, prepared: Prepared, values: VariableValues, context: Context) -> Made:
        try:
            return self._engine.answer(prepared, values, context, self._most)
        except Costly:
            raise _refused(too_costly(self._most)) from None

    def _by_reference(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        values: VariableValues,
        context: Context,
    ) -> Made:
        core = self._schema._schema  # Strawberry has no other way to what is underneath
        cost = cost_of(core, document.node, operation.node, values, context.view, self._most)
        try:
            refuse_costly(cost)
        except GraphQLError as error:
            raise _refused(error) from None
        result = execute_sync(
            core,
            document.node,
            context_value=context,
            variable_values=variables,
            operation_name=operation.name or None,
            executor_class=self._schema.execution_context_class,
        )
        errors = tuple(result.errors or ())
        return Made(Raw(encode(result.data)), errors, cost.values, Holds.NOW)


def _refused(error: GraphQLError) -> Refused:
    return Refused("COST_LIMIT", error.message, errors=(error,))
