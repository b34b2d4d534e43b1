"""The past is asked as the present is: whole versions, what changed, and ids of then."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from strawberry.types import ExecutionResult

from schema.context import Context
from schema.scalars import global_id
from schema.schema import load_schema
from server.versions import Versions
from snapshots.bundle import load_bundled
from snapshots.stores.sqlite.store import SqliteStore

Ask = Callable[..., Any]
DAYS = ("2026-01-01T04:00:00Z", "2026-01-02T04:00:00Z", "2026-01-03T04:00:00Z")


@pytest.fixture
def execute(past: Context) -> Callable[..., ExecutionResult]:
    def executed(query: str, **variables: Any) -> ExecutionResult:
        return load_schema().execute_sync(query, variable_values=variables, context_value=past)

    return executed


@pytest.fixture
def ask(execute: Callable[..., ExecutionResult]) -> Ask:
    def asked(query: str, **variables: Any) -> Any:
        result = execute(query, **variables)
        assert result.errors is None
        return msgspec.json.decode(msgspec.json.encode(result.data))

    return asked


def test_one_question_compares_two_versions(ask: Ask) -> None:
    assert ask(
        """{ now: snapshot { version process(slug: "hld") { established } }
             then: snapshot(version: 1) { version process(slug: "hld") { established } }
             served: process(slug: "hld") { established } }"""
    ) == {
        "now": {"version": 3, "process": {"established": "2005"}},
        "then": {"version": 1, "process": {"established": "2006"}},
        "served": {"established": "2005"},
    }


@pytest.mark.parametrize(
    ("at", "version"),
    [
        (DAYS[0], 1),
        ("2026-01-02T03:59:59.999Z", 1),
        ("2026-01-02T05:00:00+01:00", 2),
        ("2030-01-01T00:00:00z", 3),
    ],
)
def test_what_was_served_at_a_moment(ask: Ask, at: str, version: int) -> None:
    query = "query($at: DateTime) { snapshot(at: $at) { version } }"
    assert ask(query, at=at) == {"snapshot": {"version": version}}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('at: "2025-12-31T00:00:00Z"', "BEFORE_FIRST_VERSION"),
        ("version: 4", "UNKNOWN_VERSION"),
        ("version: 0", "UNKNOWN_VERSION"),
        ("version: -1", "UNKNOWN_VERSION"),
        ('version: 1, at: "2026-01-01T04:00:00Z"', "BAD_USER_INPUT"),
    ],
)
def test_what_is_no_version_is_refused_by_code(
    execute: Callable[..., ExecutionResult], arguments: str, code: str
) -> None:
    result = execute(f"{{ snapshot({arguments}) {{ digest }} }}")
    (error,) = result.errors or ()
    assert (error.extensions or {})["code"] == code
    assert "expected" in error.message
    assert (error.extensions or {})["help"]


@pytest.mark.parametrize("at", ["2026-01-01", "yesterday", "2026-13-01T00:00:00Z", ""])
def test_what_is_no_moment_is_refused(execute: Callable[..., ExecutionResult], at: str) -> None:
    result = execute(f'{{ snapshot(at: "{at}") {{ digest }} }}')
    (error,) = result.errors or ()
    assert "2026-01-31T04:00:00Z expected" in error.message


def test_versions_tell_how_much_they_changed(ask: Ask) -> None:
    query = "{ versions(first: 2) { number publishedAt run changeCounts { kind count } } }"
    meeting, second = ask(query)["versions"]
    assert second == {
        "number": 2,
        "publishedAt": DAYS[1],
        "run": "run-2",
        "changeCounts": [{"kind": "PROCESS", "count": 1}],
    }
    assert meeting["number"] == 3


def test_a_change_tells_what_was_and_what_is_and_why(ask: Ask) -> None:
    (change,) = ask(
        """{ changes(kinds: [PROCESS], since: "2026-01-01T04:00:00Z") { nodes {
            version kind slug nodeId field element before after reason
            node { ... on Process { slug } } citation { words page { slug } } } } }"""
    )["changes"]["nodes"]
    assert change == {
        "version": 2,
        "kind": "PROCESS",
        "slug": "hld",
        "nodeId": global_id("process", "hld"),
        "field": "established",
        "element": None,
        "before": "2006",
        "after": "2005",
        "reason": "DECISION",
        "node": {"slug": "hld"},
        "citation": change["citation"],
    }
    assert change["citation"]["words"]


def test_changes_are_paged_to_the_end(ask: Ask) -> None:
    query = """query($after: String, $first: Int) { changes(first: $first, after: $after) {
        totalCount edges { cursor node { version slug field element } }
        pageInfo { hasNextPage endCursor } } }"""
    total = ask(query, first=0)["changes"]["totalCount"]
    found: list[Any] = []
    after = None
    while True:
        page = ask(query, first=1000, after=after)["changes"]
        found += page["edges"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(found) == total == len({one["cursor"] for one in found})
    assert [one["node"]["version"] for one in found] == sorted(
        one["node"]["version"] for one in found
    )


def test_changes_are_those_of_a_process_and_all_that_belongs_or_belonged_to_it(ask: Ask) -> None:
    query = """query($process: String, $until: DateTime) {
        changes(process: $process, since: "2026-01-01T04:00:00Z", until: $until) {
            totalCount nodes { version kind slug field } } }"""
    of_it = ask(query, process="hld")["changes"]["nodes"]
    assert {(one["kind"], one["slug"]) for one in of_it} >= {
        ("PROCESS", "hld"),
        ("MEETING", "hld-2013-10-03"),
        ("MEETING", "hld-2013-10-04"),
    }
    assert ask(query, process="midcom")["changes"]["totalCount"] == 0
    assert ask(query, process="x")["changes"]["totalCount"] == 0
    assert ask(query, process="hld", until=DAYS[1])["changes"]["totalCount"] == 1
    assert ask(query, process="hld", until="2020-01-01T00:00:00Z")["changes"]["totalCount"] == 0


def test_a_node_has_a_history(ask: Ask) -> None:
    query = """query($field: String) { process(slug: "hld") {
        history(field: $field) { version field before after } } }"""
    changed = {"version": 2, "field": "established", "before": "2006", "after": "2005"}
    newest, came = ask(query, field="established")["process"]["history"]
    assert newest == changed
    assert (came["version"], came["field"], came["before"]) == (1, None, None)
    assert came["after"]["established"] == "2006"
    assert ask(query)["process"]["history"][0] == changed
    assert len(ask(query, field="name")["process"]["history"]) == 1


def test_a_field_without_a_history_is_refused(execute: Callable[..., ExecutionResult]) -> None:
    result = execute('{ process(slug: "hld") { history(field: "nextMeeting") { version } } }')
    (error,) = result.errors or ()
    assert "established" in (error.extensions or {})["help"]


def test_an_id_of_then_leads_to_the_record_and_is_told(ask: Ask) -> None:
    old, new = (global_id("meeting", f"hld-2013-10-0{day}") for day in (3, 4))
    query = """query($id: ID!) {
        node(id: $id) { id formerIds history { version slug field } }
        then: snapshot(version: 2) { node(id: $id) { id formerIds } } }"""
    found = ask(query, id=old)
    assert found["node"]["id"] == new
    assert found["node"]["formerIds"] == [old]
    assert {(one["slug"], one["field"]) for one in found["node"]["history"]} == {
        ("hld-2013-10-04", None),
        ("hld-2013-10-03", "slug"),
        ("hld-2013-10-03", None),
    }
    assert found["then"]["node"] == {"id": old, "formerIds": []}
    assert ask(query, id=new)["then"]["node"] is None


def test_a_version_knows_nothing_of_later_ones(ask: Ask) -> None:
    asked = """versions { number } changes { totalCount }
        process(slug: "hld") { history { version } }"""
    then = ask(f"{{ snapshot(version: 1) {{ {asked} }} }}")["snapshot"]
    assert then["versions"] == [{"number": 1}]
    assert then["process"]["history"] == [{"version": 1}]
    assert then["changes"]["totalCount"] < ask(f"{{ {asked} }}")["changes"]["totalCount"]


def test_cursors_of_a_version_are_taken_in_its_snapshot(ask: Ask) -> None:
    query = """query($after: String) { snapshot(version: 2) {
        states(first: 3, after: $after) { nodes { alpha3 } pageInfo { endCursor } } } }"""
    first = ask(query)["snapshot"]["states"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["snapshot"]["states"]
    whole = ask("{ snapshot(version: 2) { states(first: 6) { nodes { alpha3 } } } }")
    assert first["nodes"] + second["nodes"] == whole["snapshot"]["states"]["nodes"]


def test_nothing_is_known_of_the_past_where_nothing_is_published(tmp_path: Path) -> None:
    past = Versions(SqliteStore(tmp_path / "iscm.db"))
    context = Context(load_bundled(), past=past)
    query = """{ versions { number } changes { totalCount }
        states(first: 1) { nodes { history { field } } } }"""
    result = load_schema().execute_sync(query, context_value=context)
    assert result.errors is None
    assert result.data is not None
    assert (result.data["versions"], result.data["changes"]["totalCount"]) == ([], 0)
    for arguments, code in (
        ("version: 1", "UNKNOWN_VERSION"),
        (f'at: "{DAYS[0]}"', "BEFORE_FIRST_VERSION"),
    ):
        refused = load_schema().execute_sync(
            f"{{ snapshot({arguments}) {{ digest }} }}", context_value=context
        )
        (error,) = refused.errors or ()
        assert (error.extensions or {})["code"] == code
