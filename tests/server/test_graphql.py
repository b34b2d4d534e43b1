"""GraphQL over HTTP, as the specification of that name has it."""

import json

import httpx
import pytest

pytestmark = pytest.mark.anyio

SLUG = '{ process(slug: "hld") { slug } }'
ANSWER = {"data": {"process": {"slug": "hld"}}}
BY_CODE = "query State($code: String!) { state(code: $code) { alpha3 } }"
TWO = 'query One { process(slug: "hld") { slug } } query Two { themes { slug } }'
NEW_TYPE = "application/graphql-response+json"
JSON = "application/json"


async def post(client: httpx.AsyncClient, accept: str = "*/*", **body: object) -> httpx.Response:
    return await client.post("/graphql", json=body, headers={"Accept": accept})


def only_error(answer: httpx.Response) -> tuple[str, str]:
    """The code and the message of an answer that holds one error and no data."""
    body = answer.json()
    assert set(body) == {"errors"}
    (error,) = body["errors"]
    return error["extensions"]["code"], error["message"]


async def test_a_query_is_answered_by_post(client: httpx.AsyncClient) -> None:
    answer = await post(client, query=SLUG)
    assert (answer.status_code, answer.json()) == (200, ANSWER)


async def test_a_query_is_answered_by_get(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": SLUG})
    assert (answer.status_code, answer.json()) == (200, ANSWER)


async def test_variables_are_taken_by_post(client: httpx.AsyncClient) -> None:
    answer = await post(client, query=BY_CODE, variables={"code": "sz"})
    assert answer.json() == {"data": {"state": {"alpha3": "SWZ"}}}


async def test_variables_are_taken_by_get(client: httpx.AsyncClient) -> None:
    params = {"query": BY_CODE, "variables": json.dumps({"code": "sz"})}
    answer = await client.get("/graphql", params=params)
    assert answer.json() == {"data": {"state": {"alpha3": "SWZ"}}}


@pytest.mark.parametrize("variables", ["", "null", "{}"])
async def test_no_variables_are_no_variables(client: httpx.AsyncClient, variables: str) -> None:
    answer = await client.get("/graphql", params={"query": SLUG, "variables": variables})
    assert answer.json() == ANSWER


async def test_null_parameters_are_as_good_as_none(client: httpx.AsyncClient) -> None:
    answer = await post(client, query=SLUG, variables=None, operationName=None, extensions=None)
    assert answer.json() == ANSWER


async def test_the_operation_named_is_the_one_executed(client: httpx.AsyncClient) -> None:
    by_post = await post(client, query=TWO, operationName="One")
    by_get = await client.get("/graphql", params={"query": TWO, "operationName": "Two"})
    assert by_post.json() == ANSWER
    assert list(by_get.json()["data"]) == ["themes"]


@pytest.mark.parametrize(
    ("accept", "kind", "status"),
    [("*/*", JSON, 200), (JSON, JSON, 200), (NEW_TYPE, NEW_TYPE, 400)],
)
async def test_a_syntax_error_has_the_status_of_the_accepted_type(
    client: httpx.AsyncClient, accept: str, kind: str, status: int
) -> None:
    answer = await post(client, accept, query="{ processes {")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    code, message = only_error(answer)
    assert code == "GRAPHQL_PARSE_FAILED"
    assert message.startswith("Syntax Error")
    assert answer.json()["errors"][0]["locations"] == [{"line": 1, "column": 14}]


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (NEW_TYPE, 400)])
async def test_an_unknown_field_is_named(
    client: httpx.AsyncClient, accept: str, status: int
) -> None:
    answer = await post(client, accept, query="{ prozesses { slug } }")
    assert answer.status_code == status
    code, message = only_error(answer)
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "'prozesses'" in message


async def test_an_answer_of_the_new_type_is_of_that_type(client: httpx.AsyncClient) -> None:
    answer = await post(client, f"{NEW_TYPE}, {JSON};q=0.9", query=SLUG)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(NEW_TYPE)
    assert answer.json() == ANSWER


@pytest.mark.parametrize("variables", [{}, {"code": None}, {"code": 3}, {"code": ["sz"]}])
async def test_a_variable_of_the_wrong_type_is_named(
    client: httpx.AsyncClient, variables: dict[str, object]
) -> None:
    code, message = only_error(await post(client, NEW_TYPE, query=BY_CODE, variables=variables))
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "$code" in message


@pytest.mark.parametrize("operation", ["mutation { forget }", "subscription { news }"])
async def test_there_is_nothing_to_change_or_to_subscribe_to(
    client: httpx.AsyncClient, operation: str
) -> None:
    code, _ = only_error(await post(client, query=operation))
    assert code == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/graphql", ""]
)
async def test_another_content_type_is_refused_by_name(
    client: httpx.AsyncClient, kind: str
) -> None:
    body = json.dumps({"query": SLUG})
    answer = await client.post("/graphql", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 415
    code, message = only_error(answer)
    assert code == "UNSUPPORTED_MEDIA_TYPE"
    assert message == f"Content-Type application/json expected, {kind or 'none'} found"


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "APPLICATION/JSON"])
async def test_a_content_type_may_be_written_in_other_ways(
    client: httpx.AsyncClient, kind: str
) -> None:
    body = json.dumps({"query": SLUG})
    answer = await client.post("/graphql", content=body, headers={"Content-Type": kind})
    assert answer.json() == ANSWER


@pytest.mark.parametrize(
    "body",
    [
        "",
        "query={processes{slug}}",
        "{",
        "[]",
        "null",
        "{}",
        '{"query": null}',
        '{"query": 3}',
        '{"variables": {}}',
        '{"query": "{ __typename }", "variables": []}',
        '{"query": "{ __typename }", "operationName": 3}',
    ],
)
async def test_a_body_that_is_no_request_is_refused_with_an_example(
    client: httpx.AsyncClient, body: str
) -> None:
    answer = await client.post("/graphql", content=body, headers={"Content-Type": JSON})
    assert answer.status_code == 400
    code, message = only_error(answer)
    assert code == "BAD_REQUEST"
    assert '{"query": "{ processes { slug } }"}' in message


async def test_a_missing_query_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql")
    assert answer.status_code == 400
    code, message = only_error(answer)
    assert code == "BAD_REQUEST"
    assert "`query` is missing" in message


@pytest.mark.parametrize("variables", ["[]", "3", "{", "code=sz"])
async def test_variables_in_the_address_must_be_a_json_object(
    client: httpx.AsyncClient, variables: str
) -> None:
    answer = await client.get("/graphql", params={"query": SLUG, "variables": variables})
    assert answer.status_code == 400
    assert only_error(answer)[0] == "BAD_REQUEST"


async def test_a_document_nested_without_end_is_an_error_and_no_crash(
    client: httpx.AsyncClient,
) -> None:
    answer = await post(client, NEW_TYPE, query="{a" * 5000)
    assert answer.status_code == 400
    assert only_error(answer)[0] == "GRAPHQL_PARSE_FAILED"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_no_other_method_is_allowed(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


async def test_a_browser_gets_the_explorer_in_its_language(client: httpx.AsyncClient) -> None:
    headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "es"}
    answer = await client.get("/graphql", headers=headers)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert '<html lang="es">' in answer.text
    assert "/explorer/explorer.js" in answer.text


async def test_a_browser_that_names_a_query_gets_its_answer(client: httpx.AsyncClient) -> None:
    headers = {"Accept": "text/html,*/*;q=0.8"}
    answer = await client.get("/graphql", params={"query": SLUG}, headers=headers)
    assert answer.json() == ANSWER


async def test_names_come_in_the_language_of_the_request(client: httpx.AsyncClient) -> None:
    query = '{ state(code: "DE") { name other: name(language: ES) } }'
    headers = {"Accept-Language": "fr-BE, en;q=0.5"}
    by_header = await client.post("/graphql", json={"query": query}, headers=headers)
    by_address = await client.get("/graphql", params={"query": query, "language": "es"})
    assert by_header.json()["data"]["state"] == {"name": "Allemagne", "other": "Alemania"}
    assert by_address.json()["data"]["state"]["name"] == "Alemania"
    assert {"Accept", "Accept-Language"} <= set(by_header.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"query": ""}, "the document has no operation"),
        ({"query": "fragment f on Query { __typename }"}, "the document has no operation"),
        ({"query": TWO}, "the document has 2 operations: `operationName` must say which"),
        ({"query": TWO, "operationName": "Three"}, "no operation 'Three'; it has One, Two"),
        ({"query": TWO, "operationName": ""}, "no operation ''"),
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


async def test_a_body_that_is_no_text_is_refused(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": JSON}
    body = b'{"query": "{ state(code: \\"\xff\xfe\\") { name } }"}'
    answer = await client.post("/graphql", content=body, headers=headers)
    assert answer.status_code == 400
    assert only_error(answer)[0] == "BAD_REQUEST"


async def test_a_body_beyond_all_questions_is_refused(client: httpx.AsyncClient) -> None:
    answer = await post(client, query="{ __typename }" + " " * 1_000_000)
    assert answer.status_code == 413
    assert only_error(answer)[0] == "CONTENT_TOO_LARGE"


async def test_variables_nested_without_end_are_refused(client: httpx.AsyncClient) -> None:
    deep = '{"query": "query Q($a: String) { __typename }", "variables": {"a": ' + "[" * 1500
    answer = await client.post(
        "/graphql", content=deep + "]" * 1500 + "}}", headers={"Content-Type": JSON}
    )
    assert answer.status_code in (200, 400)
    assert set(answer.json()) == {"errors"}


async def test_rounds_through_states_and_processes_are_counted(client: httpx.AsyncClient) -> None:
    rounds = "{ participations { process { participations { state "
    nested = '{ state(code: "FR") ' + rounds * 3 + "{ name }" + " } } } }" * 3 + " }"
    code, message = only_error(await post(client, query=nested))
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "depth" in message


async def test_aliases_by_the_hundred_are_refused(client: httpx.AsyncClient) -> None:
    many = "{" + " ".join(f"a{n}: __typename" for n in range(200)) + "}"
    code, message = only_error(await post(client, query=many))
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "alias" in message.lower()
