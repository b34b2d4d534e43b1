"""The only network code: asks for the pages of a run, host by host."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from datetime import datetime

from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Failed, Moved, Purpose
from ingest.fetching.asking import Asking
from ingest.fetching.connections import Connections
from ingest.fetching.exchange import Exchange
from ingest.fetching.robots import Robots, RobotsCache
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Reach, asked_target
from ingest.fetching.trouble import Trouble
from ingest.fetching.walk import Walk, Way, failed, settled

WAITING = 32  # answers that may wait for the consumer, bodies and all, before the hosts do


async def fetch(
    asked: Sequence[Asked],
    rules: FetchRules,
    robots: RobotsCache,
    now: Callable[[], datetime],
    resolve: Resolver = resolve_by_system,
    *,
    counted: Callable[[Purpose], None] = lambda _: None,
) -> AsyncGenerator[Answer, None]:
    """One answer for each address, as they come; addresses that moved come last.

    Never raises for what a host does. An address that is asked for twice is answered once.
    Close it (`contextlib.aclosing`) where you break off: that cancels what runs and closes all
    connections. `counted` is told of each request as it is sent, with what it is for: pages and
    robots.txt, redirects and further attempts included, but no connection that fails.

    Raises `ingest.errors.UnreadableFile` if the file of authorities cannot be read, and ValueError
    for rules that make no sense.
    """
    ways, refused = _ways(asked, rules, now)
    for refusal in refused:
        yield refusal
    async with Connections(rules, resolve) as connections:
        asking = Asking(rules, Exchange(rules, connections, counted), now)
        reach = Reach(
            rules=rules, places=frozenset((way.target.host, way.target.port) for way in ways)
        )
        walk = Walk(reach, asking, Robots(reach, robots, asking, now), now, ways)
        moved: dict[str, Moved] = {}
        workers = _Workers(walk, _by_host(ways), rules.hosts_at_once)
        try:
            while (answer := await workers.next()) is not None:
                if isinstance(answer, Moved):
                    moved[answer.url] = answer
                else:
                    yield answer
        finally:
            await workers.stop()
        for end in settled(moved):
            yield end


def _ways(
    asked: Iterable[Asked], rules: FetchRules, now: Callable[[], datetime]
) -> tuple[list[Way], list[Failed]]:
    ways, refused = [], []
    for one in {one.url: one for one in asked}.values():
        try:
            ways.append(Way(asked=one, target=asked_target(one.url, rules)))
        except Trouble as trouble:
            refused.append(failed(one.url, trouble, now))
    return ways, refused


def _by_host(ways: Iterable[Way]) -> deque[list[Way]]:
    hosts: dict[str, list[Way]] = {}
    for way in ways:
        hosts.setdefault(way.target.host, []).append(way)
    return deque(hosts.values())


class _Workers:
    """Some hosts at once, each by one task; their answers come out at one place."""

    def __init__(self, walk: Walk, hosts: deque[list[Way]], most: int) -> None:
        self._walk = walk
        self._hosts = hosts
        self._answers: asyncio.Queue[Answer | None] = asyncio.Queue()
        self._room = asyncio.Semaphore(WAITING)
        self._tasks = [asyncio.create_task(self._work()) for _ in range(min(most, len(hosts)))]
        self._running = len(self._tasks)
        for task in self._tasks:
            task.add_done_callback(self._ended)

    async def next(self) -> Answer | None:
        """The next answer, or None after the last one. What broke a task is raised here."""
        while self._running or not self._answers.empty():
            answer = await self._answers.get()
            if answer is not None:
                self._room.release()
                return answer
            self._running -= 1
            for task in self._tasks:
                if task.done():
                    task.result()
        return None

    async def stop(self) -> None:
        """Cancel what still runs, and wait for it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        while self._hosts:
            for way in self._hosts.popleft():
                answer = await self._walk.walk(way)
                await self._room.acquire()
                self._answers.put_nowait(answer)

    def _ended(self, _task: asyncio.Task[None]) -> None:
        self._answers.put_nowait(None)
