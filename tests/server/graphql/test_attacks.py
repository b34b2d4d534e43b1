"""What strangers try: small questions with large answers, and work that nobody paid for."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from server.app import create_app
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(store: SqliteStore) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(Settings(), store))
    headers = {"Accept": "application/graphql-response+json"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://test", headers=headers
    ) as client:
        yield client


async def codes(client: httpx.AsyncClient, query: str, **variables: Any) -> set[str]:
    answer = await client.post("/graphql", json={"query": query, "variables": variables})
    assert answer.status_code == 400
    assert "data" not in answer.json()
    return {error["extensions"]["code"] for error in answer.json()["errors"]}


async def test_introspection_does_not_multiply_by_aliases(client: httpx.AsyncClient) -> None:
    fields = " ".join(f"f{n}: fields {{ name }}" for n in range(5))
    query = f"{{ __schema {{ types {{ ...T }} }} }} fragment T on __Type {{ {fields} }}"
    assert await codes(client, query) == {"INTROSPECTION_LIMIT"}


async def test_the_schema_is_asked_for_a_few_times_at_most(client: httpx.AsyncClient) -> None:
    query = "{ " + " ".join(f"a{n}: __schema {{ types {{ name }} }}" for n in range(4)) + " }"
    assert await codes(client, query) == {"INTROSPECTION_LIMIT"}


@pytest.mark.parametrize("one", [{}, {"text": "a b"}])
async def test_filters_cost_what_they_are_many(
    client: httpx.AsyncClient, one: dict[str, str]
) -> None:
    lists = " ".join(
        f"a{n}: states(first: 0, where: {{and: $w}}) {{ totalCount }}" for n in range(45)
    )
    query = f"query($w: [StateFilter!]) {{ {lists} }}"
    assert await codes(client, query, w=[one] * 1500) == {"COST_LIMIT"}


async def test_filters_of_statistics_cost_as_much(client: httpx.AsyncClient) -> None:
    lists = " ".join(f"a{n}: meetingsPerYear(where: {{and: $w}}) {{ count }}" for n in range(45))
    query = f"query($w: [MeetingFilter!]) {{ statistics {{ {lists} }} }}"
    assert await codes(client, query, w=[{"text": "a b"}] * 1500) == {"COST_LIMIT"}


@pytest.mark.parametrize("name", ["Accept", "Accept-Language", "Accept-Encoding", "X-Other"])
async def test_headers_that_no_client_sends_are_not_read(
    client: httpx.AsyncClient, name: str
) -> None:
    answer = await client.get("/healthz", headers={name: "a/b," * 10_000})
    assert answer.status_code == 431
    assert answer.headers["Content-Type"] == "application/problem+json"


async def test_a_redirect_does_not_follow_the_host_of_the_asker(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql/", headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert "location" not in answer.headers


async def test_a_language_that_is_none_leaves_the_choice_to_the_header(
    client: httpx.AsyncClient,
) -> None:
    query = "/graphql?query={__typename}&language="
    assert "Accept-Language" in (await client.get(f"{query}zz")).headers["Vary"]
    assert "Accept-Language" not in (await client.get(f"{query}fr")).headers["Vary"]
    assert (await client.get(f"{query}fr&language=es")).status_code == 400
