"""Cursors are places in one list of one version, and nothing else is one."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
from hypothesis import given
from hypothesis import strategies as st

from schema.cursors import Cursor, decode, encode, mark_of, versions_named
from snapshots.model import Version
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]

PAGE = """query($after: String) { states(first: 50, after: $after) {
    edges { cursor node { alpha3 } } pageInfo { hasNextPage endCursor }
} }"""


def version_of(view: View, number: int) -> View:
    """The same content, published under a number."""
    version = Version(number=number, digest="d", published_at="2026-01-01T00:00:00Z", run="run")
    return View(view.snapshot, view.digest, version)


def cursor(version: int = 3, place: int = 4) -> str:
    return encode(Cursor(version, place, mark_of("Query.states/KEN")))


def test_a_cursor_tells_its_version_and_place() -> None:
    assert decode(cursor(7, 12)) == Cursor(7, 12, mark_of("Query.states/KEN"))


def test_clients_may_pad_a_cursor() -> None:
    padded = cursor() + "=" * (-len(cursor()) % 4)
    assert padded != cursor()
    assert decode(padded) == decode(cursor())


def b64(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).decode()


def test_who_pages_on_in_a_snapshot_by_number_asks_no_other_version_of_the_rest() -> None:
    within = (
        "{ now: snapshot { digest } snapshot(version: 3) { states(after: %s) { totalCount } } }"
    )
    assert versions_named(parse(within % f'"{cursor()}"'), {}) == frozenset()
    without = within.replace("(version: 3)", "")
    assert versions_named(parse(without % f'"{cursor()}"'), {}) == {3}


@pytest.mark.parametrize(
    ("query", "versions"),
    [
        ("{ snapshot(version: 3) { digest } }", {3}),
        ("query($v: Int = 3) { a: snapshot(version: $v) { digest } }", {3}),
        ("{ a: snapshot(version: 3) { digest } b: snapshot(version: 3) { version } }", {3}),
        ("{ a: snapshot(version: 3) { digest } b: snapshot(version: 4) { version } }", set()),
        ("{ snapshot(version: 3) { digest } states { totalCount } }", set()),
        ('{ snapshot(at: "2026-01-31T04:00:00Z") { digest } }', set()),
        ("query($v: Int) { snapshot(version: $v) { digest } }", set()),
    ],
)
def test_what_is_asked_of_one_version_by_number_names_it(query: str, versions: set[int]) -> None:
    assert named(query, 0) == versions


HOSTILE = [
    *(" ", "=", "====", "x", "été", "\x00", "\ud800", "a" * 100_000, "MTox=MTox"),
    *("{}", "null", "-1", "0", "../../etc/passwd", cursor() + "!", " " + cursor(), cursor()[1:]),
    *map(b64, ("1", "1:2", "1:2:3", "2:1:1:00000000", "1:-1:1:00000000", "1:1:-1:00000000")),
    *map(b64, ("1:1:1:0000000", "1:1:1:0000000G", "1:01:1:00000000", "1:1:1:00000000\n")),
    *map(b64, ("1:1:9999999999:00000000", "1:٣:1:00000000", "1:1e3:1:00000000", "\ufeff1:1:1:0")),
    base64.urlsafe_b64encode(b"\xff\xfe\x00").decode(),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_no_cursor_is_refused_by_code_with_a_way_out(execute: Execute, words: str) -> None:
    for name in ("after", "before"):
        query = f"query($c: String) {{ states({name}: $c) {{ totalCount }} }}"
        (error,) = execute(query, c=words).errors
        assert error.extensions["code"] == "BAD_CURSOR"
        assert "endCursor" in error.extensions["help"]
        assert len(error.message) < 500


@given(words=st.one_of(st.text(max_size=80), st.binary(max_size=40).map(lambda b: b64(b.hex()))))
def test_no_words_break_the_reading_of_cursors(execute: Execute, words: str) -> None:
    if not words:  # the beginning
        assert execute(PAGE, after=words).errors is None
        return
    (error,) = execute(PAGE, after=words).errors
    assert error.extensions["code"] in ("BAD_CURSOR", "CURSOR_OF_ANOTHER_VERSION")


@pytest.mark.parametrize(
    "other",
    [
        "processes { edges { cursor } }",
        "meetings { edges { cursor } }",
        'process(slug: "hld") { participations { edges { cursor } } }',
        'search(query: "a") { edges { cursor } }',
        'states(where: {text: "zz"}) { edges { cursor } }',
    ],
)
def test_a_cursor_of_another_list_is_refused(found: Ask, execute: Execute, other: str) -> None:
    edges = next(iter(found(f"{{ {other} }}").values()))
    edges = edges.get("participations", edges)["edges"]
    for edge in edges or [{"cursor": cursor(0, 10_000)}]:
        (error,) = execute(PAGE, after=edge["cursor"]).errors
        assert error.message == "the cursor does not belong to this list"
        assert error.extensions["code"] == "BAD_CURSOR"


def test_a_cursor_of_the_same_field_of_another_node_is_refused(
    found: Ask, execute: Execute
) -> None:
    query = """query($slug: String!, $after: String) { process(slug: $slug) {
        participations(first: 3, after: $after) { pageInfo { endCursor } }
    } }"""
    page = found(query, slug="hld")["process"]["participations"]
    (error,) = execute(query, slug="midcom", after=page["pageInfo"]["endCursor"]).errors
    assert error.extensions["code"] == "BAD_CURSOR"


def test_a_cursor_that_the_filter_leaves_out_is_refused(found: Ask, execute: Execute) -> None:
    first = found("{ states(first: 1) { edges { cursor } } }")["states"]["edges"][0]["cursor"]
    query = 'query($c: String) { states(after: $c, where: {codes: ["KE"]}) { totalCount } }'
    (error,) = execute(query, c=first).errors
    assert error.extensions["code"] == "BAD_CURSOR"
    assert "Keep filter and order" in error.extensions["help"]


def walk(execute: Execute, publish: Callable[[], View]) -> list[str]:
    """All States page by page; `publish` gives the view that each next page is asked of."""
    met: list[str] = []
    after = None
    while True:
        result = execute(PAGE, of=publish(), after=after)
        assert result.errors is None
        page = result.data["states"]
        met += [edge["node"]["alpha3"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return met
        after = page["pageInfo"]["endCursor"]


def test_a_walk_stays_exact_in_its_version_whatever_is_published(
    execute: Execute, view: View
) -> None:
    opened = []

    def reopened() -> View:
        """Another replica's view of version 5, while others are published."""
        opened.append(version_of(view, 6 + len(opened)))
        return version_of(view, 5)

    assert walk(execute, reopened) == [one.id for one in view.snapshot.states]
    assert len(opened) == 5


def test_a_cursor_of_another_version_is_refused_by_name(execute: Execute, view: View) -> None:
    page = execute(PAGE, of=version_of(view, 5)).data["states"]
    after = page["pageInfo"]["endCursor"]
    (error,) = execute(PAGE, of=version_of(view, 6), after=after).errors
    assert error.message == "a cursor of version 6 expected, one of version 5 found"
    assert error.extensions["code"] == "CURSOR_OF_ANOTHER_VERSION"
    (error,) = execute(PAGE, after=after).errors
    assert error.message == "a cursor of version 0 expected, one of version 5 found"


def named(query: str, operation: int | None = None, **variables: Any) -> set[int]:
    document = parse(query)
    every = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    chosen = None if operation is None else every[operation]
    return set(versions_named(document, variables, chosen))


def test_versions_are_named_by_words_and_variables_in_either_direction() -> None:
    query = f"""query($a: String, $b: String) {{
        a: states(after: "{cursor(1)}") {{ totalCount }}
        b: states(before: "{cursor(2)}") {{ totalCount }}
        c: states(after: $a, before: $b) {{ totalCount }}
    }}"""
    assert named(query, a=cursor(3), b=cursor(4)) == {1, 2, 3, 4}
    assert named(query, a=None, b=5) == {1, 2}
    assert named(query) == {1, 2}


def test_versions_are_named_deep_inside_and_in_fragments() -> None:
    query = f"""{{ processes {{ nodes {{ ...a ... on Node {{ ... {{ ...a }} }} }} }} }}
        fragment a on Process {{ meetings(after: "{cursor(1)}") {{ nodes {{ ...b }} }} }}
        fragment b on Meeting {{ documents(before: "{cursor(2)}") {{ nodes {{ ...b }} }} }}
    """
    assert named(query) == {1, 2}


def test_the_default_of_a_variable_counts_where_nothing_is_given() -> None:
    query = f'query($a: String = "{cursor(1)}") {{ states(after: $a) {{ totalCount }} }}'
    assert named(query) == {1}
    assert named(query, a=cursor(2)) == {2}
    assert named(query, a=None) == set()
    unused = f'query($a: String = "{cursor(1)}") {{ states {{ totalCount }} }}'
    assert named(unused) == set()


def test_only_the_operation_that_runs_names_versions_where_it_is_told() -> None:
    query = f"""
        query a($c: String = "{cursor(1)}") {{ states(after: $c) {{ totalCount }} }}
        query b($c: String = "{cursor(2)}") {{ states(after: $c) {{ ...x }} }}
        fragment x on StateConnection {{ nodes {{ participations(after: "{cursor(3)}") {{
            totalCount }} }} }}
    """
    assert named(query) == {1, 2, 3}
    assert named(query, 0) == {1}
    assert named(query, 1) == {2, 3}


@pytest.mark.parametrize("words", HOSTILE[:12])
def test_what_is_no_cursor_names_no_version(words: str) -> None:
    assert named("query($c: String) { states(after: $c) { totalCount } }", c=words) == set()


def test_other_arguments_of_the_look_of_a_cursor_name_no_version() -> None:
    assert named(f'{{ search(query: "{cursor(1)}") {{ totalCount }} }}') == set()
    assert named(f'{{ states(after: ["{cursor(1)}"]) {{ totalCount }} }}') == set()
