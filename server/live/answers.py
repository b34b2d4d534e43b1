"""Answers as they come: one for a query, one for each event of a subscription."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from functools import partial
from inspect import isawaitable
from typing import Any, cast

import msgspec
from graphql import ExecutionResult, GraphQLError, OperationType, subscribe
from strawberry import Schema

from schema.subscription import Listening
from server.graphql.documents import Documents
from server.graphql.endpoint import overloaded
from server.graphql.errors import Refused
from server.graphql.execution import Executor
from server.graphql.operation import Document, Operation, check, chosen
from server.graphql.outcome import response_map
from server.graphql.request import Params
from server.http.admission import Admission, Overloaded
from server.live.errors import Behind


class Answer(msgspec.Struct, frozen=True):
    """A response map (GraphQL, 7.1)."""

    body: dict[str, Any]

    @property
    def refused(self) -> bool:
        """Whether the operation was not executed, or can go on no longer."""
        return "data" not in self.body


Answers = AsyncGenerator[Answer, None]
Ask = Callable[[Params], Answers]


class Answering:
    """Answers whatever the endpoint for single answers knows, and subscriptions besides."""

    def __init__(
        self,
        schema: Schema,
        executor: Executor,
        documents: Documents,
        new_id: Callable[[], str],
        admission: Admission,
    ) -> None:
        """`new_id` names each error that nobody foresaw."""
        self._admission = admission
        self._schema = schema
        self._executor = executor
        self._documents = documents
        self._new_id = new_id

    async def answers(self, params: Params, listening: Listening) -> Answers:
        """Answer it; a refusal is the only answer, or the last one."""
        try:
            document, operation = await self._admission.run(
                lambda _: self._chosen(params), listening
            )
            results = self._results(document, operation, params.variables, listening)
            async with aclosing(results):
                async for result in results:
                    yield Answer(response_map(result, self._new_id))
        except Refused as error:
            yield Answer({"errors": error.errors})
        except Overloaded as error:
            yield Answer({"errors": overloaded(error).errors})
        except Behind as error:
            refused = GraphQLError(str(error), extensions={"code": error.code, "help": error.help})
            yield Answer({"errors": [refused.formatted]})

    def _chosen(self, params: Params) -> tuple[Document, Operation]:
        document = self._documents.find(params)
        operation = chosen(document, params.operationName)
        if operation.kind is not OperationType.SUBSCRIPTION:
            check(document, operation, safe=False)
        elif document.faults:
            first = document.faults[0].message
            raise Refused("GRAPHQL_VALIDATION_FAILED", first, errors=document.faults)
        return document, operation

    async def _results(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        listening: Listening,
    ) -> AsyncGenerator[ExecutionResult, None]:
        if operation.kind is not OperationType.SUBSCRIPTION:
            work = partial(self._executor.execute, document, operation, variables)
            executed = await self._admission.run(work, listening)
            yield executed.result
            return
        begun = await self._begin(document, operation, variables, listening)
        if isinstance(begun, ExecutionResult):
            yield begun
            return
        async with aclosing(cast("AsyncGenerator[ExecutionResult, None]", begun)) as events:
            async for event in events:
                yield event

    async def _begin(
        self,
        document: Document,
        operation: Operation,
        variables: dict[str, Any] | None,
        listening: Listening,
    ) -> AsyncIterator[ExecutionResult] | ExecutionResult:
        """The events, or why there are none. Raises Refused where variables nest without end."""
        try:
            self._executor.told(document, operation, variables, listening)
            begun = subscribe(
                self._schema._schema,  # Strawberry has no other way to what is underneath
                document.node,
                context_value=listening,
                variable_values=variables,
                operation_name=operation.name or None,
                executor_class=self._schema.execution_context_class,
            )
            return await begun if isawaitable(begun) else begun
        except RecursionError:
            raise Refused("BAD_USER_INPUT", "the variables are nested too deeply") from None
