"""Rounds over the pages of a catalogue: what is asked for with what, and in which order."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.world import ADDRESS, Reply, Seen, World
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.fetching.crawl import CrawlOptions, crawl
from ingest.fetching.intake import Intake
from ingest.fetching.rules import FetchRules
from snapshots.stores.sqlite.store import SqliteStore

FIRST = datetime(2026, 1, 1, 4, tzinfo=UTC)
ONE_REQUEST = {"delay": 100, "run_timeout": 60}
"""Rules by which a run has time for one request to a host."""


def catalogue_of(*urls: str) -> Catalogue:
    return Catalogue((CatalogueProcess(id="one", names={"en": "One"}, pages=urls),))


async def visited(
    number: int, catalogue: Catalogue, world: World, store: SqliteStore, **changes: Any
) -> None:
    """The round of that hour, and its states kept as a run keeps them."""
    now = FIRST + timedelta(hours=number)
    values: dict[str, Any] = {
        "user_agent": "iscm",
        "hosts": catalogue.hosts,
        "delay": 0.0,
        "attempts": 1,
        "networks": (f"{ADDRESS}/32",),
        "connect_to": world.connect_to("a.test", "b.test"),
    }
    intake = Intake(store, now.isoformat())
    way = CrawlOptions(rules=FetchRules(**(values | changes)), now=lambda: now)
    await crawl(catalogue, store, intake, way)
    store.keep_states(tuple(one.state for one in intake.settled()))


def asked(world: World, since: int = 0) -> list[str]:
    return [seen.path for seen in world.log[since:] if seen.path != "/robots.txt"]


@pytest.mark.anyio
async def test_over_some_runs_every_page_of_a_slow_host_has_its_turn(
    world: World, store: SqliteStore
) -> None:
    paths = [f"/{number}" for number in range(7)]
    for path in paths:
        world.script("a.test", path, Reply(body=b"<p>Page"))
    catalogue = catalogue_of(*(f"http://a.test{path}" for path in paths))
    for number in range(9):
        await visited(number, catalogue, world, store, **ONE_REQUEST)
    assert asked(world) == [*paths, *paths[:1]], "after one run that had the robots.txt"


@pytest.mark.anyio
async def test_pages_that_fail_wait_as_long_as_the_others_for_their_next_turn(
    world: World, store: SqliteStore
) -> None:
    for number in range(6):
        fails = Reply(status=403, body=b"no")
        world.script("a.test", f"/{number}", Reply(body=b"<p>Page") if number > 2 else fails)
    catalogue = catalogue_of(*(f"http://a.test/{number}" for number in range(6)))
    await visited(0, catalogue, world, store, give_up_after=3)
    assert asked(world) == ["/0", "/1", "/2"], "then the host is left alone"
    first = len(world.log)
    await visited(1, catalogue, world, store, give_up_after=3)
    assert asked(world, first) == ["/3", "/4", "/5", "/0", "/1", "/2"]


@pytest.mark.anyio
async def test_the_host_whose_page_waited_longest_goes_first(
    world: World, store: SqliteStore
) -> None:
    for host in ("a.test", "b.test"):
        world.script(host, "/page", Reply(body=b"<p>Page"))
    await visited(0, catalogue_of("http://a.test/page"), world, store)
    both = catalogue_of("http://a.test/page", "http://b.test/page")
    for number in range(1, 3):
        await visited(number, both, world, store, hosts_at_once=1)
    hosts = [seen.host for seen in world.log if seen.path == "/page"]
    assert hosts == ["a.test", "b.test", "a.test", "a.test", "b.test"]


@pytest.mark.anyio
async def test_a_time_of_the_future_keeps_no_page_waiting(world: World, store: SqliteStore) -> None:
    for path in ("/0", "/1"):
        world.script("a.test", path, Reply(body=b"<p>Page"))
    await visited(100_000, catalogue_of("http://a.test/0"), world, store)
    both = catalogue_of("http://a.test/0", "http://a.test/1")
    await visited(0, catalogue_of("http://a.test/1"), world, store)
    first = len(world.log)
    await visited(1, both, world, store)
    assert asked(world, first) == ["/0", "/1"]


@pytest.mark.anyio
async def test_a_page_behind_a_redirect_is_asked_with_what_its_own_address_said(
    world: World, store: SqliteStore
) -> None:
    moved = Reply(status=301, headers=(("Location", "/new"),))
    world.script("a.test", "/page", moved)
    world.script("a.test", "/new", Reply(body=b"<p>New", etag='"new"'))
    for number in range(2):
        await visited(number, catalogue_of("http://a.test/page"), world, store)
    told = Counter((seen.path, seen.headers.get("if-none-match")) for seen in world.log)
    assert told["/page", None] == 2
    assert told["/new", None] == told["/new", '"new"'] == 1
    assert told.total() == 5, told


@pytest.mark.anyio
async def test_what_no_field_can_hold_stops_no_run(world: World, store: SqliteStore) -> None:
    def odd(seen: Seen) -> Reply:
        assert "if-none-match" not in seen.headers
        return Reply(body=b"<p>Page", headers=(("ETag", '"é"'), ("Last-Modified", "août")))

    world.script("a.test", "/page", odd)
    catalogue = catalogue_of("http://a.test/page")
    await visited(0, catalogue, world, store)
    (state,) = store.states()
    assert (state.etag, state.last_modified) == (None, None)
    # A store may hold them from before.
    store.keep_states((type(state)(url=state.url, latest=state.latest, etag='"é"'),))
    await visited(1, catalogue, world, store)
    assert asked(world) == ["/page", "/page"]


@pytest.fixture
def world() -> Any:
    with World() as world:
        yield world


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")
