"""What the tests of the endpoint share: one over a schema of their own, and ways to ask."""

import itertools
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import msgspec
import pytest
import strawberry
from graphql import GraphQLError
from starlette.types import ASGIApp

from schema.context import Context
from server.app import create_app
from server.graphql.documents import Documents
from server.graphql.endpoint import GraphQL, Policy
from server.graphql.execution import Executor
from server.http.admission import Admission
from server.settings import Settings
from snapshots.bundle import load_bundled
from snapshots.stores.sqlite.store import SqliteStore

SECRET = "the password of the store is 1234"
Ask = Callable[..., Awaitable[httpx.Response]]


@strawberry.type
class Query:
    """A schema that fails in every way."""

    @strawberry.field
    def boom(self) -> str | None:
        raise RuntimeError(SECRET)

    @strawberry.field
    def must(self) -> str:
        raise RuntimeError(SECRET)

    @strawberry.field
    def picky(self, first: int = 20) -> str | None:
        raise GraphQLError(f"`first` to 10 expected, {first} found", extensions={"code": "MANY"})

    @strawberry.field
    def echo(self, text: str = "") -> str | None:
        return text


@strawberry.type
class Subscription:
    """What is told when it happens."""

    @strawberry.subscription
    async def ticks(self) -> AsyncGenerator[int, None]:
        yield 1


async def asked(app: ASGIApp, method: str, path: str, **how: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, **how)


@pytest.fixture
def fail() -> Ask:
    """Post a query to the endpoint over the schema that fails; ids are counted."""
    executor = Executor(strawberry.Schema(Query, subscription=Subscription))
    ids = (f"id-{number}" for number in itertools.count(1))
    context = Context(load_bundled())
    app = GraphQL(
        executor,
        Documents(executor),
        lambda _: context,
        Policy(),
        new_id=lambda: next(ids),
        admission=Admission(monotonic),
    )

    async def do(query: str, accept: str = "application/json", **body: object) -> httpx.Response:
        return await asked(
            app, "POST", "/", json={"query": query, **body}, headers={"Accept": accept}
        )

    return do


@pytest.fixture
def trusting(store: SqliteStore, tmp_path: Path) -> Callable[..., Ask]:
    """An application that trusts these documents, and with `only` no others."""

    def make(documents: dict[str, str], *, only: bool = False) -> Ask:
        path = tmp_path / "documents.json"
        path.write_bytes(msgspec.json.encode(documents))
        app = create_app(Settings(documents=str(path), only_trusted=only), store)

        async def do(method: str = "POST", **how: Any) -> httpx.Response:
            return await asked(app, method, "/graphql", **how)

        return do

    return make
