"""Asks for the pages of the catalogue, some hosts at once, those of a host one after the other."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from datetime import datetime
from itertools import count

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.clock import timestamp
from ingest.fetching.addresses import Resolver, resolve_by_system
from ingest.fetching.client import Client, Standing, Turns
from ingest.fetching.connections import Connections
from ingest.fetching.exchange import Exchange
from ingest.fetching.intake import Intake
from ingest.fetching.redirects import AskedPage, RedirectFollower, followed_moves
from ingest.fetching.results import Failed, FetchError, FetchResult, Moved, PageRequest, Purpose
from ingest.fetching.robots import Robots, RobotsCache
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import RedirectScope, Target, asked_target
from snapshots.stores.base import Store
from snapshots.stores.records import PageState


class CrawlOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a crawl is made."""

    rules: FetchRules
    only: frozenset[str] | None = None
    """The pages that are asked for; None for all that the catalogue follows."""
    now: Callable[[], datetime]
    progress: Callable[[int, int], None] = lambda _done, _of: None
    """Told how many pages have answered and how many there are."""
    on_request: Callable[[Purpose], None] = lambda _: None
    """Told of each request as it is sent, with what it is for: pages and robots.txt, redirects and
    further attempts included, but no connection that fails."""
    resolve: Resolver = resolve_by_system
    turns: Turns | None = None
    """How those who share the run wait for each other; None where nobody does."""


async def crawl(catalogue: Catalogue, store: Store, intake: Intake, options: CrawlOptions) -> None:
    """Ask for the pages of the catalogue; the intake has all answers in the end.

    Raises UnreadableFile where the file of authorities cannot be read.
    """
    wanted = [url for url in catalogue.pages if options.only is None or url in options.only]
    asked = requests_for(wanted, store, timestamp(options.now()))
    answered = count(1)

    def take(result: FetchResult) -> None:
        intake.take(result)
        options.progress(next(answered), len(asked))

    await fetch(asked, options, store, take)


async def fetch(
    asked: Sequence[PageRequest],
    options: CrawlOptions,
    robots: RobotsCache,
    take: Callable[[FetchResult], None],
) -> None:
    """Give `take` one result for each address, as they come; addresses that moved come last.

    Never raises for what a host does, but what `take` raises ends it. An address that is asked for
    twice is answered once. Raises UnreadableFile if the file of authorities cannot be read, and
    ValueError for rules that make no sense.
    """
    requests = {one.url: one for one in asked}
    targets = targets_of(requests, options, take)
    pages = [AskedPage(asked=requests[url], target=target) for url, target in targets.items()]
    moved: dict[str, Moved] = {}

    def sort(result: FetchResult) -> None:
        if isinstance(result, Moved):
            moved[result.url] = result
        else:
            take(result)

    async with _following(targets, options, robots, {}) as (follower, _):
        await _fetch_all(follower, pages, options.rules.hosts_at_once, sort)
    for end in followed_moves(moved):
        take(end)


async def fetch_one(
    page: AskedPage,
    targets: Mapping[str, Target],
    options: CrawlOptions,
    robots: RobotsCache,
    standings: Mapping[str, Standing],
) -> tuple[FetchResult, Mapping[str, Standing]]:
    """The answer of one page of a run that is shared, and how the hosts stand that it asked.

    `targets` are those of all pages of the run; redirects to another one of them are `Moved`, and
    not followed to their end. Raises as `fetch` does, and what `turns` raises.
    """
    async with _following(targets, options, robots, standings) as (follower, client):
        result = await follower.follow(page)
        return result, client.standings()


def targets_of(
    urls: Iterable[str], options: CrawlOptions, take: Callable[[FetchResult], None]
) -> Mapping[str, Target]:
    """Where the requests for the pages go; `take` is given what became of pages with none."""
    targets = {}
    for url in urls:
        try:
            targets[url] = asked_target(url, options.rules)
        except FetchError as failure:
            take(Failed.by(failure, url, timestamp(options.now())))
    return targets


@asynccontextmanager
async def _following(
    targets: Mapping[str, Target],
    options: CrawlOptions,
    robots: RobotsCache,
    standings: Mapping[str, Standing],
) -> AsyncIterator[tuple[RedirectFollower, Client]]:
    endpoints = frozenset((one.host, one.port) for one in targets.values())
    scope = RedirectScope(rules=options.rules, endpoints=endpoints)
    async with aclosing(Connections(options.rules, options.resolve)) as connections:
        exchange = Exchange(options.rules, connections, options.on_request)
        client = Client(scope, exchange, options.now, standings=standings, turns=options.turns)
        yield RedirectFollower(client, Robots(client, robots), targets), client


async def _fetch_all(
    follower: RedirectFollower,
    pages: Iterable[AskedPage],
    most: int,
    take: Callable[[FetchResult], None],
) -> None:
    """At most so many hosts at once, each by one task."""
    by_host: dict[str, list[AskedPage]] = {}
    for page in pages:
        by_host.setdefault(page.target.host, []).append(page)
    hosts = deque(by_host.values())

    async def work() -> None:
        while hosts:
            for page in hosts.popleft():
                take(await follower.follow(page))

    tasks = [asyncio.create_task(work()) for _ in range(min(most, len(hosts)))]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def requests_for(wanted: Iterable[str], store: Store, now: str) -> tuple[PageRequest, ...]:
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
        msgspec.convert(page, PageRequest, from_attributes=True)
        if (page.url, page.latest) in there
        else PageRequest(url=page.url)
        for page in sorted(pages, key=waiting_since)
    )
