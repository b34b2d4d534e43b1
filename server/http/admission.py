"""Work on threads is let in: little at once, few wait, and the rest is refused before it costs.

Threads of Python take turns on one processor, so more of them at once make each answer later and
none sooner. What needs no thread (health, pages, what a cache has already) needs no admission.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Final, TypeVar

from schema.context import Context
from server.http.asker import Asker

T = TypeVar("T")
AT_ONCE: Final = 2
"""Works at the same time, so that short ones wait for each other and not for a long one."""
PATIENCE: Final = 0.25
"""Seconds of waiting up to which more may wait; one may wait however long it takes."""
MOST: Final = 100
"""Works that may wait, however short those before them were."""
RETRY_AFTER: Final = "1"
"""Seconds after which who was refused may ask again."""
_WEIGHT: Final = 0.1
"""Of the newest work, in how long works take of late."""


class Overloaded(Exception):
    """All who can be answered in good time are in already."""

    def __init__(self) -> None:
        super().__init__("the server answers as many questions as it can, and takes no other now")


class Admission:
    """The only way to a thread.

    A thread that has ended one work goes on with the next by itself: the event loop may be busy for
    longer than a work takes.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        """`seconds` is a monotonic clock."""
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="work")
        self._lock = Lock()
        self._of_late = 0.001
        """Seconds that a work takes."""
        self.working = 0
        self.waiting = 0
        """Works that wait for a thread."""
        self.shed: Counter[str] = Counter({"full": 0, "left": 0})
        """Works that were not begun or not finished: refused, or of a client that left."""

    @property
    def full(self) -> bool:
        """Whether a work that comes now is refused."""
        too_late = self.waiting * self._of_late / AT_ONCE >= PATIENCE
        return self.waiting > 0 and (too_late or self.waiting >= MOST)

    async def run(self, work: Callable[[Context], T], context: Context) -> T:
        """What the work comes to, on a thread. Raises Overloaded.

        Where this is cancelled the time of the context is over, so that the work ends soon.
        """
        if self.full:
            self.shed["full"] += 1
            raise Overloaded
        asker = Asker()
        self._count(waiting=1)
        job = self._pool.submit(self._done, work, asker.bound(context))
        job.add_done_callback(self._forget)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            asker.gone = True
            self.shed["left"] += 1
            raise

    def _done(self, work: Callable[[Context], T], context: Context) -> T:
        self._count(waiting=-1, working=1)
        began = self._seconds()
        try:
            return work(context)
        finally:
            self._of_late += _WEIGHT * (self._seconds() - began - self._of_late)
            self._count(working=-1)

    def _forget(self, job: Future[T]) -> None:
        """One that left before it was its turn waits no longer."""
        if job.cancelled():
            self._count(waiting=-1)

    def _count(self, waiting: int = 0, working: int = 0) -> None:
        with self._lock:
            self.waiting += waiting
            self.working += working
