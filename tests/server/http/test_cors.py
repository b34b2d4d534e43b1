"""Pages of every origin may ask."""

import httpx
import pytest

pytestmark = pytest.mark.anyio

ORIGIN = {"Origin": "https://app.example"}
PATHS = ("/graphql?query={__typename}", "/", "/readyz", "/schema.graphql", "/nowhere", "/graphql")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [ORIGIN, {"Origin": "null"}, {}])
async def test_each_answer_may_be_read_by_every_page(
    client: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    answer = await client.get(path, headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert {"ETag", "X-Iscm-Version", "Retry-After", "RateLimit", "RateLimit-Policy"} <= exposed
    assert "Origin" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_a_browser_that_asks_first_may_send_what_it_likes(
    client: httpx.AsyncClient, method: str
) -> None:
    wanted = "content-type, if-none-match, x-apollo-operation-name"
    headers = {
        **ORIGIN,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": wanted,
    }
    answer = await client.options("/graphql", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == wanted
    assert method in answer.headers["Access-Control-Allow-Methods"].split(", ")
    assert answer.headers["Access-Control-Max-Age"] == "86400"
    assert "Access-Control-Allow-Credentials" not in answer.headers


async def test_a_method_that_is_not_there_is_not_allowed(client: httpx.AsyncClient) -> None:
    headers = {**ORIGIN, "Access-Control-Request-Method": "DELETE"}
    answer = await client.options("/graphql", headers=headers)
    assert answer.status_code == 400
    assert "DELETE" not in answer.headers["Access-Control-Allow-Methods"]
