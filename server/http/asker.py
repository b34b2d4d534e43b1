"""Who waits for an answer, and may leave before it is there."""

import asyncio
import math
from collections.abc import Awaitable
from typing import TypeVar

from msgspec import structs
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from schema.context import Context

T = TypeVar("T")


class Asker:
    """For one that has gone the time is over."""

    gone = False

    def bound(self, context: Context) -> Context:
        """The context, with a clock that stands at the end of time once the asker has gone."""
        budget = context.budget
        if budget is None:
            return context
        seconds = budget.seconds

        def clock() -> float:
            return math.inf if self.gone else seconds()

        return structs.replace(context, budget=structs.replace(budget, seconds=clock))


async def while_there(receive: Receive, answer: Awaitable[T]) -> T:
    """The answer, for as long as its asker is there. Raises ClientDisconnect."""
    task = asyncio.current_task()
    watch = asyncio.ensure_future(_until_left(receive))

    def left(_: object) -> None:
        if task is not None and not watch.cancelled():
            task.cancel()

    watch.add_done_callback(left)
    try:
        return await answer
    except asyncio.CancelledError:
        if task is None or not watch.done() or watch.cancelled():
            raise
        task.uncancel()
        raise ClientDisconnect from None
    finally:
        watch.remove_done_callback(left)
        watch.cancel()


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
