"""Behind a proxy that serves all of this under a path."""

import re
from html import unescape
from urllib.parse import urljoin

import httpx
import pytest

from server.app import create_app
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
BROWSER = {"Accept": "text/html"}


def client(store: SqliteStore, **settings: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(Settings(**settings), store))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


@pytest.mark.parametrize("told", [{}, {"root_path": "/a/b"}])
@pytest.mark.parametrize("page", ["/", "/readyz", "/graphql", "/nowhere/at/all", "/nowhere/"])
async def test_every_link_of_a_page_leads_to_where_the_proxy_serves_it(
    store: SqliteStore, told: dict[str, str], page: str
) -> None:
    async with client(store, **told) as asking:
        html = (await asking.get(page, headers=BROWSER)).text
        links = [unescape(one) for one in re.findall(r'(?:href|src)="([^"]*)"', html)]
        ours = [one for one in links if not re.match(r"https?:|data:|mailto:", one)]
        assert ours
        for link in ours:
            led = urljoin(f"https://example.org/a/b{page}", link)
            assert led.startswith("https://example.org/a/b/"), link
            path = led.removeprefix("https://example.org/a/b")
            answer = await asking.get(path, headers=BROWSER)
            same = path.partition("?")[0] == page
            assert answer.status_code == 200 or same, link


@pytest.mark.parametrize("path", ["/healthz", "/iscm/healthz"])
async def test_the_proxy_may_cut_the_path_off_or_not(store: SqliteStore, path: str) -> None:
    async with client(store, root_path="/iscm") as asking:
        assert (await asking.get(path)).text == "ok\n"


async def test_the_path_alone_leads_to_what_is_behind_it(store: SqliteStore) -> None:
    async with client(store, root_path="/iscm") as asking:
        answer = await asking.get("/iscm?language=fr")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/iscm/?language=fr"


@pytest.mark.parametrize("path", ["/graphql", "/iscm/graphql"])
async def test_questions_under_the_path_count_for_the_rate(store: SqliteStore, path: str) -> None:
    async with client(store, root_path="/iscm", rate="1/1h") as asking:
        codes = [(await asking.get(f"{path}?query={{__typename}}")).status_code for _ in range(2)]
    assert codes == [200, 429]


async def test_problems_name_the_whole_path(store: SqliteStore) -> None:
    async with client(store, root_path="/iscm") as asking:
        answer = await asking.get("/nowhere")
    assert answer.json()["instance"] == "/iscm/nowhere"
