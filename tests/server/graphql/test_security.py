"""The checks of graphql-cop that concern HTTP, and what we chose where there is a choice."""

import httpx
import pytest

pytestmark = pytest.mark.anyio

TYPE = {"data": {"__typename": "Query"}}


def shown(answer: httpx.Response) -> dict[str, object]:
    """The answer without what is told about it."""
    return {name: value for name, value in answer.json().items() if name != "extensions"}


def code(answer: httpx.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


async def test_batches_are_not_executed(client: httpx.AsyncClient) -> None:
    batch = [{"query": "query cop { __typename }", "operationName": "cop"}] * 10
    answer = await client.post("/graphql", json=batch)
    assert answer.status_code == 400
    assert code(answer) == "BATCHING_NOT_SUPPORTED"


async def test_get_changes_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": "mutation cop { __typename }"})
    assert answer.status_code == 405
    assert "data" not in answer.json()


async def test_a_form_of_another_site_is_not_executed(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", data={"query": "query cop { __typename }"})
    assert answer.status_code == 415
    assert "data" not in answer.json()


async def test_queries_by_get_are_chosen(client: httpx.AsyncClient) -> None:
    """They can be cached, and there is nothing that a page of another site could not see."""
    answer = await client.get("/graphql", params={"query": "query cop { __typename }"})
    assert shown(answer) == TYPE
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("header", ["apollo-tracing", "X-Apollo-Tracing"])
async def test_nothing_is_traced(client: httpx.AsyncClient, header: str) -> None:
    body = {"query": "query cop { __typename }", "extensions": {"tracing": True}}
    answer = await client.post("/graphql", json=body, headers={header: "1"})
    assert shown(answer) == TYPE


@pytest.mark.parametrize("path", ["/graphiql", "/playground", "/console", "/altair", "/voyager"])
async def test_the_explorer_is_where_the_endpoint_is_and_nowhere_else(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    page = await client.get("/graphql", headers={"Accept": "text/html"})
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


async def test_suggestions_are_chosen(client: httpx.AsyncClient) -> None:
    """The schema is published at /schema.graphql: a suggestion tells nothing that is not there."""
    body = {"query": "query cop { __schema { directive } }"}
    answer = await client.post("/graphql", json=body)
    assert "Did you mean 'directives'" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("query", ["qwerty cop { abc }", "query cop { abc }", "{"])
async def test_no_error_shows_where_in_our_code_it_was_found(
    client: httpx.AsyncClient, query: str
) -> None:
    answer = await client.post("/graphql", json={"query": query})
    for error in answer.json()["errors"]:
        assert set(error) == {"message", "locations", "extensions"}
        assert set(error["extensions"]) == {"code", "help"}
    assert ".py" not in answer.text


async def test_directives_by_the_dozen_are_no_dozen_of_errors(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{ __typename " + "@aa" * 50 + " }"})
    assert "data" not in answer.json()
    assert len(answer.json()["errors"]) < 10
