"""The root of subscriptions: what is told when it happens."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Annotated, Any, Final, cast

import strawberry
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


class EventExecutor(StrawberryGraphQLCoreExecutionContext):
    """Answers each event from a context of its own, which is the event.

    The library would answer all of them in the context of the beginning: from a snapshot that is
    not served any more. A thread executes it, so that many answers at once do not stop the loop.
    """

    is_event = False

    def build_per_event_executor(self, payload: Context) -> "EventExecutor":
        """The executor of one event."""
        made = cast("EventExecutor", super().build_per_event_executor(payload.view))
        made.context_value = payload
        made.is_event = True
        return made

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
