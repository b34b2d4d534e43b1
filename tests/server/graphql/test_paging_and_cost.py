"""Who pages on stays in one version; what answers cost is told, and bounded."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from server.app import create_app
from server.settings import Settings
from snapshots.gate import Approved, review
from snapshots.model import Language, Page, Process, Snapshot
from snapshots.runs import PageOutcome, PageReport, Report
from snapshots.stores.records import PageState
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
NAMES = [f"p{n:02}" for n in range(30)]
PAGE = """query($after: String) {
  snapshot { version }
  processes(first: 7, after: $after) {
    totalCount nodes { slug } pageInfo { endCursor hasNextPage }
  }
}"""
Asking = Callable[..., httpx.AsyncClient]


def publish(store: SqliteStore, names: list[str], number: int) -> None:
    snapshot = Snapshot(processes=tuple(Process(id=one, names={"en": one}) for one in names))
    verdict = review(snapshot, None)
    assert isinstance(verdict, Approved)
    store.publish(verdict, run=f"run-{number}", at="2026-01-31T04:00:00Z")


@pytest.fixture
async def asking(store: SqliteStore) -> AsyncIterator[Asking]:
    """Clients of applications over the store, each of which takes it up as it then is."""
    made: list[httpx.AsyncClient] = []

    def start(**settings: Any) -> httpx.AsyncClient:
        clock = iter(range(10**9))
        app = create_app(Settings(**settings), store, seconds=lambda: float(next(clock)))
        transport = httpx.ASGITransport(app)
        made.append(httpx.AsyncClient(transport=transport, base_url="http://test"))
        return made[-1]

    yield start
    for one in made:
        await one.aclose()


async def ask(client: httpx.AsyncClient, query: str, **more: Any) -> httpx.Response:
    headers = {"Accept": "application/graphql-response+json"}
    return await client.post("/graphql", json={"query": query, **more}, headers=headers)


async def test_paging_goes_on_in_its_version_whatever_is_published(
    store: SqliteStore, asking: Asking
) -> None:
    publish(store, NAMES, 1)
    seen: list[str] = []
    after, more, turn = None, True, 1
    while more:
        answer = await ask(asking(), PAGE, variables={"after": after})
        page = answer.json()["data"]["processes"]
        assert answer.headers["X-Iscm-Version"] == "1"
        assert answer.json()["data"]["snapshot"]["version"] == 1, "all of the answer is of one"
        assert page["totalCount"] == len(NAMES)
        seen += [one["slug"] for one in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        turn += 1
        publish(store, [*NAMES[turn:], f"new-{turn}"], turn)
    assert seen == NAMES
    fresh = await ask(asking(), PAGE)
    assert fresh.headers["X-Iscm-Version"] == str(turn)


async def test_cursors_of_two_versions_do_not_mix(store: SqliteStore, asking: Asking) -> None:
    publish(store, NAMES, 1)
    first = (await ask(asking(), PAGE)).json()["data"]["processes"]["pageInfo"]["endCursor"]
    publish(store, NAMES[1:], 2)
    second = (await ask(asking(), PAGE)).json()["data"]["processes"]["pageInfo"]["endCursor"]
    query = "query($a: String, $b: String) { a: processes(after: $a) { totalCount } "
    query += "b: processes(after: $b) { totalCount } }"
    answer = await ask(asking(), query, variables={"a": first, "b": second})
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "CURSOR_OF_ANOTHER_VERSION"


FRESHNESS = """query($after: String) {
  pages: processes(first: 1, after: $after) { pageInfo { startCursor } }
  snapshot {
    version oldestCheck newestCheck age stalePages { slug process { slug } }
    pages { slug checkedAt age staleSince staleReason }
  }
  runs(first: 1) { changes { page { slug process { slug } } } }
}"""


async def test_how_fresh_pages_are_is_not_told_of_a_version_that_is_not_served(
    store: SqliteStore, asking: Asking, record: Callable[..., Report]
) -> None:
    def take(*names: str) -> None:
        pages = tuple(
            Page(
                id=f"{one}-page",
                url=f"https://{one}",
                language=Language.EN,
                family="f",
                capture="c",
                process=one,
            )
            for one in names
        )
        processes = tuple(Process(id=one, names={"en": one}) for one in names)
        verdict = review(Snapshot(processes=processes, pages=pages), None)
        assert isinstance(verdict, Approved)
        store.publish(verdict, run=names[-1], at="2026-01-31T04:00:00Z")

    take("a", "b")
    first = (await ask(asking(), FRESHNESS)).json()["data"]["pages"]["pageInfo"]["startCursor"]
    take("a", "b", "c")
    stale = PageState(
        url="https://c",
        checked_at="2026-01-31T04:00:00Z",
        stale_since="2026-01-31T04:00:00Z",
        stale_code="http-status",
        stale_reason="404 found",
    )
    changed = PageReport(url="https://c", outcome=PageOutcome.CHANGED)
    record(changed, states=(stale,))
    now = (await ask(asking(), FRESHNESS)).json()
    assert [one["slug"] for one in now["data"]["snapshot"]["stalePages"]] == ["c-page"]
    assert now["data"]["runs"] == [
        {"changes": [{"page": {"slug": "c-page", "process": {"slug": "c"}}}]}
    ]
    older = (await ask(asking(), FRESHNESS, variables={"after": first})).json()
    assert "errors" not in older
    unknown = {"checkedAt": None, "age": None, "staleSince": None, "staleReason": None}
    assert older["data"]["snapshot"] == {
        "version": 1,
        "oldestCheck": None,
        "newestCheck": None,
        "age": None,
        "stalePages": [],
        "pages": [{"slug": slug, **unknown} for slug in ("a-page", "b-page")],
    }
    assert older["data"]["runs"] == [{"changes": [{"page": None}]}]


async def test_an_empty_cursor_is_the_beginning(store: SqliteStore, asking: Asking) -> None:
    publish(store, NAMES, 1)
    answer = await ask(asking(), PAGE, variables={"after": ""})
    assert answer.json()["data"]["processes"]["nodes"][0] == {"slug": "p00"}


async def test_every_answer_tells_what_it_may_cost(store: SqliteStore, asking: Asking) -> None:
    publish(store, NAMES, 1)
    answer = await ask(asking(), "{ processes(first: 5) { nodes { slug name } } }")
    assert answer.json()["extensions"] == {
        "version": 1,
        "cost": {"values": 1 + 1 + 5 * 2, "limit": 100_000},
    }


async def test_a_dry_run_tells_the_cost_and_answers_nothing(
    store: SqliteStore, asking: Asking
) -> None:
    publish(store, NAMES, 1)
    answer = await ask(asking(), PAGE, extensions={"dryRun": True})
    body = answer.json()
    assert (answer.status_code, body["data"]) == (200, None)
    assert body["extensions"]["dryRun"] is True
    assert body["extensions"]["cost"]["values"] > 7


async def test_what_costs_too_much_is_refused_with_limit_value_and_way_out(
    store: SqliteStore, asking: Asking
) -> None:
    publish(store, NAMES, 1)
    answer = await ask(asking(max_cost=20), "{ processes { nodes { slug } } }")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["message"] == "an answer of 20 values at most expected, more asked for"
    assert error["extensions"]["code"] == "COST_LIMIT"
    assert "data" not in answer.json()


async def test_an_answer_that_takes_too_long_is_cut(store: SqliteStore, asking: Asking) -> None:
    """The clock of these applications goes on by a second each time that it is looked at."""
    publish(store, NAMES, 1)
    query = "{ " + " ".join(f"a{n}: processes {{ totalCount }}" for n in range(8)) + " }"
    answer = await ask(asking(time_budget=3), query)
    codes = {error["extensions"]["code"] for error in answer.json()["errors"]}
    assert codes == {"TIME_BUDGET"}


async def test_the_time_holds_inside_a_filter(store: SqliteStore, asking: Asking) -> None:
    """A list of thirty is met by the filter entry by entry, each of which takes a second."""
    publish(store, NAMES, 1)
    query = '{ processes(where: {text: "p"}) { totalCount } }'
    for seconds, cut in ((20, True), (40, False)):
        errors = (await ask(asking(time_budget=seconds), query)).json().get("errors", [])
        assert [one["extensions"]["code"] for one in errors] == ["TIME_BUDGET"] * cut


async def test_a_rate_is_kept_where_one_is_set(store: SqliteStore, asking: Asking) -> None:
    publish(store, NAMES, 1)
    client = asking(rate="2/1h")
    allowed = [(await ask(client, "{ __typename }")).status_code for _ in range(3)]
    assert allowed == [200, 200, 429]
    refused = await ask(client, "{ __typename }")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert refused.json()["code"] == "RATE_LIMITED"
    assert "RateLimit" not in (await ask(asking(), "{ __typename }")).headers
