"""Codes of errors: each is explained, with its status."""

import re
from pathlib import Path

import pytest
from graphql import GraphQLError

from server.graphql.errors import RULES, Refused, formatted

PAGE = Path(__file__).parents[3] / "docs" / "http.md"


@pytest.mark.parametrize("code", RULES)
def test_each_code_is_explained_with_its_status(code: str) -> None:
    assert f"| `{code}` | {RULES[code].status} | " in PAGE.read_text(encoding="utf-8")


def test_no_code_is_explained_that_does_not_exist() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \| \d", page, re.MULTILINE)) == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_each_code_has_a_way_out_of_one_sentence(code: str) -> None:
    rule = RULES[code]
    assert rule.help.endswith(".")
    assert 400 <= rule.status < 600


def test_what_the_schema_says_itself_wins() -> None:
    own = {"code": "TOO_MUCH", "help": "Ask for less.", "most": 10}
    made = formatted(GraphQLError("10 expected", extensions=own), "BAD_USER_INPUT")
    assert made["extensions"] == own


def test_a_refusal_has_an_error_even_if_none_was_given() -> None:
    (error,) = Refused("BAD_REQUEST", "no").errors
    assert error["message"] == "no"
    assert error["extensions"] == {"code": "BAD_REQUEST", "help": RULES["BAD_REQUEST"].help}
