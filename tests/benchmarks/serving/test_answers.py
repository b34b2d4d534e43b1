import json
from typing import Any

import pytest

from benchmarks.serving.answers import Differs, compare, data_of


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"a": [{"b": 1}, {"b": 3}]}, r"data\.a\[1\]\.b: 2 expected, 3 found"),
        ({"a": [{"b": 1}]}, r"data\.a\[1\]: .* expected, null found"),
        ({"a": [{"b": 1}, {"b": 2}, {}]}, r"data\.a\[2\]: null expected"),
        ({"a": None}, r"data\.a: .* expected, null found"),
        ({}, "data: .* expected, {} found"),
    ],
)
def test_the_first_difference_is_named(other: Any, place: str) -> None:
    with pytest.raises(Differs, match=place):
        compare({"a": [{"b": 1}, {"b": 2}]}, other)


def test_the_order_of_keys_is_none_but_that_of_lists_counts() -> None:
    compare({"a": 1, "b": [1, 2]}, {"b": [1, 2], "a": 1})
    with pytest.raises(Differs):
        compare({"b": [1, 2]}, {"b": [2, 1]})


def introspected(*names: str, directives: tuple[str, ...] = ()) -> dict[str, Any]:
    types = [{"name": name, "fields": [{"name": "x"}, {"name": "y"}]} for name in names]
    return {"__schema": {"types": types, "directives": [{"name": one} for one in directives]}}


def test_an_introspection_is_compared_without_order_and_without_what_graphql_brings() -> None:
    one = introspected("A", "B", "__Type", directives=("skip",))
    compare(one, introspected("B", "__Schema", "A", directives=("skip", "oneOf")))
    with pytest.raises(Differs, match="A"):
        compare(one, introspected("B"))


@pytest.mark.parametrize("answer", [{"errors": []}, {"data": {}, "errors": [{}]}, {"data": None}])
def test_an_answer_with_errors_is_none(answer: dict[str, Any]) -> None:
    with pytest.raises(Differs, match="without errors expected"):
        data_of(json.dumps(answer).encode())
