"""Answers from memory: the same as when they were made, and gone with what they were made from."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from server.app import create_app
from server.graphql.identifiers import id_of
from server.settings import Settings
from snapshots.gate import Approved, review
from snapshots.model import Language, Page, Process, Snapshot
from snapshots.runs import Report
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
NAMES = "query Names { processes { nodes { slug name } } }"
CHECKED = '{ page(slug: "p-en") { checkedAt } }'
BODY = '{"query": "query Names { processes { nodes { slug name } } }"}'
AGE = "{ snapshot { age version } }"
LONG = '{ __type(name: "Process") { fields { name description } } }'


class Kitchen:
    """An application, and how often its executor was at work."""

    def __init__(self, store: SqliteStore, **settings: Any) -> None:
        self.store = store
        self.app: Starlette = create_app(Settings(**settings), store, seconds=self._seconds)
        self.looks = 0
        """How often the clock of a time budget was set: once for each answer that is made."""
        transport = httpx.ASGITransport(self.app)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://test")

    def _seconds(self) -> float:
        self.looks = getattr(self, "looks", 0) + 1
        return 0.0

    async def ask(self, query: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post("/graphql", json={"query": query}, headers=named)

    async def get(self, query: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get("/graphql", params={"query": query}, headers=named)

    async def is_made(self, query: str, **headers: str) -> bool:
        """Whether asking again makes the answer anew."""
        await self.ask(query, **headers)
        before = self.looks
        await self.ask(query, **headers)
        return self.looks > before


def publish(store: SqliteStore, number: int, checked: str = "2026-01-31T04:00:00Z") -> None:
    process = Process(id="p", names={"en": f"Process {number}", "fr": f"Processus {number}"})
    page = Page(id="p-en", url="https://p", language=Language.EN, family="f", capture="sha256:0")
    verdict = review(Snapshot(processes=(process,), pages=(page,)), None)
    assert isinstance(verdict, Approved)
    store.publish(verdict, run=f"run-{number}", at=checked)


@pytest.fixture
async def kitchen(store: SqliteStore) -> AsyncIterator[Kitchen]:
    publish(store, 1)
    made = Kitchen(store)
    yield made
    await made.client.aclose()


async def test_an_answer_that_was_given_is_given_again_as_it_was(kitchen: Kitchen) -> None:
    first, again = await kitchen.ask(NAMES), await kitchen.ask(NAMES)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.headers == again.headers
    assert not await kitchen.is_made(NAMES)


async def test_another_language_type_or_coding_is_another_answer(kitchen: Kitchen) -> None:
    english = await kitchen.ask(NAMES, Accept_Language="en")
    french = await kitchen.ask(NAMES, Accept_Language="fr")
    assert english.json()["data"]["processes"]["nodes"][0]["name"] == "Process 1"
    assert french.json()["data"]["processes"]["nodes"][0]["name"] == "Processus 1"
    types = [
        (await kitchen.ask(NAMES, Accept=kind)).headers["Content-Type"].partition(";")[0]
        for kind in ("application/json", "application/graphql-response+json")
    ]
    assert types == ["application/json", "application/graphql-response+json"]
    packed = await kitchen.ask(LONG, Accept_Encoding="gzip")
    plain = await kitchen.ask(LONG, Accept_Encoding="identity")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.content == plain.content


async def test_who_has_an_answer_already_is_told_so_without_making_it(kitchen: Kitchen) -> None:
    tag = (await kitchen.get(NAMES)).headers["ETag"]
    before = kitchen.looks
    known = await kitchen.get(NAMES, If_None_Match=tag)
    assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", tag)
    assert kitchen.looks == before


async def test_who_asks_whether_it_changed_leaves_the_answer_for_others(kitchen: Kitchen) -> None:
    assert (await kitchen.get(NAMES, If_None_Match='"other"')).status_code == 200
    before = kitchen.looks
    assert (await kitchen.get(NAMES)).status_code == 200
    assert kitchen.looks == before


async def test_what_is_published_is_answered_from_at_once(
    kitchen: Kitchen, store: SqliteStore
) -> None:
    await kitchen.ask(NAMES)
    publish(store, 2)
    kitchen.app.state.current.refresh()
    answer = await kitchen.ask(NAMES)
    assert answer.headers["X-Iscm-Version"] == "2"
    assert answer.json()["data"]["processes"]["nodes"][0]["name"] == "Process 2"


async def test_what_was_asked_last_is_asked_again_of_the_next_version(
    kitchen: Kitchen, store: SqliteStore
) -> None:
    await kitchen.ask(NAMES)
    await kitchen.ask(LONG)
    publish(store, 2)
    kitchen.app.state.current.refresh()
    await kitchen.ask("{ __typename }")
    before = -1
    while before < kitchen.looks:
        before = kitchen.looks
        await anyio.sleep(1)
    assert (await kitchen.ask(NAMES)).headers["X-Iscm-Version"] == "2"
    assert kitchen.looks == before


async def test_what_runs_change_is_kept_until_the_next_run(
    kitchen: Kitchen, record: Callable[..., Report]
) -> None:
    assert not await kitchen.is_made(CHECKED)
    assert not await kitchen.is_made(NAMES)
    record()
    kitchen.app.state.current.refresh()
    before = kitchen.looks
    await kitchen.ask(NAMES)
    assert kitchen.looks == before, "the version is the same"
    await kitchen.ask(CHECKED)
    assert kitchen.looks > before


async def test_what_holds_for_a_moment_is_not_kept(kitchen: Kitchen) -> None:
    assert await kitchen.is_made(AGE)


async def test_what_is_upcoming_is_asked_anew_and_other_meetings_are_kept(kitchen: Kitchen) -> None:
    assert await kitchen.is_made("{ meetings(where: {upcoming: true}) { totalCount } }")
    assert await kitchen.is_made('{ process(slug: "p") { nextMeeting { slug } } }')
    assert not await kitchen.is_made("{ meetings(where: {announced: true}) { totalCount } }")


@pytest.mark.parametrize("query", ["{ no }", "{ processes(first: -1) { totalCount } }"])
async def test_errors_are_not_kept(kitchen: Kitchen, query: str) -> None:
    first, again = await kitchen.ask(query), await kitchen.ask(query)
    assert first.json() == again.json()
    assert "errors" in again.json()


async def test_nothing_is_kept_where_that_is_turned_off(store: SqliteStore) -> None:
    publish(store, 1)
    kitchen = Kitchen(store, keep=0)
    assert await kitchen.is_made(NAMES)
    await kitchen.client.aclose()


async def test_a_document_that_is_sent_to_be_known_is_known_each_time(kitchen: Kitchen) -> None:
    body = {"query": NAMES, "documentId": id_of(NAMES)}
    before = kitchen.looks
    for _ in range(2):
        assert (await kitchen.client.post("/graphql", json=body)).status_code == 200
    assert kitchen.looks >= before + 2


@pytest.mark.parametrize("name", ["Accept-Language", "Accept", "Accept-Encoding", "Content-Type"])
async def test_a_header_that_comes_twice_is_nobody_elses(kitchen: Kitchen, name: str) -> None:
    values = {
        "Accept-Language": ("fr", "en"),
        "Accept": ("application/graphql-response+json", "application/json"),
        "Accept-Encoding": ("zstd", "identity"),
        "Content-Type": ("application/json", "text/plain"),
    }[name]
    given = [("Content-Type", "application/json")] if name != "Content-Type" else []
    twice = [*given, *((name, value) for value in values)]
    await kitchen.client.post("/graphql", content=BODY, headers=twice)
    alone = [*given, (name, values[1])]
    answer = await kitchen.client.post("/graphql", content=BODY, headers=alone)
    other = Kitchen(kitchen.store, keep=0)
    expected = await other.client.post("/graphql", content=BODY, headers=alone)
    await other.client.aclose()
    assert (answer.status_code, answer.content) == (expected.status_code, expected.content)
    assert answer.headers["Content-Type"] == expected.headers["Content-Type"]


async def test_what_an_asker_says_of_itself_is_not_kept(kitchen: Kitchen) -> None:
    await kitchen.ask(NAMES, Cookie="secret=1", Authorization="Bearer secret")
    kept = kitchen.app.state.memory.answers.newest(1)
    asked = [*kept[0].question.headers, *dict(kept[0].question.as_scope()["headers"])]
    assert [one for one in asked if b"secret" in one] == []
    assert not {b"cookie", b"authorization"} & set(asked)


async def test_null_as_a_condition_is_an_error_each_time(kitchen: Kitchen) -> None:
    query = "query($a: Boolean = true) { processes @include(if: $a) { totalCount } }"
    for _ in range(3):
        answer = await kitchen.client.post(
            "/graphql", json={"query": query, "variables": {"a": None}}
        )
        assert answer.json()["data"] is None
        assert answer.json()["errors"]
