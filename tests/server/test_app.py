"""The pages and addresses around GraphQL."""

import re
from collections.abc import Awaitable, Callable
from html import unescape

import httpx
import pytest

from schema.schema import committed
from snapshots.bundle import load_bundled
from snapshots.model import Version
from snapshots.stores.records import PageState

pytestmark = pytest.mark.anyio

Publish = Callable[..., Version]
Get = Callable[..., Awaitable[httpx.Response]]
Record = Callable[..., object]
SITE = "https://www.iom.int/"
EARLY, LATE = "2026-01-30T04:00:00Z", "2026-02-01T04:00:07Z"
CHECKED = {
    "en": "Pages last checked between 2026-01-30 04:00 UTC and 2026-02-01 04:00 UTC;",
    "fr": "Pages vérifiées pour la dernière fois entre le 2026-01-30 04:00 UTC "
    "et le 2026-02-01 04:00 UTC ;",
    "es": "Páginas comprobadas por última vez entre el 2026-01-30 04:00 UTC "
    "y el 2026-02-01 04:00 UTC;",
}
STALE = {
    "en": ("0 of 2 pages are stale", "1 of 2 pages is stale", "2 of 2 pages are stale"),
    "fr": (
        "0 page sur 2 est périmée",
        "1 page sur 2 est périmée",
        "2 pages sur 2 sont périmées",
    ),
    "es": (
        "0 de 2 páginas están desactualizadas",
        "1 de 2 páginas está desactualizada",
        "2 de 2 páginas están desactualizadas",
    ),
}
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
        assert f'href="?language={language}"' in html
    assert html.count('aria-current="true"') == 1


async def test_every_address_of_ours_that_the_home_page_links_is_there(
    client: httpx.AsyncClient,
) -> None:
    html = (await client.get("/")).text
    linked = {part.partition('"')[0] for part in html.split('href="./')[1:]}
    bare = {path.partition("?")[0] for path in linked}
    assert {"graphql", "schema.graphql", "readyz", "static/site.css"} <= bare
    for path in linked:
        answer = await client.get(f"/{path}", headers={"Accept": "text/html"})
        assert answer.status_code == 200, path


async def test_the_home_page_names_the_version_once_there_is_one(
    publish: Publish, get: Get
) -> None:
    publish("hld")
    html = (await get("/")).text
    assert "Version 1, published 2026-01-31T04:00:00Z" in html
    assert WARNINGS["en"] not in html


def plain(page: str) -> str:
    """The page without its marks of moments, which keep a date on one line."""
    return re.sub(r'<span class="moment">(.*?)</span>', r"\1", page)


def states(early: str | None, late: str, stale: int = 0) -> tuple[PageState, ...]:
    """How two pages stand, so many of them stale."""
    checks = (("a", early), ("b", late))
    return tuple(
        PageState(url=SITE + name, checked_at=at, stale_since=LATE if place < stale else None)
        for place, (name, at) in enumerate(checks)
    )


@pytest.mark.parametrize("stale", [0, 1, 2])
@pytest.mark.parametrize("language", TITLES)
async def test_the_home_page_tells_how_fresh_the_pages_are(
    publish_pages: Publish, record: Record, get: Get, language: str, stale: int
) -> None:
    publish_pages("a", "b")
    record(states=states(EARLY, LATE, stale))
    page = plain((await get(f"/?language={language}")).text)
    assert CHECKED[language] in page
    assert f">{STALE[language][stale]}</a>" in page


async def test_checks_of_one_minute_are_one_moment(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b")
    record(states=states("2026-02-01T04:00:01Z", LATE))
    assert "Pages last checked on 2026-02-01 04:00 UTC;" in plain((await get("/")).text)


async def test_the_home_page_hides_no_page_that_was_never_checked(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b")
    record(states=states(None, LATE))
    said = "Not every page was ever checked; last check on 2026-02-01 04:00 UTC;"
    assert said in plain((await get("/")).text)


async def test_the_number_of_stale_pages_leads_to_the_pages(
    publish_pages: Publish, record: Record, get: Get
) -> None:
    publish_pages("a", "b")
    record(states=states(EARLY, LATE, stale=1))
    page = (await get("/")).text
    number = re.search(r'<a href="([^"]*)">1 of 2 pages is stale</a>', page)
    assert number is not None
    answer = await get(unescape(number[1]), headers={"Accept": "text/html"})
    assert f'<li><a href="{SITE}a">' in answer.text


async def test_the_bundled_snapshot_has_no_checks_to_tell_of(record: Record, get: Get) -> None:
    pages = load_bundled().snapshot.pages
    record(states=tuple(PageState(url=page.url, checked_at=LATE) for page in pages))
    page = (await get("/?language=en")).text
    assert WARNINGS["en"] in page
    assert "last checked" not in page
    assert "stale" not in page


async def test_a_name_with_markup_does_no_harm(publish: Publish, get: Get) -> None:
    publish("<script>alert(1)</script>")
    html = (await get("/")).text
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


async def test_the_schema_is_served_as_committed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/schema.graphql")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text == committed()


async def test_no_file_outside_the_static_folder_is_served(client: httpx.AsyncClient) -> None:
    assert (await client.get("/static/..%2Fpages.py")).status_code == 404


async def test_long_answers_are_compressed_for_those_who_ask(client: httpx.AsyncClient) -> None:
    packed = await client.get("/schema.graphql", headers={"Accept-Encoding": "gzip"})
    plain = await client.get("/schema.graphql", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.text == plain.text
