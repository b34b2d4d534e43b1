"""Work on threads is let in: little at once, few wait, and the rest is refused before it costs.

Threads of Python take turns on one processor, so more of them at once make each answer later and
none sooner. What needs no thread (health, pages, what a cache has already) needs no admission.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from schema.context import Context
from server.http.asker import Asker

T = TypeVar("T")
LONG: Final = 0.05
"""Seconds after which a work is a long one, and another is let in beside it: short works wait for
each other, and not for a long one."""
AT_ONCE: Final = 2
SLACK: Final = 0.05
"""Seconds of waiting up to which more may wait; one may wait however long it takes."""
BURST: Final = 0.25
"""The same for those that come at once after a while of few: a page asks for many things."""
CREDIT: Final = 32
"""So many may come at once."""
CREDIT_A_SECOND: Final = 8
RETRY_AFTER: Final = "1"
"""Seconds after which who was refused may ask again."""
_WEIGHT: Final = 0.1
"""Of the newest work, in how long works take of late."""


class Overloaded(Exception):
    """All who can be answered in good time are in already."""

    def __init__(self) -> None:
        super().__init__("the server answers as many questions as it can, and takes no other now")


class Admission:
    """The only way to a thread; everything but the work itself is done on the event loop."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """`seconds` is a monotonic clock."""
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="work")
        self._queue: deque[asyncio.Future[None]] = deque()
        self._long = 0
        self._of_late = 0.001
        """Seconds that a work takes."""
        self._credit = float(CREDIT)
        self._credited = seconds()
        self.working = 0
        self.shed: Counter[str] = Counter({"full": 0, "left": 0})
        """Works that were not begun or not finished: refused, or of a client that left."""

    @property
    def waiting(self) -> int:
        """Works that wait for a thread."""
        return len(self._queue)

    @property
    def full(self) -> bool:
        """Whether a work that comes now is refused."""
        wait = len(self._queue) * self._of_late
        if self._has_place or not self._queue or wait < SLACK:
            return False
        return wait >= BURST or self._credit_now() < 1

    async def run(self, work: Callable[[Context], T], context: Context) -> T:
        """What the work comes to, on a thread. Raises Overloaded.

        Where this is cancelled the time of the context is over, so that the work ends soon.
        """
        if self.full:
            self.shed["full"] += 1
            raise Overloaded
        asker = Asker()
        try:
            await self._turn()
            return await asyncio.shield(self._begin(work, asker.bound(context)))
        except asyncio.CancelledError:
            asker.gone = True
            self.shed["left"] += 1
            raise

    @property
    def _has_place(self) -> bool:
        return self.working < min(1 + self._long, AT_ONCE)

    async def _turn(self) -> None:
        if self._has_place:
            self.working += 1
            return
        if len(self._queue) * self._of_late >= SLACK:
            self._credit = self._credit_now() - 1
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._end()
            elif turn in self._queue:
                self._queue.remove(turn)
            raise

    def _begin(self, work: Callable[[Context], T], context: Context) -> asyncio.Future[T]:
        loop, began = asyncio.get_running_loop(), self._seconds()
        running = loop.run_in_executor(self._pool, work, context)
        grown = False

        def grow() -> None:
            nonlocal grown
            grown = True
            self._long += 1
            self._admit()

        timer = loop.call_later(LONG, grow)

        def done(_: object) -> None:
            timer.cancel()
            self._long -= grown
            self._of_late += _WEIGHT * (self._seconds() - began - self._of_late)
            self._end()

        running.add_done_callback(done)
        return running

    def _end(self) -> None:
        self.working -= 1
        self._admit()

    def _admit(self) -> None:
        """Who waited longest is next."""
        while self._queue and self._has_place:
            turn = self._queue.popleft()
            if not turn.cancelled():
                self.working += 1
                turn.set_result(None)

    def _credit_now(self) -> float:
        now = self._seconds()
        self._credit = min(CREDIT, self._credit + (now - self._credited) * CREDIT_A_SECOND)
        self._credited = now
        return self._credit
