"""The schema as frontends meet it: committed, and explained throughout."""

from enum import StrEnum

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    is_introspection_type,
    is_specified_scalar_type,
)

from schema.scalars import global_id
from schema.schema import committed, load_schema, printed
from snapshots import checks, model, runs

TYPES: dict[str, GraphQLNamedType] = {
    name: kind
    for name, kind in load_schema()._schema.type_map.items()
    if not is_introspection_type(kind) and not is_specified_scalar_type(kind)
}
FIELDS = {
    f"{name}.{field}": definition
    for name, kind in TYPES.items()
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
    for field, definition in kind.fields.items()
}
ARGUMENTS = {
    f"{name}({argument}:)": definition
    for name, field in FIELDS.items()
    for argument, definition in field.args.items()
} | {
    f"{name}.{field}": definition
    for name, kind in TYPES.items()
    if isinstance(kind, GraphQLInputObjectType)
    for field, definition in kind.fields.items()
}
VALUES = {
    f"{name}.{value}": definition
    for name, kind in TYPES.items()
    if isinstance(kind, GraphQLEnumType)
    for value, definition in kind.values.items()
}


def test_the_committed_sdl_is_what_the_code_defines() -> None:
    assert printed() == committed(), "schema/schema.graphql is stale: run `make schema`"


@pytest.mark.parametrize("name", TYPES)
def test_each_type_is_described(name: str) -> None:
    assert TYPES[name].description


def test_each_field_is_described_in_a_sentence() -> None:
    assert len(FIELDS) > 80
    assert [name for name, field in FIELDS.items() if not field.description] == []
    unfinished = [name for name, one in FIELDS.items() if one.description[-1] not in ".…"]
    assert unfinished == []


def test_each_enum_value_is_described() -> None:
    assert len(VALUES) > 100
    assert [name for name, value in VALUES.items() if not value.description] == []


def test_each_argument_and_input_field_is_described() -> None:
    assert len(ARGUMENTS) > 150
    unfinished = [
        name for name, one in ARGUMENTS.items() if (one.description or " ")[-1] not in ".…"
    ]
    assert unfinished == []


@pytest.mark.parametrize(
    "members",
    [
        model.Language,
        model.MeetingKind,
        model.OrganizationKind,
        model.OrganizationRole,
        model.ParticipationRole,
        model.ProcessStatus,
        model.ProcessType,
        model.UnStatus,
        runs.Outcome,
        runs.PageOutcome,
        checks.Severity,
    ],
)
def test_an_enum_has_the_members_of_the_model_in_their_order(members: type[StrEnum]) -> None:
    kind = TYPES["RunOutcome" if members is runs.Outcome else members.__name__]
    assert isinstance(kind, GraphQLEnumType)
    assert list(kind.values) == [member.name for member in members]


def test_the_language_argument_is_offered_wherever_words_have_a_language() -> None:
    localized = {name for name, field in FIELDS.items() if "language" in field.args}
    assert {
        "Process.name",
        "Process.formalName",
        "Process.acronym",
        "Process.objectives",
        "State.name",
        "State.formalName",
        "Organization.name",
        "Theme.name",
        "ThemeInProcess.words",
        "Series.name",
        "Region.name",
        "Place.name",
        "Meeting.title",
        "Meeting.city",
        "Document.title",
    } <= localized


def test_no_list_holds_nulls_and_no_list_is_null() -> None:
    lists = {name: str(field.type) for name, field in FIELDS.items() if "[" in str(field.type)}
    assert len(lists) > 60
    # What is not there keeps its place among the ids that were asked for (Relay, Plural roots).
    assert {lists.pop(f"{one}.nodes") for one in ("Query", "Snapshot")} == {"[Node]!"}
    assert [name for name, kind in lists.items() if not kind.endswith("!]!")] == []


def test_connections_have_the_form_that_relay_asks_for() -> None:
    """https://relay.dev/graphql/connections.htm"""
    connections = {
        name: kind
        for name, kind in TYPES.items()
        if name.endswith("Connection") and isinstance(kind, GraphQLObjectType)
    }
    assert len(connections) >= 7
    for name, kind in connections.items():
        edge = TYPES[name.replace("Connection", "Edge")]
        assert isinstance(edge, GraphQLObjectType)
        assert str(kind.fields["edges"].type) == f"[{edge.name}!]!"
        assert str(kind.fields["pageInfo"].type) == "PageInfo!"
        assert str(edge.fields["cursor"].type) == "String!"
        assert f"[{edge.fields['node'].type}]!" == str(kind.fields["nodes"].type)
    paged = [one for one in FIELDS.values() if str(one.type).strip("!") in connections]
    for field in paged:
        types = {name: str(one.type) for name, one in field.args.items()}
        assert (types["first"], types["last"]) == ("Int", "Int")
        assert (types["after"], types["before"]) == ("String", "String")


def test_each_type_that_has_an_id_of_a_node_is_one() -> None:
    nodes = {
        name
        for name, kind in TYPES.items()
        if isinstance(kind, GraphQLObjectType)
        and any(one.name == "Node" for one in kind.interfaces)
    }
    with_ids = {
        name.split(".")[0]
        for name, one in FIELDS.items()
        if name.endswith(".id") and str(one.type) == "ID!"
    }
    assert with_ids == nodes | {"Node"}
    assert len(nodes) == 10


def test_ids_of_nodes_of_one_name_and_two_kinds_differ() -> None:
    assert global_id("process", "un") != global_id("organization", "un")
    assert global_id("process", "un") == global_id("process", "un")
