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
from schema.engine.read import Unplanned
from schema.engine.run import Engine, Made, Prepared
from schema.holds import Holds
from schema.meter import Costly
from server.graphql.errors import Refused
from server.graphql.operation import Document, Known, Operation

_QUICK: Final = 0.01
"""Seconds of an answer of late; what takes longer, others should not wait for."""
_GROWTH: Final = 1.1
"""So many times longer is an answer that took longer than those before, however long it took."""
_LITTLE: Final = 5_000
"""Values that are made on the event loop, a millisecond or so."""
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
        try:
            prepared = self._prepared(document, operation, values)
        except Unplanned as reason:
            _log.info("answered by the reference executor", reason=str(reason))
            made = self._by_reference(document, operation, variables, values, context)
            self.unplanned += 1
            return made
        try:
            made = self._priced(self._timed(prepared, values, context, self._most))
        except Costly:
            raise _refused(too_costly(self._most)) from None
        self.planned += 1
        return made

    def at_once(self, known: Known, context: Context) -> Made | None:
        """The answer, if it takes less time than to find a thread; None where it might not.

        The operation was quick of late, and no more is done than a little. Raises Refused.
        """
        asked = _conditions(known.document, known.values)
        prepared = self._engine.known(known.operation.node, asked, known.document.text)
        if prepared is None or prepared.compiled is None or prepared.plan.stored:
            return None
        if not 0 < prepared.took < _QUICK:
            return None
        try:
            made = self._priced(self._timed(prepared, known.values, context, _LITTLE))
        except Costly:
            return None
        self.planned += 1
        return made

    def _prepared(
        self, document: Document, operation: Operation, values: VariableValues
    ) -> Prepared:
        asked = _conditions(document, values)
        return self._engine.prepared(document.node, operation.node, asked, document.text)

    def _priced(self, made: Made) -> Made:
        cost = max(made.values, len(memoryview(made.data)) // _BYTES)
        if cost > self._most:
            raise _refused(too_costly(self._most))
        return made if cost == made.values else structs.replace(made, values=cost)

    def _timed(
        self, prepared: Prepared, values: VariableValues, context: Context, most: int
    ) -> Made:
        clock = context.budget.seconds if context.budget else None
        began = clock() if clock else 0.0
        was_compiled = prepared.compiled is not None
        try:
            return self._engine.answer(prepared, values, context, most)
        finally:
            if clock and was_compiled:
                prepared.took = _of_late(prepared.took, clock() - began)

    def _by_reference(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        values: VariableValues,
        context: Context,
    ) -> Made:
        core = self._schema._schema  # Strawberry has no other way to what is underneath
        cost = cost_of(core, document.node, operation.node, values, context, self._most)
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
        return self._priced(Made(Raw(encode(result.data)), errors, cost.values, Holds.NOW))


def _of_late(before: float, took: float) -> float:
    """Seconds that an answer takes: being interrupted makes one longer, and nothing shorter."""
    return min(took, before * _GROWTH) if before else took


def _conditions(document: Document, values: VariableValues) -> dict[str, Any]:
    if not document.conditions:
        return {}
    given = values.coerced
    return {name: given[name] for name in document.conditions if name in given}


def _refused(error: GraphQLError) -> Refused:
    return Refused("COST_LIMIT", error.message, errors=(error,))
