"""The explorer's page: one host, one policy, nothing a title could break out of."""

import json
import re
from html import unescape

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.explorer.page import Asked, explorer_files, explorer_page

pytestmark = pytest.mark.anyio

EXAMPLES = ("query First { __typename }", 'query Second { __type(name: "A & B") { name } }')
HOSTILE = """</script><script>alert('1')</script>" data-x='&"""


async def get(
    path: str, *, title: str = "Try it", asked: Asked | None = None, **headers: str
) -> httpx.Response:
    async def page(_request: Request) -> Response:
        return explorer_page(
            endpoint="/graphql", title=title, language="fr", examples=EXAMPLES, asked=asked
        )

    app = Starlette(routes=[Route("/graphql", page), explorer_files()])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://test"
    ) as client:
        return await client.get(path, headers=headers)


def config_in(html: str) -> dict[str, object]:
    (found,) = re.findall(r'data-config="([^"]*)"', html)
    config = json.loads(unescape(found))
    assert isinstance(config, dict)
    return config


async def test_the_page_names_no_other_host() -> None:
    html = (await get("/graphql")).text
    assert "http://" not in html
    assert "https://" not in html
    assert not re.search(r"""["'(]//""", html)


async def test_the_policy_allows_no_other_origin() -> None:
    policy = (await get("/graphql")).headers["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    sources = {source for value in directives.values() for source in value.split()}
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:"}
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["connect-src"] == "'self'"
    assert directives["worker-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"


async def test_the_page_is_neither_sniffed_nor_told_of() -> None:
    headers = (await get("/graphql")).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


async def test_the_page_says_its_title_and_its_language() -> None:
    html = (await get("/graphql")).text
    assert '<html lang="fr">' in html
    assert "<title>Try it</title>" in html


async def test_the_page_has_no_script_of_its_own_inside() -> None:
    html = (await get("/graphql")).text
    assert re.findall(r"<script[^>]*>([^<]*)</script>", html) == [""]
    assert "<style" not in html
    assert "style=" not in html


async def test_each_static_file_the_page_names_is_served() -> None:
    html = (await get("/graphql")).text
    named = re.findall(r'(?:src|href)="(/[^"]*)"', html)
    assert named == ["/explorer/explorer.css", "/explorer/explorer.js"]
    for path in named:
        answer = await get(path)
        assert answer.status_code == 200, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("worker", ["editor", "graphql", "json"])
async def test_each_worker_and_the_parts_it_loads_are_served_as_scripts(worker: str) -> None:
    script = await get(f"/explorer/{worker}.worker.js")
    parts = re.findall(r'"\./(parts/[^"]+\.js)"', script.text)
    assert parts
    for answer in [script, *[await get(f"/explorer/{part}") for part in parts]]:
        assert answer.status_code == 200
        assert "javascript" in answer.headers["Content-Type"]


async def test_a_file_the_browser_keeps_is_not_sent_again() -> None:
    first = await get("/explorer/explorer.css")
    again = await get("/explorer/explorer.css", **{"If-None-Match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304


async def test_no_file_outside_the_folder_is_served() -> None:
    assert (await get("/explorer/..%2Fpage.py")).status_code == 404
    assert (await get("/explorer/")).status_code == 404


async def test_the_page_hands_on_the_endpoint_and_the_examples() -> None:
    config = config_in((await get("/graphql")).text)
    assert config == {
        "endpoint": "/graphql",
        "title": "Try it",
        "examples": list(EXAMPLES),
        "asked": None,
    }


async def test_what_was_asked_is_handed_on_and_does_no_harm() -> None:
    asked = Asked(query=HOSTILE, variables=HOSTILE, operationName=HOSTILE)
    html = (await get("/graphql", asked=asked)).text
    assert html.count("<script") == 1
    assert config_in(html)["asked"] == dict.fromkeys(
        ("query", "variables", "operationName"), HOSTILE
    )


async def test_a_title_that_closes_a_script_does_no_harm() -> None:
    html = (await get("/graphql", title=HOSTILE)).text
    assert html.count("<script") == 1
    assert "alert('1')" not in html
    assert config_in(html)["title"] == HOSTILE


async def test_a_reader_without_javascript_learns_how_to_post_a_query() -> None:
    html = (await get("/graphql")).text
    (without,) = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert "curl --header 'Content-Type: application/json' \\\n" in without
    assert """--data '{"query": "{ __typename }"}' THIS-SERVER/graphql""" in without
