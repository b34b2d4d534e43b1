"""Whoever asks a new thing each time fills what is kept, and no more than that."""

import gc
from collections.abc import AsyncIterator
from functools import _lru_cache_wrapper
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from schema.lru import Lru
from server.app import create_app
from server.graphql.memory import Kept
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
MANY = 2_000
OURS = {"schema", "server", "snapshots"}
SEARCH = (
    "query Search($words: String!, $first: Int) "
    "{ search(query: $words, first: $first) { totalCount } }"
)
NAMES = "{ processes { nodes { name } } }"
PLAIN = "query Q%d { a%d: processes(first: 3) { nodes { slug name } } }"


@pytest.fixture
def app(store: SqliteStore) -> Starlette:
    return create_app(Settings(keep=1), store)


@pytest.fixture
async def asker(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


def stores() -> list[Lru[Any, Any]]:
    """All there are in the process, whoever made them, frozen or not."""
    gc.unfreeze()
    return [one for one in gc.get_objects() if isinstance(one, Lru)]


def unbounded() -> dict[str, int]:
    """How much each cache of ours holds that has no bound of its own."""
    gc.unfreeze()
    return {
        one.__qualname__: one.cache_info().currsize
        for one in gc.get_objects()
        if isinstance(one, _lru_cache_wrapper)
        and one.__module__.partition(".")[0] in OURS
        and one.cache_parameters()["maxsize"] is None
    }


def assert_bounded() -> None:
    for one in stores():
        assert len(one) <= one._number
        assert one.weighs <= one._weight
        assert one.weighs == sum(weight for _, weight in one._values.values())


async def test_distinct_operations_leave_all_that_is_kept_within_its_bounds(
    asker: httpx.AsyncClient,
) -> None:
    await asker.post("/graphql", json={"query": PLAIN % (0, 0)})
    before = unbounded()
    for number in range(MANY):
        answer = await asker.post("/graphql", json={"query": PLAIN % (number, number)})
        assert "errors" not in answer.json()
    assert_bounded()
    assert unbounded() == before
    assert any(len(one) == one._number for one in stores()), "none was filled"


async def test_distinct_variables_leave_all_that_is_kept_within_its_bounds(
    asker: httpx.AsyncClient,
) -> None:
    await asker.post("/graphql", json={"query": SEARCH, "variables": {"words": "a", "first": 1}})
    before = unbounded()
    for number in range(MANY):
        variables = {"words": f"migration {number}", "first": number % 50 + 1}
        answer = await asker.post("/graphql", json={"query": SEARCH, "variables": variables})
        assert "errors" not in answer.json()
    assert_bounded()
    assert unbounded() == before


async def test_distinct_languages_and_other_headers_are_weighed_or_not_kept(
    asker: httpx.AsyncClient,
) -> None:
    await asker.post("/graphql", json={"query": NAMES})
    before, plain = unbounded(), sum(map(len, stores()))
    for number in range(MANY):
        headers = {"Accept-Language": f"fr;q=0.{number},en;q=0.1", "Cookie": f"{number}" * 500}
        answer = await asker.post("/graphql", json={"query": NAMES}, headers=headers)
        assert "errors" not in answer.json()
    assert_bounded()
    assert unbounded() == before
    assert sum(map(len, stores())) <= plain + 10, "languages are kept by what they come to"


async def test_what_an_asker_sends_beside_the_question_is_not_kept_unweighed(
    asker: httpx.AsyncClient,
) -> None:
    kind = "application/json; a=" + "a" * 10_000
    for number in range(100):
        headers = {"Cookie": "c" * 20_000, "Content-Type": f"{kind}{number}"}
        answer = await asker.post(f"/graphql?a={number}", json={"query": NAMES}, headers=headers)
        assert "errors" not in answer.json()
    held = [
        (len(one.body) + sum(map(len, one.question.headers)) + len(one.question.query), room)
        for store in stores()
        for one, room in store._values.values()
        if isinstance(one, Kept)
    ]
    assert held
    assert all(size <= room for size, room in held)
