"""Every connection of the schema, whatever is filtered and ordered, paged in every way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.arguments import DEFAULT_PAGE, LARGEST_PAGE
from schema.nodes import KINDS
from schema.scalars import global_id
from schema.schema import load_schema
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]
Inputs = Callable[..., st.SearchStrategy[Any]]
SCHEMA = load_schema()._schema
SHOWN = {
    "Change": "version slug field element",
    "Participation": "listedAs role process { slug }",
}
"""What tells entries that have no id."""
WINDOW = ("first", "after", "last", "before")


def connections() -> Iterator[tuple[str, str]]:
    for name, kind in SCHEMA.type_map.items():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, definition in kind.fields.items():
                if get_named_type(definition.type).name.endswith("Connection"):
                    yield name, field


CONNECTIONS = sorted(connections())
ROOTS = {"Query", "Snapshot"}
"""Types that are asked without an id."""


def definition(parent: str, field: str) -> Any:
    kind = SCHEMA.type_map[parent]
    assert isinstance(kind, GraphQLObjectType)
    return kind.fields[field]


def question(parent: str, field: str) -> str:
    """A page of the connection: with the id of its node, unless it is of the root."""
    connection: Any = get_named_type(definition(parent, field).type)
    entry: Any = get_named_type(connection.fields["nodes"].type)
    shown = SHOWN.get(entry.name, "id")
    args = definition(parent, field).args
    given = ", ".join(f"{name}: ${name}" for name in args)
    page = f"""page: {field}({given}) {{
        totalCount edges {{ cursor node {{ {shown} }} }} nodes {{ {shown} }}
        pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
    }}"""
    types = "".join(f" ${name}: {one.type}" for name, one in args.items())
    if parent == "Query":
        return f"query({types}) {{ {page} }}"
    if parent == "Snapshot":
        return f"query({types}) {{ node: snapshot {{ {page} }} }}"
    return f"query({types} $id: ID!) {{ node(id: $id) {{ ... on {parent} {{ {page} }} }} }}"


def asked(found: Ask, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    data = found(query, **variables)
    return data["page"] if "page" in data else data["node"]["page"]


def ids(view: View, parent: str) -> list[str]:
    """The nodes that have the most to page through, and one that may have nothing."""
    (kind,) = (one for record, one in KINDS.items() if record.__name__ == parent)
    made = sorted(kind.records(view), key=lambda one: _weight(view, kind.name, one))
    return [global_id(kind.name, one) for one in (made[0], *made[-8:])]


def _weight(view: View, kind: str, one: str) -> int:
    indexes = {
        "process": view.meetings_of_process,
        "state": view.parts_of_state,
        "series": view.meetings_of_series,
        "place": view.meetings_of_place,
        "region": view.states_of_region,
        "document": view.meetings_of_document,
        "meeting": {name: record.documents for name, record in view.meetings.items()},
    }
    return len(indexes[kind].get(one, ()))


def variables(view: View, inputs: Inputs, parent: str, field: str) -> st.SearchStrategy[Any]:
    """All arguments but those of the page."""
    args = definition(parent, field).args
    kinds = {name: one.type for name, one in args.items() if name not in WINDOW}
    made = {name: inputs(kind, name) for name, kind in kinds.items() if name != "query"}
    if "query" in kinds:
        made["query"] = st.sampled_from(["mig", "new york", "un", "a", "58/208", "co pr", "zzz"])
    if parent not in ROOTS:
        made["id"] = st.sampled_from(ids(view, parent))
    required = {name: made.pop(name) for name in ("query", "id") if name in made}
    return st.fixed_dictionaries(required, optional=made)


def test_connections_are_met_at_the_root_and_at_nodes() -> None:
    nodes = {record.__name__ for record in KINDS} | ROOTS
    assert {parent for parent, _ in CONNECTIONS} <= nodes
    assert len(CONNECTIONS) >= 14


@pytest.mark.parametrize("place", CONNECTIONS, ids=".".join)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_each_way_through_a_list_meets_each_entry_once_in_one_order(
    found: Ask, view: View, inputs: Inputs, data: st.DataObject, place: tuple[str, str]
) -> None:
    parent, field = place
    query = question(parent, field)
    given = data.draw(variables(view, inputs, parent, field))
    whole = asked(found, query, given | {"first": LARGEST_PAGE})
    total = len(whole["edges"])
    assert whole["totalCount"] == total
    assert whole["nodes"] == [edge["node"] for edge in whole["edges"]]
    cursors = [edge["cursor"] for edge in whole["edges"]]
    assert len(set(cursors)) == total
    sizes = st.integers(max(1, total // 5), total + 2)
    at, forward = 0, data.draw(st.booleans())
    for _ in range(total + 1):
        size = data.draw(sizes)
        window = (
            {"first": size, "after": cursors[at - 1] if at else None}
            if forward
            else {"last": size, "before": cursors[total - at] if at else None}
        )
        page = asked(found, query, given | window)
        start = at if forward else max(0, total - at - size)
        end = min(total, at + size) if forward else total - at
        assert page["edges"] == whole["edges"][start:end]
        assert page["totalCount"] == total
        assert page["pageInfo"] == {
            "hasNextPage": end < total,
            "hasPreviousPage": start > 0,
            "startCursor": cursors[start] if start < end else None,
            "endCursor": cursors[end - 1] if start < end else None,
        }
        at = at + end - start
        if at == total:
            return
    raise AssertionError("the walk does not end")


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_lies_between_two_cursors_is_cut_from_either_side(
    found: Ask, data: st.DataObject
) -> None:
    query = question("Query", "states")
    whole = asked(found, query, {"first": LARGEST_PAGE})["edges"]
    places = st.integers(0, len(whole) - 1)
    after, before, size = data.draw(places), data.draw(places), data.draw(st.integers(0, 300))
    window = {"after": whole[after]["cursor"], "before": whole[before]["cursor"]}
    between = whole[after + 1 : before]
    assert asked(found, query, window | {"first": size})["edges"] == between[:size]
    expected = between[-size:] if size else []
    assert asked(found, query, window | {"last": size})["edges"] == expected


@pytest.mark.parametrize(
    ("window", "following", "preceding"), [({"first": 0}, True, False), ({"last": 0}, False, True)]
)
def test_a_page_of_nothing_tells_the_number_and_where_it_stands(
    found: Ask, window: dict[str, int], following: bool, preceding: bool
) -> None:
    assert asked(found, question("Query", "processes"), window) == {
        "totalCount": 31,
        "edges": [],
        "nodes": [],
        "pageInfo": {
            "hasNextPage": following,
            "hasPreviousPage": preceding,
            "startCursor": None,
            "endCursor": None,
        },
    }


def test_a_page_has_a_hundred_entries_unless_more_are_asked_for(found: Ask) -> None:
    query = question("Query", "states")
    assert len(asked(found, query, {})["edges"]) == DEFAULT_PAGE == 100
    assert len(asked(found, query, {"first": LARGEST_PAGE})["edges"]) == 250


@pytest.mark.parametrize("name", ["first", "last"])
@pytest.mark.parametrize(
    ("size", "code"),
    [(-1, "BAD_USER_INPUT"), (-(2**31), "BAD_USER_INPUT"), (1_001, "PAGE_TOO_LARGE")],
)
def test_a_size_out_of_bounds_is_refused_with_the_bounds(
    execute: Execute, name: str, size: int, code: str
) -> None:
    (error,) = execute(question("Query", "states"), **{name: size}).errors
    assert error.message == f"`{name}` from 0 to 1,000 expected, {size} found"
    assert error.extensions["code"] == code
    assert "endCursor" in error.extensions["help"]


def test_first_and_last_at_once_are_refused(execute: Execute) -> None:
    (error,) = execute(question("Query", "states"), first=1, last=1).errors
    assert error.message == "`first` or `last` expected, both found"
    assert error.extensions["code"] == "BAD_USER_INPUT"
