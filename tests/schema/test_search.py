"""Search as it is asked by GraphQL: hits, kinds, highlights and pages."""

from collections.abc import Callable
from typing import Any

import pytest

from snapshots.model import Language
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]

HITS = """query($q: String!, $types: [SearchType!], $first: Int, $after: String) {
    search(query: $q, types: $types, first: $first, after: $after) {
        totalCount types { type count } pageInfo { hasNextPage endCursor }
        nodes { __typename id }
        edges { score node { __typename id } highlights { field parts { text matched } } }
    }
}"""


def test_a_hit_is_a_node_with_its_score_and_what_matched(found: Ask) -> None:
    hits = found(HITS, q="mexico")["search"]
    (edge,) = hits["edges"]
    assert edge["node"]["__typename"] == "State"
    assert hits["nodes"] == [edge["node"]]
    assert edge["score"] > 0
    lines = ["".join(part["text"] for part in one["parts"]) for one in edge["highlights"]]
    assert {"Mexico", "México"} <= set(lines)
    assert {one["field"] for one in edge["highlights"]} == {"NAME", "MORE"}
    assert hits["types"] == [{"type": "STATE", "count": 1}]


def test_kinds_are_counted_over_all_pages_the_most_frequent_first(found: Ask, view: View) -> None:
    hits = found(HITS, q="mig", first=3)["search"]
    every = view.index.find("mig")
    assert hits["totalCount"] == len(every) > 100
    assert len(hits["edges"]) == 3
    counts = {one["type"]: one["count"] for one in hits["types"]}
    assert sum(counts.values()) == len(every)
    assert counts["THEME"] == sum(hit.kind == "themes" for hit in every)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert 0 not in counts.values()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("PROCESS", "Process"), ("STATE", "State"), ("ORGANIZATION", "Organization")),
        *(("THEME", "Theme"), ("SERIES", "Series"), ("MEETING", "Meeting")),
        ("DOCUMENT", "Document"),
    ],
)
def test_only_the_kinds_asked_for_are_found(found: Ask, kind: str, name: str) -> None:
    hits = found(HITS, q="m", types=[kind])["search"]
    assert {one["__typename"] for one in hits["nodes"]} == {name}
    assert hits["types"] == [{"type": kind, "count": hits["totalCount"]}]


def test_no_kind_asked_for_finds_nothing(found: Ask) -> None:
    assert found(HITS, q="mig", types=[])["search"]["totalCount"] == 0


@pytest.mark.parametrize("words", ["", " ", "?!", '" OR "a', "NEAR(a b)", "x" * 100_000, "\ud800"])
def test_no_question_is_an_error(found: Ask, words: str) -> None:
    hits = found(HITS, q=words)["search"]
    assert hits["totalCount"] >= len(hits["edges"])


def test_a_cursor_of_another_question_is_refused(found: Ask, execute: Execute) -> None:
    page = found(HITS, q="mig", first=2)["search"]["pageInfo"]
    assert page["hasNextPage"]
    (error,) = execute(HITS, q="un", after=page["endCursor"]).errors
    assert error.extensions["code"] == "BAD_CURSOR"


def test_all_languages_are_searched_whatever_the_language_of_the_request(execute: Execute) -> None:
    for language in Language:
        hits = execute(HITS, q="allemagne", language=language).data["search"]
        assert hits["totalCount"] == 1
