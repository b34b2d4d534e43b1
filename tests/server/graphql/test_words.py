"""No answer holds the words of an exception of Python's, whatever is sent."""

import re
from typing import Any

import httpx
import msgspec
import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.context import Context
from server.graphql.documents import Documents
from server.graphql.errors import Refused, formatted
from server.graphql.execution import Executor
from server.graphql.operation import chosen
from server.graphql.request import Params
from snapshots.bundle import load_bundled

pytestmark = pytest.mark.anyio

PYTHONS = re.compile(
    r"codec|recursion|int_max_str|Traceback|[a-z]Error\b|Exception|invalid literal|<class"
    r"|object at 0x|out of range for|operand|NoneType|unhashable|not subscriptable"
)
ARGUMENTS = {
    "Int": "processes(first: %s) { totalCount }",
    "String": "process(slug: %s) { slug }",
    "ID": "node(id: %s) { id }",
    "[ID!]": "nodes(ids: %s) { id }",
    "PartialDate": "meetings(where: {date: {from: %s}}) { totalCount }",
    "ProcessFilter": "processes(where: %s) { totalCount }",
    "[ProcessType!]": "processes(where: {types: %s}) { totalCount }",
    "Boolean": "states(where: {participating: %s}) { totalCount }",
    "[StateOrder!]": "states(orderBy: %s) { totalCount }",
    "[String!]": "statistics { coParticipation(states: %s) }",
}
LITERALS = (
    *("1" * 5_000, "-" + "1" * 900, "1e999999999", "1.5", "2147483648", "-0", "null", "true", "X"),
    *('""', r'"\u0000"', '"\U0001f600"', r'"\uD83D\uDE00"', r'"\uD800"', '"' + "a" * 5_000 + '"'),
    *('"0000"', '"9999-99-99"', '"2013-02-30"', '"2013/2014/2015"', '"-1"', '"٢٠١٣"', '"2013-1"'),
    *("[]", "{}", "[[]]", "[{}]", "[null]", "{a: 1}", "{and: {}}", "{or: [[]]}", "{not: null}"),
    *("[" * 150 + "]" * 150, "{not: " * 150 + "{}" + "}" * 150, '"""\u2028"""', "{slugs: [1]}"),
)
VALUES = (
    *("1" * 5_000, "1" * 60, "1e999", "1e308", "NaN", "Infinity", "1.5", "-0.0", "2147483648"),
    *("null", "true", '""', r'"\u0000"', r'"\ud800"', r'"\ud83d\ude00"', '"0000"', '"9999-99-99"'),
    *('"2013-02-30"', "[]", "{}", "[[]]", "[null]", '{"": 1}', r'{"\u0000": 1}', '{"and": {}}'),
    *("[" * 150 + "]" * 150, '{"not":' * 150 + "{}" + "}" * 150, "[" * 9_000 + "]" * 9_000),
    *('"' + "a" * 5_000 + '"', '{"types": [{}]}', '[{"field": {}}]', '{"text": "\\u0000"}', "\xff"),
)


def checked(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 294, 400)
    assert answer.headers["Content-Type"].startswith("application/graphql-response+json")
    assert PYTHONS.search(answer.text) is None
    for error in answer.json().get("errors", ()):
        assert error["extensions"]["code"] != "INTERNAL_SERVER_ERROR"


async def sent(client: httpx.AsyncClient, body: bytes) -> None:
    headers = {
        "Accept": "application/graphql-response+json",
        "Content-Type": "application/json",
    }
    checked(await client.post("/graphql", content=body, headers=headers))


@pytest.mark.parametrize("kind", ARGUMENTS)
async def test_no_literal_is_answered_in_words_of_pythons(
    client: httpx.AsyncClient, kind: str
) -> None:
    for literal in LITERALS:
        query = "{ " + ARGUMENTS[kind].replace("%s", literal) + " }"
        await sent(client, msgspec.json.encode({"query": query}))


@pytest.mark.parametrize("kind", ARGUMENTS)
async def test_no_variable_is_answered_in_words_of_pythons(
    client: httpx.AsyncClient, kind: str
) -> None:
    for must in ("", "!"):
        query = f"query($v: {kind}{must}) {{ {ARGUMENTS[kind].replace('%s', '$v')} }}"
        for value in VALUES:
            body = b'{"query": %b, "variables": {"v": ' % msgspec.json.encode(query)
            await sent(client, body + value.encode("latin-1") + b"}}")


@pytest.mark.parametrize(
    "body",
    [
        *(b"\xff", b'{"query": "\xff"}', b'"' + b"[" * 9_000, b"{" * 9_000, b"1" * 9_000, b""),
        *(b'{"query": 1}', b'{"extensions": []}', b'{"query": "\\ud800"}', b"\xef\xbb\xbf{}"),
        b'{"query": "{a}", "variables": {"a": ' + b"[" * 9_000 + b"]" * 9_000 + b"}}",
        b'{"query": "{a}", "extensions": {"persistedQuery": {"version": 1e999}}}',
    ],
)
async def test_no_body_is_answered_in_words_of_pythons(
    client: httpx.AsyncClient, body: bytes
) -> None:
    await sent(client, body)


Grim = strawberry.scalar(name="Grim", serialize=str, parse_value=int)


@strawberry.type
class Query:
    """Takes a value that is made ready by Python's own means."""

    @strawberry.field
    def echo(self, value: int) -> int:
        """What was given."""
        return value


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ('{ echo(value: "x") }', None),
        ("{ echo(value: {}) }", None),
        ("query($v: Grim!) { echo(value: $v) }", {"v": "x"}),
        ("query($v: Grim!) { echo(value: $v) }", {"v": []}),
        ('query($v: Grim = "x") { echo(value: $v) }', {}),
    ],
)
def test_what_a_scalar_raises_is_not_told(query: str, variables: dict[str, object] | None) -> None:
    scalars = {int: Grim}
    executor = Executor(strawberry.Schema(Query, config=StrawberryConfig(scalar_map=scalars)))
    (error,) = errors(executor, query, variables)
    assert "'Grim" in error["message"]
    assert PYTHONS.search(error["message"]) is None
    assert "int()" not in error["message"]


def errors(
    executor: Executor, query: str, variables: dict[str, object] | None
) -> list[dict[str, Any]]:
    document = Documents(executor).find(Params(query))
    if document.faults:
        return [formatted(one, "GRAPHQL_VALIDATION_FAILED") for one in document.faults]
    with pytest.raises(Refused) as refused:
        executor.execute(document, chosen(document, None), variables, Context(load_bundled()))
    return refused.value.errors
