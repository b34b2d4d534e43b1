"""Asks for the pages of a run, some hosts at once, the pages of a host one after the other."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from datetime import datetime

from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Failed, Moved, Purpose, Trouble
from ingest.fetching.asking import Asking
from ingest.fetching.connections import Connections
from ingest.fetching.exchange import Exchange
from ingest.fetching.robots import Robots, RobotsCache
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Reach, asked_target
from ingest.fetching.walk import Walk, Way, settled
from ingest.moment import stamp


async def fetch(
    asked: Sequence[Asked],
    rules: FetchRules,
    robots: RobotsCache,
    now: Callable[[], datetime],
    take: Callable[[Answer], None],
    *,
    resolve: Resolver = resolve_by_system,
    counted: Callable[[Purpose], None] = lambda _: None,
) -> None:
    """Give `take` one answer for each address, as they come; addresses that moved come last.

    Never raises for what a host does, but what `take` raises ends it. An address that is asked for
    twice is answered once. `counted` is told of each request as it is sent, with what it is for:
    pages and robots.txt, redirects and further attempts included, but no connection that fails.

    Raises UnreadableFile if the file of authorities cannot be read, and ValueError for rules that
    make no sense.
    """
    ways: list[Way] = []
    for one in {one.url: one for one in asked}.values():
        try:
            ways.append(Way(asked=one, target=asked_target(one.url, rules)))
        except Trouble as trouble:
            take(Failed.by(trouble, one.url, stamp(now())))
    async with aclosing(Connections(rules, resolve)) as connections:
        asking = Asking(rules, Exchange(rules, connections, counted), now)
        reach = Reach(
            rules=rules, places=frozenset((way.target.host, way.target.port) for way in ways)
        )
        walk = Walk(reach, asking, Robots(reach, robots, asking, now), now, ways)
        moved: dict[str, Moved] = {}

        def sort(answer: Answer) -> None:
            if isinstance(answer, Moved):
                moved[answer.url] = answer
            else:
                take(answer)

        await _walk_all(walk, ways, rules.hosts_at_once, sort)
    for end in settled(moved):
        take(end)


async def _walk_all(
    walk: Walk, ways: Iterable[Way], most: int, take: Callable[[Answer], None]
) -> None:
    """At most so many hosts at once, each by one task."""
    by_host: dict[str, list[Way]] = {}
    for way in ways:
        by_host.setdefault(way.target.host, []).append(way)
    hosts = deque(by_host.values())

    async def work() -> None:
        while hosts:
            for way in hosts.popleft():
                take(await walk.walk(way))

    tasks = [asyncio.create_task(work()) for _ in range(min(most, len(hosts)))]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
