"""What is refused takes less work than what is answered: work is counted, and not timed."""

import json
import sys
from collections.abc import Callable
from typing import Any, Final

import msgspec
import pytest

from schema.context import Context
from schema.limits import MAX_SIGNS, MAX_TOKENS, MAX_VALUES
from schema.schema import load_schema
from server.graphql.documents import Documents
from server.graphql.errors import Refused
from server.graphql.execution import Executor
from server.graphql.operation import check, chosen
from server.graphql.outcome import response_map
from server.graphql.request import MAX_BODY, Params
from snapshots.bundle import load_bundled

EXECUTOR: Final = Executor(load_schema())
VIEW: Final = load_bundled()
MOST_WORK: Final = 1_000_000
"""Calls of functions, some tenth of a second."""
MOST_BYTES: Final = 10_000


def answered(params: Params) -> list[dict[str, Any]]:
    """The errors, as the endpoint would give them."""
    try:
        document = Documents(EXECUTOR).find(params)
        operation = chosen(document, params.operationName)
        check(document, operation, safe=False)
        made = EXECUTOR.execute(document, operation, params.variables, Context(VIEW))
        errors: list[dict[str, Any]] = response_map(made.result, lambda: "id").get("errors", [])
    except Refused as error:
        errors = error.errors
    return errors


def work(asking: Callable[[], object]) -> int:
    """How many functions are called, of Python's and of C's."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        asking()
    finally:
        sys.setprofile(None)
    return calls


FILTERED = "query($w: ProcessFilter) { processes(where: $w) { totalCount } }"
CURSOR = "query($w: String) { processes(after: $w) { totalCount } }"


def many(text: str, number: int) -> str:
    return " ".join(text.replace("%", str(one)) for one in range(number))


VARIABLES: Final = {
    "unknown input fields": (FILTERED, {f"u{one}": 1 for one in range(50_000)}),
    "wrong strings": (FILTERED, {"slugs": [1] * 200_000}),
    "wrong enum values": (FILTERED, {"types": ["REGIONALX"] * 45_000}),
    "wrong input objects": (FILTERED, {"and": [1] * 30_000}),
    "unknown fields of many": (FILTERED, {"and": [{"x": 1}] * 30_000}),
    "as many wrong strings as may be": (FILTERED, {"slugs": [1] * (MAX_VALUES - 2)}),
    "as many unknown fields as may be": (FILTERED, {f"u{one}": 1 for one in range(MAX_VALUES - 1)}),
    "the last one wrong": (FILTERED, {"types": [*["REGIONAL"] * (MAX_VALUES - 3), "X"]}),
    "objects in objects": (FILTERED, json.loads('{"not":' * 900 + "{}" + "}" * 900)),
    "lists in lists": (FILTERED, json.loads("[" * 900 + "]" * 900)),
    "a long enum value": (FILTERED, {"types": ["R" * 900_000]}),
    "a long name of a field": (FILTERED, {"R" * 900_000: 1}),
    "a long slug": (FILTERED, {"slugs": ["R" * 900_000]}),
    "a long cursor": (CURSOR, "A" * 900_000),
    "a long date": (
        "query($w: PartialDate) { meetings(where: {date: {from: $w}}) { totalCount } }",
        "2006/" * 180_000,
    ),
}
WHOLE: Final = MAX_TOKENS - 100
DOCUMENTS: Final = {
    "fields again": "{ snapshot { " + "digest " * WHOLE + "} }",
    "objects again": "{ " + "snapshot { digest } " * (WHOLE // 4) + "}",
    "lists again": "{ " + ("processes { nodes { " + "slug " * 30 + "} } ") * 78 + "}",
    "fields that conflict": (
        '{ process(slug: "a") { ' + "name(language: EN) name(language: FR) " * 230 + "} }"
    ),
    "objects that conflict": (
        '{ a: process(slug: "a") { ' + "name(language: EN) " * 230 + "} "
        'a: process(slug: "a") { ' + "name(language: FR) " * 230 + "} }"
    ),
    "fragments": "{ " + many("...f%", 300) + " } " + many("fragment f% on Query { a }", 300),
    "fragments on end": "{ ...f0 } " + many("fragment f% on Query { ...g% __typename }", 300),
    "operations": many("query q% { ...f }", 400) + " fragment f on Query { __typename }",
    "variables": "query(" + many("$v%: Int", 700) + ") { __typename }",
    "variables that are not there": "{ " + many("processes(first: $v%) { totalCount }", 250) + " }",
    "fields that are not there": "{ " + many("u%", WHOLE) + " }",
    "arguments that are not there": "{ processes(" + many("u%: 1", 900) + ") { totalCount } }",
    "input fields that are not there": "{ processes(where: {" + many("u%: 1", 900) + "}) { a } }",
    "values that are not there": "{ processes(where: {types: [" + "X " * WHOLE + "]}) { a } }",
    "strings that are none": "{ processes(where: {slugs: [" + "1 " * WHOLE + "]}) { a } }",
    "objects that are none": "{ processes(where: {and: [" + "1 " * WHOLE + "]}) { a } }",
    "objects in objects": "{ processes(where: " + "{and: " * 900 + "}" * 900 + ") { a } }",
    "fields in fields": "{ a" * 1_500 + "}" * 1_500,
    "directives": "{ __typename " + "@skip(if: false) " * 400 + "}",
    "comments": "#\n" * 400_000 + "{ a }",
    "lines": "\n" * 49_000 + "{ a b c d e f g }" + "\n" * 49_000,
    "a long comment": "#" + "a" * 900_000 + "\n{ a }",
    "blanks": " " * 900_000 + "{ a }",
    "a long name": "{ " + "a" * 90_000 + " }",
    "a long string": '{ process(slug: "' + "a" * 90_000 + '") { a } }',
    "a long block": '{ process(slug: """' + " a\n" * 30_000 + '""") { a } }',
    "a long number": "{ processes(first: " + "1" * 90_000 + ") { a } }",
    "a string without end": '{ process(slug: "' + "a" * 90_000,
    "a long name of a variable": "query($" + "v" * 90_000 + ": Int) { a }",
}
OTHERS: Final = {
    "a long operation": Params("query a { __typename }", operationName="A" * 900_000),
    "many operations": Params(many("query q%{a}", 90), operationName="A"),
    "a long id": Params(documentId=":" * 900_000),
    "a long hash": Params(
        extensions={"persistedQuery": {"version": 1, "sha256Hash": "a" * 900_000}}
    ),
    "a long version": Params(extensions={"persistedQuery": {"version": "a" * 900_000}}),
}
ATTACKS: Final = {
    **{
        f"{name} (variables)": Params(query, variables={"w": w})
        for name, (query, w) in VARIABLES.items()
    },
    **{f"{name} (document)": Params(query) for name, query in DOCUMENTS.items()},
    **OTHERS,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_refused_takes_little_work_and_few_bytes(attack: str) -> None:
    params = ATTACKS[attack]
    assert len(msgspec.json.encode(params)) < 2 * MAX_BODY
    errors = answered(params)
    assert 0 < len(errors) <= 6
    assert "tokens" not in errors[0]["message"], "else it says nothing of what it is about"
    assert work(lambda: answered(params)) < MOST_WORK
    assert len(msgspec.json.encode(errors)) < MOST_BYTES


@pytest.mark.parametrize("name", ["wrong strings", "wrong enum values", "unknown input fields"])
def test_variables_of_more_values_take_no_more_work(name: str) -> None:
    query, w = VARIABLES[name]
    twice = {**w, **{f"{key}2": one for key, one in w.items()}}
    once = work(lambda: answered(Params(query, variables={"w": w})))
    assert work(lambda: answered(Params(query, variables={"w": twice}))) < 1.1 * once


@pytest.mark.parametrize("value", ["a" * (MAX_SIGNS + 1), {"a" * (MAX_SIGNS + 1): 1}])
def test_a_value_or_a_name_that_is_too_long_is_refused_with_the_limit(value: Any) -> None:
    (error,) = answered(Params(FILTERED, variables={"w": {"slugs": [value]}}))
    assert error["message"] == (
        "names and values of 1,000 characters at most expected, one of 1,001 found"
    )
    assert error["extensions"]["code"] == "VALUE_LIMIT"


def test_fields_of_one_name_are_merged_as_long_as_they_can_be_compared() -> None:
    assert answered(Params("{ snapshot { " + "digest " * 90 + "} }")) == []
    (error,) = answered(Params("{ snapshot { " + "digest " * 190 + "} }"))
    assert error["extensions"]["code"] == "COMPARISON_LIMIT"
