"""Operations that nobody thought of: no crash, no error without a code, no answer over its cost.

`TEST_GENERATED=5000` asks so many, other ones each time.
"""

import os
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import given

from benchmarks.operations import asking, operations
from server.app import create_app
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore

OPERATIONS = asking(os.environ.get("TEST_GENERATED", ""), otherwise=60)


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def server(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[httpx.AsyncClient]:
    """An application over an empty store: it answers from the bundled snapshot."""
    store = SqliteStore(tmp_path_factory.mktemp("store") / "iscm.db")
    transport = httpx.ASGITransport(create_app(Settings(), store))
    headers = {"Accept": "application/graphql-response+json"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://test", headers=headers
    ) as client:
        yield client


def values(answer: Any) -> int:
    """The fields of an answer."""
    if isinstance(answer, dict):
        return sum(1 + values(one) for one in answer.values())
    return sum(map(values, answer)) if isinstance(answer, list) else 0


@pytest.mark.anyio
@OPERATIONS
@given(query=operations())
async def test_whatever_is_asked_is_answered_or_refused_with_reason(
    server: httpx.AsyncClient, query: str
) -> None:
    answer = await server.post("/graphql", json={"query": query})
    body = answer.json()
    assert answer.status_code < 500, body
    for error in body.get("errors", ()):
        assert error["extensions"]["code"] not in ("", "INTERNAL_SERVER_ERROR"), error
        assert error["extensions"]["help"], error
    if body.get("data") is not None and "__" not in query:
        assert values(body["data"]) <= body["extensions"]["cost"]["values"]
