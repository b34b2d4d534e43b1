"""The past over HTTP: every version answers for ever as it did when it was served."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from graphql import (
    ArgumentNode,
    FieldNode,
    FragmentDefinitionNode,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    print_ast,
)
from msgspec import structs

from benchmarks.snapshots import snapshot_of
from schema import prices
from schema.cursors import may_name_versions
from server.app import create_app
from server.explorer.examples import EXAMPLES
from server.settings import Settings
from snapshots.bundle import load_bundled
from snapshots.gate import Approved, review
from snapshots.model import Snapshot
from snapshots.stores.address import open_store
from snapshots.stores.base import Published, Store
from snapshots.stores.sqlite.store import SqliteStore
from tests.test_docs import DOCUMENTS, answered

pytestmark = pytest.mark.anyio
ASKED = [*(query for path in DOCUMENTS for query, _ in answered(path)), *EXAMPLES]
NOT_OF_A_VERSION = ("snapshot", "runs", "run")
"""Fields of the root alone."""
DAY = "2026-01-0{}T04:00:00Z"


def versions() -> tuple[Snapshot, ...]:
    """What is bundled, less of it, and something else altogether."""
    first = load_bundled().snapshot
    processes = tuple(
        structs.replace(one, established="1999", chairs=()) for one in first.processes
    )
    return first, structs.replace(first, processes=processes), snapshot_of(seed=5, scale=1)


def publish(store: Store, number: int, snapshot: Snapshot) -> None:
    verdict = review(snapshot, None)
    assert isinstance(verdict, Approved)
    store.publish(verdict, run=f"run-{number}", at=DAY.format(number))


def at_root(query: str) -> str | None:
    """The question without what is no version's; None where nothing is left."""
    return _asked(query, None)


def in_version(query: str, number: int) -> str | None:
    """The same question, asked of a version by its number."""
    version = ArgumentNode(name=NameNode(value="version"), value=IntValueNode(value=str(number)))
    return _asked(query, version)


def _asked(query: str, version: ArgumentNode | None) -> str | None:
    document = parse(query)
    (operation,) = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    fields = tuple(
        one
        for one in operation.selection_set.selections
        if isinstance(one, FieldNode) and one.name.value not in NOT_OF_A_VERSION
    )
    if not fields or operation.operation.value != "query" or may_name_versions(document):
        return None
    selections = SelectionSetNode(selections=fields)
    if version is not None:
        snapshot = FieldNode(
            name=NameNode(value="snapshot"), arguments=(version,), selection_set=selections
        )
        selections = SelectionSetNode(selections=(snapshot,))
    made = print_ast(
        OperationDefinitionNode(
            operation=operation.operation,
            variable_definitions=operation.variable_definitions,
            selection_set=selections,
        )
    )
    used = (one for one in document.definitions if isinstance(one, FragmentDefinitionNode))
    kept = [print_ast(one) for one in used if f"...{one.name.value}" in print_ast(document)]
    return "\n".join((made, *kept))


@pytest.fixture
def store(address: str) -> Store:
    return open_store(address)


async def asking(store: Store, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(**settings), store)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def data(client: httpx.AsyncClient, query: str) -> Any:
    body = (await client.post("/graphql", json={"query": query})).json()
    return body.get("data"), body.get("errors")


async def test_every_version_answers_all_questions_as_it_did_when_it_was_served(
    store: Store,
) -> None:
    questions = [one for one in map(at_root, ASKED) if one]
    assert len(questions) > 20
    told: dict[tuple[int, str], Any] = {}
    for number, snapshot in enumerate(versions(), start=1):
        publish(store, number, snapshot)
        async for client in asking(store):
            for query in questions:
                found, errors = await data(client, query)
                if errors is None:
                    told[number, query] = found
    assert len(told) > 50
    async for client in asking(store):
        for (number, query), then in told.items():
            asked = in_version(query, number)
            assert asked is not None
            for _ in range(3):  # walked, compiled, and of what is kept
                assert await data(client, asked) == ({"snapshot": then}, None)


async def test_what_changed_is_told_anew_when_a_version_is_published(store: Store) -> None:
    first, second, _ = versions()
    publish(store, 1, first)
    app = create_app(Settings(), store)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        query = "{ versions { number } changes { totalCount } }"
        then = "{ snapshot(version: 1) { versions { number } changes { totalCount } } }"
        before = [await client.get("/graphql", params={"query": one}) for one in (query, then)]
        publish(store, 2, second)
        unseen = await client.get("/graphql", params={"query": query})
        assert unseen.json() == before[0].json()
        app.state.current.refresh()
        after = [await client.get("/graphql", params={"query": one}) for one in (query, then)]
        assert after[0].json()["data"]["versions"] == [{"number": 2}, {"number": 1}]
        assert after[0].headers["etag"] != before[0].headers["etag"]
        assert after[1].content == before[1].content
        assert after[1].headers["etag"] == before[1].headers["etag"]
        assert after[1].headers["x-iscm-version"] == "1"
        by_number = await data(client, "{ snapshot(version: 2) { version } }")
        assert by_number == ({"snapshot": {"version": 2}}, None)


async def test_what_asks_the_store_is_not_answered_on_the_event_loop(store: Store) -> None:
    publish(store, 1, versions()[0])
    app = create_app(Settings(keep=0), store)
    transport = httpx.ASGITransport(app)
    executor = app.state.ready._endpoint._executor
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for query, stored in (
            ("{ snapshot { version } }", False),
            ("{ snapshot(version: 1) { version } }", True),
            ("{ versions { number } }", True),
            ('{ process(slug: "hld") { history { version } } }', True),
        ):
            for _ in range(4):
                await data(client, query)
            (prepared,) = executor.planned._engine._prepared.newest(1)
            assert prepared.plan.stored is stored


async def test_an_answer_about_two_versions_costs_what_both_have(store: Store) -> None:
    for number, snapshot in enumerate(versions(), start=1):
        publish(store, number, snapshot)
    query = """{ a: snapshot(version: 1) { states(first: 1000) { nodes { name } } }
        b: snapshot(version: 3) { states(first: 1000) { nodes { name } } } }"""
    async for client in asking(store):
        body = (await client.post("/graphql", json={"query": query})).json()
        found = sum(len(one["states"]["nodes"]) for one in body["data"].values())
        assert 2 * 2_000 + found <= body["extensions"]["cost"]["values"] < 2 * 2_000 + 2 * found
    async for client in asking(store, max_cost=4_100):
        body = (await client.post("/graphql", json={"query": query})).json()
        assert body["errors"][0]["extensions"]["code"] == "COST_LIMIT"


class Loads(SqliteStore):
    """A store that knows which versions were loaded."""

    loaded: ClassVar[list[int | None]] = []

    def load(self, number: int | None = None) -> Published | None:
        self.loaded.append(number)
        return super().load(number)


@pytest.mark.parametrize("dry", [False, True])
async def test_no_more_versions_are_taken_up_than_are_paid_for(tmp_path: Path, dry: bool) -> None:
    address = tmp_path / "past.db"
    store = Loads(address)
    for number, snapshot in enumerate((*versions(), versions()[0]), start=1):
        publish(store, number, snapshot)
    query = " ".join(f"v{n}: snapshot(version: {n}) {{ version }}" for n in (1, 2, 3))
    body = {"query": f"{{ {query} }}", "extensions": {"dryRun": dry}}
    async for client in asking(store, max_cost=4_100):
        for _ in range(3):
            store.loaded.clear()
            made = (await client.post("/graphql", json=body)).json()
            assert made["errors"][0]["extensions"]["code"] == "COST_LIMIT"
            assert store.loaded == []
    assert prices.looked_at({"version": 1}, 15_000) == 15_000
    assert prices.looked_at({"version": 1}, 1_000_000) == 20_000


async def test_the_past_is_refused_by_code_while_the_store_cannot_be_read(
    tmp_path: Path,
) -> None:
    store = open_store(f"sqlite:///{tmp_path}/iscm.db")
    publish(store, 1, versions()[0])
    publish(store, 2, versions()[1])
    async for client in asking(store):
        await data(client, "{ snapshot { version } }")
        (tmp_path / "iscm.db").write_bytes(b"not a database, but long enough for one" * 100)
        for suffix in ("-wal", "-shm"):
            (tmp_path / f"iscm.db{suffix}").unlink(missing_ok=True)
        assert (await data(client, "{ snapshot { version } }"))[1] is None
        for query in (
            "{ snapshot(version: 1) { version } }",
            "{ versions { number } }",
            "{ changes { totalCount } }",
        ):
            _, errors = await data(client, query)
            assert errors[0]["extensions"]["code"] == "PAST_UNREADABLE"
            assert "path" in errors[0]
