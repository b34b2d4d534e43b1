"""The root of subscriptions: what is told when it happens."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from copy import copy
from typing import Annotated, Any, Final, cast

import strawberry
from graphql import GraphQLObjectType
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.context import Context
from schema.types.lazy import one

_NOW: Final = (
    "True gives the present snapshot at once, then each later one: no version can be missed "
    "between a first question and the subscription."
)


class Listening(Context, frozen=True, kw_only=True):
    """The context in which a subscription begins."""

    published: Callable[[bool], AsyncGenerator[Context, None]]
    """The contexts of the snapshots that are taken up from the first step on; where it is called
    with True, that of the present one before them, with no gap between."""


class ContextExecutor(StrawberryGraphQLCoreExecutionContext):
    """Answers what is asked of a value that is a context in that context: a snapshot, an event.

    The library would answer all in the context of the beginning. A thread executes what is asked
    of an event, so that many answers at once do not stop the loop.
    """

    is_event = False

    def build_per_event_executor(self, payload: Context) -> "ContextExecutor":
        """The executor of one event."""
        made = cast("ContextExecutor", super().build_per_event_executor(payload))
        made.is_event = True
        return made

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: Any,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """The object; the errors are those of the whole answer."""
        if not isinstance(result, Context):
            complete = super().complete_object_value
            return complete(return_type, field_details_list, info, path, result, position_context)
        within = copy(self)
        within.context_value = result
        return within.complete_object_value(
            return_type, field_details_list, info, path, result.view, position_context
        )

    def execute_operation(self, serially: bool | None = None) -> Any:
        """The result; that of an event is awaited."""
        execute: Callable[..., Any] = super().execute_operation
        return asyncio.to_thread(execute, serially) if self.is_event else execute(serially)


async def _published(
    info: strawberry.Info[Listening, None],
    now: Annotated[bool, strawberry.argument(description=_NOW)] = False,
) -> AsyncGenerator[Context, None]:
    async with aclosing(info.context.published(now)) as contexts:
        async for context in contexts:
            yield context


@strawberry.type(description="What is told when it happens, by WebSocket or server-sent events.")
class Subscription:
    """The entry points of subscriptions; each event is a context, shown as its snapshot."""

    snapshot_published = strawberry.subscription(
        resolver=_published,
        description="Each snapshot that is taken up to be served after the subscription began. All "
        "that is asked of it is answered from it alone, whatever is served meanwhile. Where two "
        "are published between two looks at the store, the newer alone is taken up.",
        graphql_type=one("Snapshot"),
    )
