"""Liveness, readiness, and how old what is served may be."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import httpx
import pytest

from server.app import create_app
from server.settings import Settings
from snapshots.bundle import load_bundled
from snapshots.model import Version
from snapshots.runs import Outcome
from snapshots.stores.records import PageState
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio

Publish = Callable[..., Version]
Record = Callable[..., object]
Get = Callable[..., Awaitable[httpx.Response]]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SITE = "https://www.iom.int/"
CHECK = datetime(2026, 1, 31, 4, 0, tzinfo=UTC)
OLDEST, NEWEST = "2026-01-31T04:00:00Z", "2026-02-01T04:00:00Z"
STATES = (
    PageState(url=SITE + "a", checked_at=OLDEST, stale_since=NEWEST, stale_code="timeout"),
    PageState(url=SITE + "b", checked_at=NEWEST),
)


async def test_health_says_that_the_process_runs(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


async def test_readiness_tells_that_the_bundled_snapshot_is_served(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "status": "ready",
        "bundled": True,
        "version": None,
        "publishedAt": None,
        "digest": load_bundled().digest,
        "oldestCheck": None,
        "age": None,
        "stalePages": 0,
        "lastRun": None,
        "problem": None,
    }


async def test_readiness_tells_which_version_is_served_and_how_old_it_is(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    version = publish_pages("a", "b")
    record(run="first", at="2026-01-31T04:00:00Z")
    record(run="second", outcome=Outcome.HELD, states=STATES)
    answer = await get("/readyz", CHECK + timedelta(hours=36))
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "bundled": False,
        "version": 1,
        "publishedAt": version.published_at,
        "digest": version.digest,
        "oldestCheck": OLDEST,
        "age": 129_600,
        "stalePages": 1,
        "lastRun": {"id": "second", "outcome": "held", "finishedAt": NEWEST},
        "problem": None,
    }


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "text/html;q=0.5, */*"])
async def test_programs_are_told_in_json(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.get("/readyz", headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Vary"].startswith("Accept")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("State of the server", "The server is ready.", "(1d12h ago)", "1 of 2")),
        ("fr", ("État du serveur", "Le serveur est prêt.", "(il y a 1d12h)", "1 sur 2")),
        ("es", ("Estado del servidor", "El servidor está listo.", "(hace 1d12h)", "1 de 2")),
    ],
)
async def test_a_person_is_told_on_a_page(
    publish_pages: Publish, record: Record, get: Get, language: str, words: tuple[str, ...]
) -> None:
    version = publish_pages("a", "b")
    record(run="second", outcome=Outcome.HELD, states=STATES)
    headers = {"Accept": BROWSER, "Accept-Language": language}
    answer = await get("/readyz", CHECK + timedelta(hours=36), headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Accept-Language" in answer.headers["Vary"]
    for one in (*words, version.digest, "2026-01-31 04:00 UTC", SITE + "a", "timeout", "second"):
        assert one in answer.text


async def test_a_person_sees_why_it_is_not_ready_with_the_same_status(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b")
    record(states=STATES)
    late = CHECK + timedelta(hours=37)
    answer = await get("/readyz?max_age=36h&language=fr", late, headers={"Accept": BROWSER})
    assert answer.status_code == 503
    assert "Les pages n’ont pas toutes été vérifiées depuis 36h." in answer.text
    assert 'href="?max_age=36h&amp;language=es"' in answer.text


@pytest.mark.parametrize("language", ["en", "fr", "es"])
async def test_a_person_sees_that_the_bundled_snapshot_is_served(
    client: httpx.AsyncClient, language: str
) -> None:
    page = await client.get(f"/readyz?language={language}", headers={"Accept": BROWSER})
    assert load_bundled().digest in page.text
    assert 'role="note"' in page.text


@pytest.mark.parametrize("limit", ["36h", "129600", "2160m", "1d12h", "2d"])
async def test_what_was_checked_in_time_is_ready(
    publish_pages: Publish, record: Record, get: Get, limit: str
) -> None:
    publish_pages("a", "b")
    record(states=STATES)
    answer = await get(f"/readyz?max_age={limit}", CHECK + timedelta(hours=36))
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


@pytest.mark.parametrize("limit", ["36h", "129600", "2160m", "1d12h", "1s"])
async def test_what_was_checked_too_long_ago_is_stale(
    publish_pages: Publish, record: Record, get: Get, limit: str
) -> None:
    publish_pages("a", "b")
    record(states=STATES)
    answer = await get(f"/readyz?max_age={limit}", CHECK + timedelta(hours=36, seconds=1))
    assert (answer.status_code, answer.json()["status"]) == (503, "stale")
    assert answer.json()["age"] == 129_601


async def test_a_page_that_was_never_checked_is_older_than_any_limit(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b", "never")
    record(states=STATES)
    answer = await get("/readyz?max_age=9999d")
    assert (answer.status_code, answer.json()["status"]) == (503, "stale")
    assert answer.json()["oldestCheck"] is None


async def test_the_bundled_snapshot_is_older_than_any_limit(client: httpx.AsyncClient) -> None:
    answer = await client.get("/readyz?max_age=9999d")
    assert (answer.status_code, answer.json()["status"]) == (503, "stale")


async def test_a_clock_that_runs_behind_makes_nothing_younger_than_now(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b")
    record(states=STATES)
    assert (await get("/readyz", CHECK - timedelta(days=1))).json()["age"] == 0


@pytest.mark.parametrize("limit", ["", "soon", "0", "-1h", "1.5h", "36H"])
async def test_a_limit_that_is_no_duration_is_a_problem_that_names_what_was_expected(
    client: httpx.AsyncClient, limit: str
) -> None:
    answer = await client.get("/readyz", params={"max_age": limit})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    detail = problem.pop("detail")
    assert problem == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "instance": "/readyz",
    }
    assert detail.startswith("max_age: a duration")
    assert detail.endswith(f"36h, 2d, 1h30m or 3600 (seconds) expected, {limit!r} found")


async def test_a_store_that_breaks_is_a_problem_and_the_last_good_version_is_served(
    store: SqliteStore, publish_pages: Publish, record: Record, tmp_path: Path
) -> None:
    publish_pages("a", "b")
    record(states=STATES)
    app = create_app(Settings(poll=0.01), store, lambda: CHECK + timedelta(hours=36))
    for path in tmp_path.glob("iscm.db*"):
        path.write_bytes(b"this is no database any more" * 200)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        answer = await client.get("/readyz")
        while answer.json()["problem"] is None:  # until the first poll
            await anyio.sleep(0.01)
            answer = await client.get("/readyz")
        metrics = (await client.get("/metrics")).text
        late = await client.get("/readyz?max_age=1h")
    body = answer.json()
    assert answer.status_code == 200
    assert (body["status"], body["version"], body["age"]) == ("degraded", 1, 129_600)
    assert store.address in body["problem"]
    assert "iscm_store_up 0.0" in metrics
    assert (late.status_code, late.json()["status"]) == (503, "stale")
    assert store.address in late.json()["problem"]
