"""The pages and addresses around GraphQL."""

from collections.abc import Callable

import httpx
import pytest

from schema.schema import committed
from server.app import create_app
from server.settings import Settings
from snapshots.bundle import load_bundled
from snapshots.model import Version
from snapshots.stores.sqlite import SqliteStore

pytestmark = pytest.mark.anyio

Publish = Callable[..., Version]
TITLES = {
    "en": "Inter-State Consultation Mechanisms on Migration",
    "fr": "Mécanismes consultatifs interétatiques sur la migration",
    "es": "Mecanismos consultivos interestatales sobre migración",
}
WARNINGS = {"en": "the bundled snapshot", "fr": "instantané fourni", "es": "instantánea incluida"}
PARTICIPANTS = {
    "en": "Participating States: 195",
    "fr": "États participants : 195",
    "es": "Estados participantes: 195",
}


async def published(store: SqliteStore, path: str) -> httpx.Response:
    """Ask an application that starts now, over what the store holds."""
    transport = httpx.ASGITransport(create_app(Settings(), store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path)


@pytest.mark.parametrize("language", TITLES)
async def test_the_home_page_speaks_the_language_of_the_address(
    client: httpx.AsyncClient, language: str
) -> None:
    answer = await client.get("/", params={"language": language})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{TITLES[language]}</h1>" in answer.text
    assert PARTICIPANTS[language] in answer.text


async def test_a_list_that_was_cut_short_shows_what_the_page_declares(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/", params={"language": "en"})
    assert "Participating States: 0" not in answer.text
    assert "Participating States: 4 listed, 18 declared" in answer.text  # Abu Dhabi Dialogue
    assert "Participating States: 108 declared" in answer.text  # ACP-EU, of which none was seen


@pytest.mark.parametrize("language", TITLES)
async def test_the_home_page_speaks_the_language_of_the_browser(
    client: httpx.AsyncClient, language: str
) -> None:
    answer = await client.get("/", headers={"Accept-Language": f"{language}-XX, de;q=0.9"})
    assert f"<h1>{TITLES[language]}</h1>" in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("language", WARNINGS)
async def test_the_home_page_warns_that_the_bundled_snapshot_is_served(
    client: httpx.AsyncClient, language: str
) -> None:
    answer = await client.get("/", params={"language": language})
    assert WARNINGS[language] in answer.text
    assert load_bundled().digest in answer.text


async def test_the_home_page_links_each_language_and_marks_its_own(
    client: httpx.AsyncClient,
) -> None:
    html = (await client.get("/?language=fr")).text
    for language in TITLES:
        assert f'href="/?language={language}"' in html
    assert html.count('aria-current="true"') == 1


async def test_every_address_of_ours_that_the_home_page_links_is_there(
    client: httpx.AsyncClient,
) -> None:
    html = (await client.get("/")).text
    linked = {part.partition('"')[0] for part in html.split('href="/')[1:]}
    assert {"graphql", "schema.graphql", "readyz", "static/site.css"} <= linked
    for path in linked:
        answer = await client.get(f"/{path}", headers={"Accept": "text/html"})
        assert answer.status_code == 200, path


async def test_the_home_page_names_the_version_once_there_is_one(
    store: SqliteStore, publish: Publish
) -> None:
    publish("hld")
    html = (await published(store, "/")).text
    assert "Version 1, published 2026-01-31T04:00:00Z" in html
    assert WARNINGS["en"] not in html


async def test_a_name_with_markup_does_no_harm(store: SqliteStore, publish: Publish) -> None:
    publish("<script>alert(1)</script>")
    html = (await published(store, "/")).text
    assert "<script" not in html
    assert "&lt;script&gt;" in html


async def test_the_home_page_allows_nothing_but_its_own_style(client: httpx.AsyncClient) -> None:
    headers = (await client.get("/")).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "script-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


async def test_the_home_page_has_no_style_or_script_inside(client: httpx.AsyncClient) -> None:
    html = (await client.get("/")).text
    assert "<script" not in html
    assert "<style" not in html
    assert "style=" not in html


async def test_health_says_that_the_process_runs(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


async def test_readiness_tells_that_the_bundled_snapshot_is_served(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "bundled": True,
        "version": None,
        "publishedAt": None,
        "digest": load_bundled().digest,
        "problem": None,
    }


async def test_readiness_tells_which_version_is_served(
    store: SqliteStore, publish: Publish
) -> None:
    version = publish("hld")
    assert (await published(store, "/readyz")).json() == {
        "status": "ready",
        "bundled": False,
        "version": 1,
        "publishedAt": version.published_at,
        "digest": version.digest,
        "problem": None,
    }


async def test_the_schema_is_served_as_committed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/schema.graphql")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text == committed()


@pytest.mark.parametrize("path", ["/nowhere", "/graphql/nowhere", "/static/", "/static/no.css"])
async def test_an_unknown_path_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_no_file_outside_the_static_folder_is_served(client: httpx.AsyncClient) -> None:
    assert (await client.get("/static/..%2Fpages.py")).status_code == 404


async def test_long_answers_are_compressed_for_those_who_ask(client: httpx.AsyncClient) -> None:
    packed = await client.get("/schema.graphql", headers={"Accept-Encoding": "gzip"})
    plain = await client.get("/schema.graphql", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.text == plain.text
