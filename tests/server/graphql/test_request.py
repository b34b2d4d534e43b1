"""What is no request of GraphQL over HTTP is refused, and told how it would be one."""

import json
from urllib.parse import quote

import httpx
import pytest

pytestmark = pytest.mark.anyio

QUERY = "{ __typename }"
BODY = json.dumps({"query": QUERY})
ANSWER = {"data": {"__typename": "Query"}}
NEW_TYPE = "application/graphql-response+json"
JSON = "application/json"


def shown(answer: httpx.Response) -> dict[str, object]:
    """The answer without what is told about it."""
    return {name: value for name, value in answer.json().items() if name != "extensions"}


async def post(
    client: httpx.AsyncClient, body: str | bytes, kind: str | None = JSON, **headers: str
) -> httpx.Response:
    given = headers if kind is None else {"Content-Type": kind, **headers}
    return await client.post("/graphql", content=body, headers=given)


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    assert set(body) == {"errors"}
    (error,) = body["errors"]
    assert error["extensions"]["help"]
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, error["extensions"]["code"], error["message"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
async def test_no_type_that_a_page_of_another_site_can_send_is_taken(
    client: httpx.AsyncClient, kind: str
) -> None:
    status, code, message = refusal(await post(client, BODY, kind))
    assert (status, code) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert message == f"Content-Type {JSON} expected, {kind.partition(';')[0] or 'none'} found"


@pytest.mark.parametrize(
    "kind", [None, "application/graphql", NEW_TYPE, "application/jsonp", "json"]
)
async def test_no_type_but_json_is_taken(client: httpx.AsyncClient, kind: str | None) -> None:
    answer = await post(client, BODY, kind)
    assert refusal(answer)[:2] == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert answer.headers["Accept"] == JSON


@pytest.mark.parametrize(
    "kind",
    [
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"',
        "APPLICATION/JSON",
        "application/json; profile=x",
        "application/json;",
    ],
)
async def test_a_content_type_may_be_written_in_other_ways(
    client: httpx.AsyncClient, kind: str
) -> None:
    assert shown(await post(client, BODY, kind)) == ANSWER


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16", "us-ascii"])
async def test_no_charset_but_utf_8_is_taken(client: httpx.AsyncClient, charset: str) -> None:
    answer = await post(client, BODY, f"application/json; charset={charset}")
    status, code, message = refusal(answer)
    assert (status, code) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert message == f"charset utf-8 expected, {charset} found"


async def test_no_packed_body_is_taken(client: httpx.AsyncClient) -> None:
    answer = await post(client, b"\x1f\x8b", **{"Content-Encoding": "gzip"})
    assert refusal(answer)[:2] == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert answer.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("accept", [JSON, NEW_TYPE])
@pytest.mark.parametrize(
    "body",
    [
        "",
        "NONSENSE",
        "query={processes{slug}}",
        '{"query":',
        "null",
        '"{ __typename }"',
        "{}",
        '{"qeury": "{ __typename }"}',
        '{"query": null}',
        '{"query": 3}',
        '{"query": {}}',
        '{"variables": {}}',
    ],
)
async def test_a_body_that_is_no_request_is_refused_with_an_example(
    client: httpx.AsyncClient, body: str, accept: str
) -> None:
    status, code, message = refusal(await post(client, body, Accept=accept))
    assert (status, code) == (400, "BAD_REQUEST")
    assert '{"query": "{ processes { slug } }"}' in message


@pytest.mark.parametrize("accept", [JSON, NEW_TYPE])
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("variables", [7], "object | null"),
        ("variables", "{}", "object | null"),
        ("variables", 0, "object | null"),
        ("extensions", False, "object | null"),
        ("extensions", ["a"], "object | null"),
        ("operationName", 3, "str | null"),
        ("operationName", {}, "str | null"),
        ("documentId", 3, "str | null"),
    ],
)
async def test_a_parameter_of_the_wrong_type_is_named(
    client: httpx.AsyncClient, name: str, value: object, expected: str, accept: str
) -> None:
    answer = await post(client, json.dumps({"query": QUERY, name: value}), Accept=accept)
    status, code, message = refusal(answer)
    assert (status, code) == (400, "BAD_REQUEST")
    assert f"Expected `{expected}`" in message
    assert f"`$.{name}`" in message


async def test_a_batch_is_refused_and_told_what_to_do_instead(client: httpx.AsyncClient) -> None:
    for body in (f" [{BODY}, {BODY}]", "[]"):
        answer = await post(client, body)
        assert refusal(answer)[:2] == (400, "BATCHING_NOT_SUPPORTED")
        assert "one request for each" in answer.json()["errors"][0]["extensions"]["help"]


async def test_a_missing_query_is_named(client: httpx.AsyncClient) -> None:
    status, code, message = refusal(await client.get("/graphql"))
    assert (status, code) == (400, "BAD_REQUEST")
    assert "`query` is missing" in message


@pytest.mark.parametrize("value", ["[]", "3", "{", "code=sz", '"{}"'])
@pytest.mark.parametrize("name", ["variables", "extensions"])
async def test_maps_in_the_address_must_be_json_objects(
    client: httpx.AsyncClient, name: str, value: str
) -> None:
    answer = await client.get("/graphql", params={"query": QUERY, name: value})
    status, code, message = refusal(answer)
    assert (status, code) == (400, "BAD_REQUEST")
    assert message.startswith(f"`{name}` is no JSON object: ")


async def test_a_parameter_given_twice_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/graphql?query={quote(QUERY)}&query={quote('{ a }')}")
    assert refusal(answer)[:2] == (400, "BAD_REQUEST")


async def test_the_parameters_of_a_post_stand_in_its_body(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", params={"query": QUERY}, json={})
    assert refusal(answer)[:2] == (400, "BAD_REQUEST")


async def test_an_address_beyond_all_questions_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": QUERY + "#" * 12_000})
    assert refusal(answer)[:2] == (414, "URI_TOO_LONG")


async def test_a_body_beyond_all_questions_is_refused(client: httpx.AsyncClient) -> None:
    answer = await post(client, json.dumps({"query": QUERY + " " * 1_000_000}))
    assert refusal(answer)[:2] == (413, "CONTENT_TOO_LARGE")


async def test_a_body_that_is_no_text_is_refused(client: httpx.AsyncClient) -> None:
    answer = await post(client, b'{"query": "{ state(code: \\"\xff\xfe\\") { name } }"}')
    assert refusal(answer)[:2] == (400, "BAD_REQUEST")


async def test_half_a_character_is_no_text(client: httpx.AsyncClient) -> None:
    answer = await post(client, '{"query": "{ state(code: \\"\\ud83d\\") { name } }"}')
    assert answer.status_code in (200, 400)
    assert "data" not in answer.json() or shown(answer) == {"data": {"state": None}}


async def test_text_of_all_scripts_is_taken(client: httpx.AsyncClient) -> None:
    query = '{ a: __type(name: "Run🏃Swim🏊") { name } b: state(code: "Côte d’Ivoire") { alpha3 } }'
    assert (await post(client, json.dumps({"query": query}))).status_code == 200


async def test_maps_nested_without_end_are_refused(client: httpx.AsyncClient) -> None:
    deep = '{"query": "query Q($a: String) { __typename }", "variables": {"a": '
    answer = await post(client, deep + "[" * 1500 + "]" * 1500 + "}}")
    assert refusal(answer)[1] in ("BAD_REQUEST", "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
