"""Asks for the pages of the catalogue, some hosts at once, those of a host one after the other."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from datetime import datetime
from itertools import count

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.answers import Answer, Asked, Failed, Moved, Purpose, Trouble
from ingest.fetching.client import Asking
from ingest.fetching.connections import Connections
from ingest.fetching.exchange import Exchange
from ingest.fetching.intake import Intake
from ingest.fetching.robots import Robots, RobotsCache
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Reach, asked_target
from ingest.fetching.walk import Walk, Way, settled
from ingest.moment import stamp
from snapshots.stores.base import Store
from snapshots.stores.records import PageState


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


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """How a round is made."""

    rules: FetchRules
    only: frozenset[str] | None = None
    """The pages that are asked for; None for all that the catalogue follows."""
    now: Callable[[], datetime]
    progress: Callable[[int, int], None] = lambda _done, _of: None
    """Told how many pages have answered and how many there are."""
    counted: Callable[[Purpose], None] = lambda _: None
    """Told of each request as it is sent."""
    resolve: Resolver = resolve_by_system


async def visit(catalogue: Catalogue, store: Store, intake: Intake, way: Round) -> None:
    """Ask for the pages of the catalogue; the intake has all answers in the end.

    Raises UnreadableFile where the file of authorities cannot be read.
    """
    wanted = [url for url in catalogue.pages if way.only is None or url in way.only]
    asked = _asked(wanted, store, stamp(way.now()))
    answered = count(1)

    def take(answer: Answer) -> None:
        intake.take(answer)
        way.progress(next(answered), len(asked))

    await fetch(asked, way.rules, store, way.now, take, resolve=way.resolve, counted=way.counted)


def _asked(wanted: Sequence[str], store: Store, now: str) -> tuple[Asked, ...]:
    """The pages, with the validators of those whose newest capture is there to be kept.

    Who has waited longest goes first: where a run has no time for all pages of a host, or for all
    hosts, the others have theirs in the next runs. Times of the future are no times.
    """

    def waiting_since(page: PageState) -> str:
        return page.asked_at if page.asked_at and page.asked_at <= now else ""

    states = {one.url: one for one in store.states()}
    pages = tuple(states.get(url, PageState(url=url)) for url in wanted)
    there = store.known_captures((page.url, page.latest) for page in pages if page.latest)
    return tuple(
        msgspec.convert(page, Asked, from_attributes=True)
        if (page.url, page.latest) in there
        else Asked(url=page.url)
        for page in sorted(pages, key=waiting_since)
    )
