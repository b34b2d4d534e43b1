"""Errors outside of GraphQL."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.testing import capture_logs

from server.http.problems import crashed, refused

pytestmark = pytest.mark.anyio

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
MISSING = {"en": "Not found", "fr": "Introuvable", "es": "No encontrado"}


async def crash(_: Request) -> Response:
    raise RuntimeError("the password of the store is 1234")


async def busy(_: Request) -> Response:
    raise HTTPException(503, "come again later", {"Retry-After": "7"})


@pytest.fixture
async def failing() -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(
        routes=[Route("/crash", crash), Route("/busy", busy)],
        exception_handlers={HTTPException: refused, Exception: crashed(lambda: "id-1")},
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


def problem(answer: httpx.Response) -> dict[str, object]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/problem+json", ""])
@pytest.mark.parametrize("path", ["/nowhere", "/graphql/nowhere", "/static/", "/static/no.css"])
async def test_an_unknown_path_is_a_problem(
    client: httpx.AsyncClient, path: str, accept: str
) -> None:
    answer = await client.get(path, headers={"Accept": accept})
    assert problem(answer) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": f"nothing is at {path}; / leads to everything that is here",
        "instance": path,
    }


@pytest.mark.parametrize("language", MISSING)
async def test_a_browser_gets_a_page_in_its_language(
    client: httpx.AsyncClient, language: str
) -> None:
    headers = {"Accept": HTML, "Accept-Language": language}
    answer = await client.get("/no<b>where", headers=headers)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"<h1>{MISSING[language]}</h1>" in answer.text
    assert f'<html lang="{language}">' in answer.text
    assert "/no&lt;b&gt;where" in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/", "/healthz", "/schema.graphql", "/static/site.css"])
async def test_a_method_that_is_not_allowed_is_a_problem(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.post(path)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert problem(answer)["title"] == "Method Not Allowed"
    assert str(problem(answer)["detail"]).endswith("; POST found")


async def test_other_refusals_keep_their_words_and_headers(failing: httpx.AsyncClient) -> None:
    answer = await failing.get("/busy")
    assert answer.headers["Retry-After"] == "7"
    assert problem(answer) == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "come again later",
        "instance": "/busy",
    }


async def test_a_crash_tells_an_id_that_is_in_the_log(failing: httpx.AsyncClient) -> None:
    with capture_logs() as logs:
        answer = await failing.get("/crash")
    assert answer.status_code == 500
    assert problem(answer)["errorId"] == "id-1"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "password" not in answer.text
    assert [(log["error_id"], log["path"]) for log in logs] == [("id-1", "/crash")]
