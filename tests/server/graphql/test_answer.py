"""The status of an answer by its type, and what errors tell."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from structlog.testing import capture_logs

from server.graphql.errors import RULES

pytestmark = pytest.mark.anyio

Ask = Callable[..., Awaitable[httpx.Response]]
NEW_TYPE = "application/graphql-response+json"
JSON = "application/json"
SECRET = "password"


def errors(answer: httpx.Response) -> list[dict[str, object]]:
    found = answer.json()["errors"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), ("*/*", 200), (NEW_TYPE, 400)])
@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{ echo {", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ ekko }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...lost }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...a } fragment a on Query { ...a }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { echo } query B { echo }", {}, "OPERATION_RESOLUTION_FAILURE"),
        ("query ($t: String!) { echo(text: $t) }", {}, "BAD_USER_INPUT"),
        ("query ($t: String!) { echo(text: $t) }", {"t": None}, "BAD_USER_INPUT"),
        ("query ($t: String!) { echo(text: $t) }", {"t": 3}, "BAD_USER_INPUT"),
    ],
)
async def test_a_request_error_has_the_status_of_the_accepted_type(
    fail: Ask, *, query: str, variables: dict[str, object], code: str, accept: str, status: int
) -> None:
    answer = await fail(query, accept, variables=variables)
    assert answer.status_code == status
    assert "data" not in answer.json()
    assert answer.headers["Cache-Control"] == "no-store"
    (error,) = errors(answer)
    assert error["extensions"] == {"code": code, "help": RULES[code].help}


async def test_a_variable_that_does_not_fit_is_named(fail: Ask) -> None:
    answer = await fail("query ($t: String!) { echo(text: $t) }", variables={"t": ["a"]})
    assert "$t" in str(errors(answer)[0]["message"])


async def test_a_null_that_an_argument_does_not_take_is_the_askers(fail: Ask) -> None:
    answer = await fail("query ($n: Int) { picky(first: $n) }", variables={"n": None})
    (error,) = errors(answer)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "first" in str(error["message"])


async def test_a_syntax_error_says_where(fail: Ask) -> None:
    (error,) = errors(await fail("{ echo {"))
    assert str(error["message"]).startswith("Syntax Error")
    assert error["locations"] == [{"line": 1, "column": 9}]


async def test_a_document_nested_without_end_is_an_error_and_no_crash(fail: Ask) -> None:
    for query in ("{a" * 5000, "{a" * 900 + "}" * 900, "{echo(text: " + "[" * 2000):
        (error,) = errors(await fail(query))
        assert error["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"


async def test_of_many_faults_the_first_are_told(fail: Ask) -> None:
    many = "{ " + " ".join(f"no{number}" for number in range(50)) + " }"
    assert len(errors(await fail(many))) <= 6


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (NEW_TYPE, 294)])
async def test_data_with_errors_is_a_partial_success(fail: Ask, accept: str, status: int) -> None:
    answer = await fail('{ echo(text: "a") boom }', accept)
    assert answer.status_code == status
    assert answer.json()["data"] == {"echo": "a", "boom": None}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (NEW_TYPE, 294)])
async def test_an_execution_that_came_to_nothing_has_data_all_the_same(
    fail: Ask, accept: str, status: int
) -> None:
    answer = await fail("{ must }", accept)
    assert answer.status_code == status
    assert answer.json()["data"] is None


async def test_what_nobody_foresaw_is_logged_and_not_shown(fail: Ask) -> None:
    with capture_logs() as logs:
        answer = await fail("{ boom }")
    (error,) = errors(answer)
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert error["path"] == ["boom"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["errorId"] == "id-1"
    assert set(error["extensions"]) == {"code", "help", "errorId"}
    (log,) = logs
    assert (log["log_level"], log["error_id"], log["path"]) == ("error", "id-1", "boom")
    kind, value, traceback = log["exc_info"]
    assert kind is RuntimeError
    assert SECRET in str(value)
    assert traceback is not None


async def test_one_answer_is_logged_once(fail: Ask) -> None:
    with capture_logs() as logs:
        answer = await fail("{ a: boom b: boom }")
    assert [error["extensions"]["errorId"] for error in errors(answer)] == ["id-1", "id-1"]
    assert [log["number"] for log in logs] == [2]


async def test_what_the_schema_refuses_on_purpose_is_shown_and_not_logged(
    fail: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        answer = await fail("{ picky(first: 99) }")
    (error,) = errors(answer)
    assert error["message"] == "`first` to 10 expected, 99 found"
    assert error["extensions"]["code"] == "MANY"
    assert error["extensions"]["help"]
    assert logs == []
    assert caplog.records == []


async def test_what_the_asker_did_wrong_is_not_logged(
    fail: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        for query in ("{", "{ no }", "query ($t: String!) { echo(text: $t) }"):
            await fail(query)
    assert logs == []
    assert caplog.records == []
