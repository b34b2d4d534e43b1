"""Pages that were made before: the same while the same is served, and never older than they say."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette

from server.app import create_app
from server.current import Current
from server.settings import Settings
from server.site.kept import KeptPages
from snapshots.model import Version
from snapshots.stores.records import PageState
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
Publish = Callable[..., Version]
BROWSER = {"Accept": "text/html"}
CHECKED = "2026-02-01T04:00:00Z"


class Clock:
    """Shows a minute after the check, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 2, 1, 4, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(store: SqliteStore, publish_pages: Publish, record: Callable, clock: Clock) -> Starlette:
    publish_pages("a")
    record(states=(PageState(url="https://www.iom.int/a", checked_at=CHECKED),))
    return create_app(Settings(), store, clock)


@pytest.fixture
async def reader(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_the_home_page_stays_the_same_in_each_language_as_time_passes(
    reader: httpx.AsyncClient, clock: Clock
) -> None:
    before = {code: await reader.get(f"/?language={code}") for code in ("en", "fr", "es")}
    clock.now += timedelta(days=3)
    for code, page in before.items():
        again = await reader.get(f"/?language={code}")
        assert (again.content, again.headers) == (page.content, page.headers)
    assert len({page.content for page in before.values()}) == 3


async def test_the_home_page_tells_of_what_is_served_now(
    reader: httpx.AsyncClient, app: Starlette, publish_pages: Publish
) -> None:
    assert "Version 1" in (await reader.get("/")).text
    publish_pages("a", "b")
    app.state.current.refresh()
    assert "Version 2" in (await reader.get("/")).text


async def test_an_age_is_that_of_the_moment(reader: httpx.AsyncClient, clock: Clock) -> None:
    assert "1m" in (await reader.get("/readyz", headers=BROWSER)).text
    clock.now += timedelta(hours=2)
    assert "2h1m" in (await reader.get("/readyz", headers=BROWSER)).text


async def test_a_limit_that_another_reader_asked_for_is_not_told(reader: httpx.AsyncClient) -> None:
    strict = await reader.get("/readyz?max_age=30s", headers=BROWSER)
    plain = await reader.get("/readyz", headers=BROWSER)
    assert (strict.status_code, plain.status_code) == (503, 200)
    assert "30s" in strict.text
    assert "30s" not in plain.text


def test_a_page_is_made_once_for_what_is_served_and_few_are_kept(store: SqliteStore) -> None:
    kept, made = KeptPages(), []
    current, other = Current(store).served, Current(store).served

    def make(number: int) -> Callable[[], bytes]:
        return lambda: made.append(number) or b"page"

    for number in (1, 2, 1, 2):
        kept.html(current, number, make(number))
    assert made == [1, 2]
    kept.html(other, 1, make(1))
    assert made == [1, 2, 1]
    for number in range(1_000):
        kept.html(other, number, make(number))
    assert len(kept._pages) <= 100
