"""Tells every listener of what is new, and keeps little for those who are slow."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Final, Generic, TypeVar

from server.live.errors import Behind

News = TypeVar("News")
BACKLOG: Final = 8
"""Items kept for a listener; a store publishes once a day, so one is behind by a week."""


class Broadcast(Generic[News]):
    """One teller, many listeners, one event loop."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[News | None]] = set()

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._queues)

    def tell(self, news: News) -> None:
        """Give it to all who listen; never waits for anyone."""
        for queue in tuple(self._queues):
            if queue.qsize() < BACKLOG:
                queue.put_nowait(news)
            else:
                self._queues.discard(queue)
                queue.put_nowait(None)

    async def listen(self, first: Callable[[], News] | None = None) -> AsyncGenerator[News, None]:
        """What is told from the first step on, after what `first` gives at that step.

        Raises Behind, after all that was kept, where more than BACKLOG items were not taken.
        """
        queue: asyncio.Queue[News | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            if first is not None:
                yield first()
            while (news := await queue.get()) is not None:
                yield news
        finally:
            self._queues.discard(queue)
        raise Behind(BACKLOG)
