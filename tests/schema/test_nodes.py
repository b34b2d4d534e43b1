"""Ids: opaque, lasting, found again and by nothing else."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.nodes import KINDS
from schema.scalars import CODES, global_id
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]

RECORDS = [
    ("Process", "processes { nodes { id slug } }"),
    ("State", "states(first: 1000) { nodes { id slug: alpha3 } }"),
    ("Organization", "organizations { nodes { id slug } }"),
    ("Theme", "themes { id slug }"),
    ("Series", "series { id slug }"),
    ("Region", "regions { id slug: code }"),
    ("Place", "places { id slug }"),
    ("Meeting", "meetings { nodes { id slug } }"),
    ("Document", "documents { nodes { id slug } }"),
    ("Page", "snapshot { nodes: pages { id slug } }"),
]
NODES = """query($ids: [ID!]!) { nodes(ids: $ids) { id __typename
    ... on Process { slug } ... on State { slug: alpha3 } ... on Organization { slug }
    ... on Theme { slug } ... on Series { slug } ... on Region { slug: code } ... on Place { slug }
    ... on Meeting { slug } ... on Document { slug } ... on Page { slug }
} }"""


def test_each_kind_of_node_is_tried_here() -> None:
    assert {name for name, _ in RECORDS} == {record.__name__ for record in KINDS}
    assert set(CODES) == {kind.name for kind in KINDS.values()}
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize(("name", "query"), RECORDS)
def test_each_record_is_found_again_by_its_id(found: Ask, name: str, query: str) -> None:
    (answer,) = found(f"{{ {query} }}").values()
    records = answer["nodes"] if isinstance(answer, dict) else answer
    assert len({one["id"] for one in records}) == len(records) > 3
    again = found(NODES, ids=[one["id"] for one in records])["nodes"]
    assert again == [one | {"__typename": name} for one in records]


def test_no_two_records_share_an_id(view: View) -> None:
    ids = [global_id(kind.name, one) for kind in KINDS.values() for one in kind.records(view)]
    assert len(set(ids)) == len(ids) > 500


def test_ids_hold_no_names_of_classes(view: View) -> None:
    for record, kind in KINDS.items():
        one = next(iter(kind.records(view)))
        plain = base64.urlsafe_b64decode(global_id(kind.name, one)).decode()
        assert plain == f"1:{CODES[kind.name]}:{one}"
        assert record.__name__ not in plain


def b64(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).decode()


KENYA = global_id("state", "KEN")
STRANGE = [
    *("", " ", "KEN", "hld", "1", "=", "====", "é", "\x00", "\ud800", "x" * 100_000),
    *(KENYA[:-1], KENYA + "=", KENYA + "\n", " " + KENYA, KENYA + "!", KENYA.lower()),
    KENYA.rstrip("=") if "=" in KENYA else KENYA[:-2],
    *map(b64, ("1:s:ken", "1:s:KE", "1:s:", "1:s", "1:State:KEN", "State:KEN", "1:x:KEN", ":::")),
    *map(b64, ("0:s:KEN", "2:s:KEN", "1:S:KEN", "1:s:KEN:1", "1:s: KEN", "1:p:KEN", "1:s:KEN\n")),
    base64.b64encode(b"1:s:\xff\xfe").decode(),
    b64("1:s:" + "K" * 100_000),
]


@pytest.mark.parametrize("words", STRANGE)
def test_what_is_no_id_finds_nothing_and_is_no_error(found: Ask, words: str) -> None:
    assert found("query($id: ID!) { node(id: $id) { id } }", id=words) == {"node": None}


@given(words=st.one_of(st.text(max_size=50), st.text(max_size=20).map(b64)))
def test_no_words_break_the_reading_of_ids(found: Ask, words: str) -> None:
    node = found("query($id: ID!) { node(id: $id) { id } }", id=words)["node"]
    assert node in (None, {"id": words})


@given(place=st.integers(0, len(KENYA) - 1), sign=st.characters(codec="ascii"))
def test_an_id_is_found_by_itself_only(found: Ask, place: int, sign: str) -> None:
    for words in (KENYA[:place] + sign + KENYA[place:], KENYA[:place] + sign + KENYA[place + 1 :]):
        node = found("query($id: ID!) { node(id: $id) { id } }", id=words)["node"]
        assert node in (None, {"id": words})


def test_nodes_keep_their_order_with_null_for_what_is_not_there(found: Ask) -> None:
    hld, theme = global_id("process", "hld"), global_id("theme", "nope")
    asked = found(NODES, ids=[KENYA, theme, hld, "x", KENYA])["nodes"]
    assert [one and one["slug"] for one in asked] == ["KEN", None, "hld", None, "KEN"]
    assert found(NODES, ids=[]) == {"nodes": []}


def test_more_than_a_thousand_ids_are_refused(found: Ask, execute: Execute) -> None:
    assert len(found(NODES, ids=[KENYA] * 1_000)["nodes"]) == 1_000
    (error,) = execute(NODES, ids=[KENYA] * 1_001).errors
    assert error.message == "nodes: 1,000 ids at most expected, 1,001 found"
    assert error.extensions["code"] == "BAD_USER_INPUT"


def test_an_issue_leads_to_what_it_is_about(found: Ask) -> None:
    issues = found("{ snapshot { issues { about node { __typename id } } } }")["snapshot"]["issues"]
    assert len(issues) > 20
    for issue in issues:
        kind, _, one = issue["about"].partition(":")
        assert issue["node"] == {"__typename": kind.capitalize(), "id": global_id(kind, one)}


def test_what_a_document_is_asked_by_is_said(execute: Execute) -> None:
    for arguments in ("", '(symbol: "A/RES/58/208", slug: "A/RES/58/208")', "(symbol: null)"):
        (error,) = execute(f"{{ document{arguments} {{ id }} }}").errors
        assert error.message.startswith("`symbol` or `slug` expected, ")
        assert error.extensions["code"] == "BAD_USER_INPUT"
