"""What is asked by GET and POST, and how it is answered."""

import json
import re
from collections.abc import Awaitable, Callable
from html import unescape

import httpx
import pytest

from snapshots.model import Version

pytestmark = pytest.mark.anyio

SLUG = '{ process(slug: "hld") { slug } }'
ANSWER = {"data": {"process": {"slug": "hld"}}}
BY_CODE = "query State($code: String!) { state(code: $code) { alpha3 } }"
TWO = 'query One { process(slug: "hld") { slug } } query Two { __typename }'
NEW_TYPE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def shown(answer: httpx.Response) -> dict[str, object]:
    """The answer without what is told about it."""
    return {name: value for name, value in answer.json().items() if name != "extensions"}


async def post(client: httpx.AsyncClient, accept: str = "*/*", **body: object) -> httpx.Response:
    return await client.post("/graphql", json=body, headers={"Accept": accept})


def only_error(answer: httpx.Response) -> tuple[str, str]:
    """The code and the message of an answer that holds one error and no data."""
    body = answer.json()
    assert set(body) == {"errors"}
    (error,) = body["errors"]
    assert error["extensions"]["help"]
    return error["extensions"]["code"], error["message"]


async def test_a_query_is_answered_by_post(client: httpx.AsyncClient) -> None:
    answer = await post(client, query=SLUG)
    assert (answer.status_code, shown(answer)) == (200, ANSWER)


async def test_a_query_is_answered_by_get(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": SLUG})
    assert (answer.status_code, shown(answer)) == (200, ANSWER)


async def test_variables_are_taken_by_post(client: httpx.AsyncClient) -> None:
    answer = await post(client, query=BY_CODE, variables={"code": "sz"})
    assert shown(answer) == {"data": {"state": {"alpha3": "SWZ"}}}


async def test_variables_are_taken_by_get(client: httpx.AsyncClient) -> None:
    params = {"query": BY_CODE, "variables": json.dumps({"code": "sz"})}
    answer = await client.get("/graphql", params=params)
    assert shown(answer) == {"data": {"state": {"alpha3": "SWZ"}}}


@pytest.mark.parametrize("nothing", ["", "null", "{}"])
@pytest.mark.parametrize("name", ["variables", "extensions"])
async def test_empty_parameters_are_as_good_as_none(
    client: httpx.AsyncClient, name: str, nothing: str
) -> None:
    answer = await client.get("/graphql", params={"query": SLUG, name: nothing})
    assert shown(answer) == ANSWER


async def test_an_empty_name_in_an_address_is_as_good_as_none(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": SLUG, "operationName": ""})
    assert shown(answer) == ANSWER


async def test_null_parameters_are_as_good_as_none(client: httpx.AsyncClient) -> None:
    answer = await post(
        client, query=SLUG, variables=None, operationName=None, extensions=None, documentId=None
    )
    assert shown(answer) == ANSWER


async def test_what_else_a_body_holds_is_ignored(client: httpx.AsyncClient) -> None:
    answer = await post(client, query=SLUG, extensions={"mine": [1]}, id=7)
    assert shown(answer) == ANSWER


async def test_the_operation_named_is_the_one_executed(client: httpx.AsyncClient) -> None:
    by_post = await post(client, query=TWO, operationName="One")
    by_get = await client.get("/graphql", params={"query": TWO, "operationName": "Two"})
    assert shown(by_post) == ANSWER
    assert shown(by_get) == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"query": ""}, "the document has no operation: it is empty"),
        ({"query": " \n"}, "the document has no operation: it is empty"),
        ({"query": "fragment f on Query { __typename }"}, "the document has no operation: a query"),
        ({"query": TWO}, "the document has 2 operations: `operationName` must say which"),
        ({"query": TWO, "operationName": "Three"}, "no operation 'Three'; it has One, Two"),
        ({"query": TWO, "operationName": ""}, "no operation ''; it has One, Two"),
        ({"query": SLUG, "operationName": ""}, "no operation ''; it has one without a name"),
    ],
)
async def test_a_document_without_the_one_operation_is_refused(
    client: httpx.AsyncClient, body: dict[str, object], message: str
) -> None:
    answer = await post(client, NEW_TYPE, **body)
    assert answer.status_code == 400
    code, said = only_error(answer)
    assert code == "OPERATION_RESOLUTION_FAILURE"
    assert message in said


@pytest.mark.parametrize("operation", ["mutation { forget }", "subscription { news }"])
async def test_there_is_nothing_to_change_and_no_such_news(
    client: httpx.AsyncClient, operation: str
) -> None:
    code, _ = only_error(await post(client, query=operation))
    assert code == "GRAPHQL_VALIDATION_FAILED"


async def test_a_subscription_is_sent_to_where_streams_are(
    fail: Callable[..., Awaitable[httpx.Response]],
) -> None:
    answer = await fail("subscription { ticks }", NEW_TYPE)
    assert answer.status_code == 400
    assert only_error(answer)[0] == "SUBSCRIPTION_NOT_SUPPORTED"
    assert "/graphql/stream" in answer.json()["errors"][0]["extensions"]["help"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("kind", ["mutation", "subscription"])
async def test_nothing_but_a_query_is_executed_by_get(
    client: httpx.AsyncClient, method: str, kind: str
) -> None:
    params = {"query": kind + " { __typename }"}
    answer = await client.request(method, "/graphql", params=params)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


async def test_the_operation_named_decides_whether_get_will_do(client: httpx.AsyncClient) -> None:
    query = "query One { __typename } subscription Two { published { version } }"
    one = await client.get("/graphql", params={"query": query, "operationName": "One"})
    two = await client.get("/graphql", params={"query": query, "operationName": "Two"})
    assert (one.status_code, two.status_code) == (200, 405)
    assert only_error(two)[0] == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "QUERY"])
async def test_no_other_method_is_allowed(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert only_error(answer)[0] == "METHOD_NOT_ALLOWED"


async def test_options_tells_the_methods(client: httpx.AsyncClient) -> None:
    answer = await client.options("/graphql")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        ("application/json; charset=utf-8", JSON),
        (NEW_TYPE, NEW_TYPE),
        (f"{NEW_TYPE}, {JSON}", NEW_TYPE),
        (f"{JSON}, {NEW_TYPE}", NEW_TYPE),
        (f"{NEW_TYPE}, {JSON};q=0.9", NEW_TYPE),
        (f"{NEW_TYPE};q=0.5, {JSON};q=0.9", JSON),
        (f"{NEW_TYPE};q=0.5, */*;q=0.9", JSON),
        (f"{JSON};q=0, */*", NEW_TYPE),
        (f"text/plain, {NEW_TYPE};q=0.1", NEW_TYPE),
        (f"multipart/mixed;deferSpec=20220824, {NEW_TYPE}, {JSON};q=0.9", NEW_TYPE),
        ("text/html;q=0.9, */*", JSON),
    ],
)
async def test_the_answer_is_of_the_type_that_is_liked_best(
    client: httpx.AsyncClient, accept: str, kind: str
) -> None:
    for method, how in (("POST", {"json": {"query": SLUG}}), ("GET", {"params": {"query": SLUG}})):
        answer = await client.request(method, "/graphql", headers={"Accept": accept}, **how)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert "Accept" in answer.headers["Vary"].split(", ")
        assert shown(answer) == ANSWER


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/event-stream",
        "application/xml, image/*",
        f"{JSON};q=0, {NEW_TYPE};q=0",
        "*/*;q=0",
        "application/json; charset=iso-8859-1",
    ],
)
async def test_who_takes_none_of_the_types_is_told_which_there_are(
    client: httpx.AsyncClient, accept: str
) -> None:
    answer = await post(client, accept, query=SLUG)
    assert answer.status_code == 406
    assert answer.headers["Content-Type"] == f"{JSON}; charset=utf-8"
    code, message = only_error(answer)
    assert code == "NOT_ACCEPTABLE"
    assert NEW_TYPE in message


async def test_a_browser_gets_the_explorer_in_its_language(client: httpx.AsyncClient) -> None:
    headers = {"Accept": HTML, "Accept-Language": "es"}
    answer = await client.get("/graphql", headers=headers)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    assert '<html lang="es">' in answer.text
    assert "/explorer/explorer.js" in answer.text


async def test_a_shared_link_opens_the_explorer_with_its_question(
    client: httpx.AsyncClient,
) -> None:
    asks = {"query": "query A { a: __typename } query B { b: __typename }", "operationName": "B"}
    link = {**asks, "variables": '{"n": 1}', "language": "es"}
    answer = await client.get("/graphql", params=link, headers={"Accept": HTML})
    assert answer.headers["Content-Type"].startswith("text/html")
    (config,) = re.findall(r'data-config="([^"]*)"', answer.text)
    told = json.loads(unescape(config))
    assert told["asked"] == {**asks, "variables": '{"n": 1}'}
    assert told["endpoint"] == "./graphql?language=es"
    program = await client.get("/graphql", params=link)
    assert program.json()["data"] == {"b": "Query"}


async def test_a_browser_is_answered_where_the_explorer_cannot_ask(
    client: httpx.AsyncClient,
) -> None:
    dry = {"query": "{ __typename }", "extensions": '{"dryRun": true}'}
    answer = await client.get("/graphql", params=dry, headers={"Accept": HTML})
    assert answer.headers["Content-Type"].startswith("application/")


@pytest.mark.parametrize("accept", ["*/*", JSON, "text/html;q=0, */*", "text/html;q=0.1, */*"])
async def test_who_likes_json_better_gets_no_explorer(
    client: httpx.AsyncClient, accept: str
) -> None:
    answer = await client.get("/graphql", headers={"Accept": accept})
    assert answer.status_code == 400
    assert only_error(answer)[0] == "BAD_REQUEST"


async def test_a_browser_that_posts_a_query_gets_its_answer(client: httpx.AsyncClient) -> None:
    assert shown(await post(client, HTML, query=SLUG)) == ANSWER


async def test_names_come_in_the_language_of_the_request(client: httpx.AsyncClient) -> None:
    query = '{ state(code: "DE") { name other: name(language: ES) } }'
    headers = {"Accept-Language": "fr-BE, en;q=0.5"}
    by_header = await client.post("/graphql", json={"query": query}, headers=headers)
    by_address = await client.get("/graphql", params={"query": query, "language": "es"})
    assert by_header.json()["data"]["state"] == {"name": "Allemagne", "other": "Alemania"}
    assert by_address.json()["data"]["state"]["name"] == "Alemania"
    assert {"Accept", "Accept-Language"} <= set(by_header.headers["Vary"].split(", "))
    assert "Accept-Language" not in by_address.headers["Vary"]


async def test_the_version_that_was_asked_is_named(
    client: httpx.AsyncClient,
    publish: Callable[..., Version],
    get: Callable[..., Awaitable[httpx.Response]],
) -> None:
    bundled = await post(client, query=SLUG)
    publish("hld")
    publish("hld", "gfmd")
    second = await get("/graphql?query={snapshot{version}}")
    assert bundled.headers["X-Iscm-Version"] == "0"
    assert second.headers["X-Iscm-Version"] == "2"
    assert shown(second) == {"data": {"snapshot": {"version": 2}}}
