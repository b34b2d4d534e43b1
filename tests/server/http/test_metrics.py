"""Metrics: what a scrape reads, and what the documentation says of it."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.app import create_app
from server.http.metrics import (
    ANSWERS,
    KEPT_ANSWERS,
    KEPT_BYTES,
    METRICS,
    PLANS,
    SHED,
    STORE_UP,
    WAITING,
    WORKING,
)
from server.settings import Settings
from snapshots.bundle import load_bundled
from snapshots.model import Version
from snapshots.runs import Outcome, PageOutcome, PageReport
from snapshots.stores.records import Decision, PageState
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
ALL = (*METRICS, STORE_UP, WORKING, WAITING, SHED, ANSWERS, KEPT_ANSWERS, KEPT_BYTES, PLANS)

Publish = Callable[..., Version]
Record = Callable[..., object]
Get = Callable[..., Awaitable[httpx.Response]]
Scrape = dict[tuple[str, ...], float]
"""Name and values of the labels, sorted by label → value."""

DOCUMENT = Path(__file__).parents[3] / "docs" / "freshness.md"
SITE = "https://www.iom.int/"
OLDEST, NEWEST = "2026-01-31T04:00:00Z", "2026-02-01T04:00:00Z"
HELD = PageReport(url=SITE + "a", outcome=PageOutcome.HELD, code="fewer-facts")
STATES = (
    PageState(url=SITE + "a", checked_at=NEWEST, stale_since=NEWEST, stale_code="fewer-facts"),
    PageState(url=SITE + "b", checked_at=OLDEST, stale_since=NEWEST, stale_code="timeout"),
    PageState(url=SITE + "c", checked_at=NEWEST, stale_since=NEWEST, stale_code="timeout"),
    PageState(url=SITE + "index", checked_at=NEWEST, stale_since=NEWEST, stale_code="timeout"),
)


def seconds(at: str) -> float:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()


def read(answer: httpx.Response) -> Scrape:
    """What Prometheus would read of it."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def named(scrape: Scrape, name: str) -> Scrape:
    return {key[1:]: value for key, value in scrape.items() if key[0] == name}


async def test_a_scrape_is_the_text_format_and_each_metric_is_a_gauge_with_its_help(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = {one.name: one for one in text_string_to_metric_families(answer.text)}
    assert set(families) == {one.name.removesuffix("_total") for one in ALL}
    assert {one.type for one in families.values()} == {"gauge", "counter"}
    assert {one.documentation for one in families.values()} == {one.help for one in ALL}


async def test_the_bundled_snapshot_has_no_moments(client: httpx.AsyncClient) -> None:
    view = load_bundled()
    assert read(await client.get("/metrics")) == {
        ("iscm_info", view.digest, installed("iscm")): 1,
        ("iscm_snapshot_version",): 0,
        ("iscm_pages",): len(view.snapshot.pages),
        ("iscm_waiting_runs",): 0,
        ("iscm_store_up",): 1,
        ("iscm_questions_working",): 0,
        ("iscm_questions_waiting",): 0,
        ("iscm_questions_shed_total", "full"): 0,
        ("iscm_questions_shed_total", "left"): 0,
        ("iscm_answers_total", "memory"): 0,
        ("iscm_answers_total", "plan"): 0,
        ("iscm_answers_total", "reference"): 0,
        ("iscm_kept_answers",): 0,
        ("iscm_kept_bytes",): 0,
        ("iscm_plans",): 0,
    }


async def test_answers_are_counted_by_where_they_come_from(client: httpx.AsyncClient) -> None:
    for query in ("{ processes { totalCount } }", "{ states { totalCount } }"):
        for _ in range(3):
            answer = await client.post("/graphql", json={"query": query})
            assert answer.status_code == 200
    scrape = read(await client.get("/metrics"))
    assert named(scrape, "iscm_answers_total") == {("memory",): 4, ("plan",): 2, ("reference",): 0}
    assert (scrape["iscm_kept_answers",], scrape["iscm_plans",]) == (2, 2)
    assert 2 * len(answer.content) < scrape["iscm_kept_bytes",] < 100_000


async def test_what_costs_too_much_is_no_answer(store: SqliteStore) -> None:
    app = create_app(Settings(max_cost=1), store)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://test"
    ) as client:
        await client.post("/graphql", json={"query": "{ processes { nodes { slug name } } }"})
        scrape = read(await client.get("/metrics"))
    assert set(named(scrape, "iscm_answers_total").values()) == {0}


async def test_a_version_tells_its_number_and_its_moments(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    version = publish_pages("a", "b", "c")
    record(states=STATES)
    scrape = read(await get("/metrics"))
    assert named(scrape, "iscm_info") == {(version.digest, installed("iscm")): 1}
    assert scrape["iscm_snapshot_version",] == 1
    assert scrape["iscm_published_timestamp_seconds",] == seconds(version.published_at)
    assert scrape["iscm_oldest_check_timestamp_seconds",] == seconds(OLDEST)
    assert scrape["iscm_pages",] == 3


async def test_stale_pages_of_the_snapshot_are_counted_by_their_reason(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b", "c")
    record(states=STATES)
    stale = named(read(await get("/metrics")), "iscm_stale_pages")
    assert stale == {("fewer-facts",): 1, ("timeout",): 2}


async def test_each_outcome_tells_when_a_run_last_had_it(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a")
    for day, outcome in ((1, Outcome.HELD), (2, Outcome.PUBLISHED), (3, Outcome.PUBLISHED)):
        record(run=f"run {day}", outcome=outcome, at=f"2026-02-0{day}T04:00:00Z")
    assert named(read(await get("/metrics")), "iscm_run_timestamp_seconds") == {
        ("held",): seconds("2026-02-01T04:00:00Z"),
        ("published",): seconds("2026-02-03T04:00:00Z"),
    }


async def test_the_last_run_tells_its_pages_and_its_steps(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b")
    kept = PageReport(url=SITE + "b", outcome=PageOutcome.KEPT, code="timeout")
    record(kept, run="first", unchanged=1, seconds={"fetch": 9.0, "publish": 1.0})
    record(HELD, kept, run="second", unchanged=7, seconds={"fetch": 1.5, "read": 0.25})
    scrape = read(await get("/metrics"))
    assert named(scrape, "iscm_last_run_pages") == {
        ("changed",): 0,
        ("unchanged",): 7,
        ("moved",): 0,
        ("kept",): 1,
        ("held",): 1,
        ("refused",): 0,
        ("failed",): 0,
    }
    assert named(scrape, "iscm_last_run_seconds") == {("fetch",): 1.5, ("read",): 0.25}


async def test_a_run_waits_until_it_is_decided(
    store: SqliteStore, publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a")
    record(HELD)
    assert read(await get("/metrics"))["iscm_waiting_runs",] == 1
    store.decide(
        Decision(run="run", accepted=False, pages=(SITE + "a",), reason="half empty", at=NEWEST)
    )
    assert read(await get("/metrics"))["iscm_waiting_runs",] == 0


def test_each_metric_stands_in_the_documentation_in_its_order() -> None:
    rows = [
        f"| `{one.name}` | {', '.join(f'`{label}`' for label in one.labels) or '–'} | {one.help} |"
        for one in ALL
    ]
    text = DOCUMENT.read_text(encoding="utf-8")
    shown = [line for line in text.splitlines() if line.startswith("| `iscm_")]
    assert shown == rows


def test_the_alerts_shown_ask_for_metrics_that_there_are() -> None:
    alerts = DOCUMENT.read_text(encoding="utf-8").partition("groups:")[2]
    asked = set(re.findall(r"iscm_\w+", alerts))
    assert len(asked) > 3
    assert asked <= {one.name for one in ALL}
