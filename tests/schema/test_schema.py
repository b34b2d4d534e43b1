"""The schema as frontends meet it: committed, and explained throughout."""

from enum import StrEnum

import pytest
from graphql import (
    GraphQLEnumType,
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
    if isinstance(kind, GraphQLObjectType)
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
    assert len(VALUES) > 30
    assert [name for name, value in VALUES.items() if not value.description] == []


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
        "Process.acronym",
        "Process.objectives",
        "State.name",
        "State.formalName",
        "Organization.name",
        "Theme.name",
        "ThemeInProcess.words",
        "Series.name",
        "Meeting.title",
        "Meeting.city",
        "Document.title",
    } <= localized


def test_no_list_holds_nulls_and_no_list_is_null() -> None:
    lists = {name: str(field.type) for name, field in FIELDS.items() if "[" in str(field.type)}
    assert len(lists) > 25
    assert [name for name, kind in lists.items() if not kind.endswith("!]!")] == []


def test_ids_of_nodes_of_one_name_and_two_kinds_differ() -> None:
    assert global_id("process", "un") != global_id("organization", "un")
    assert global_id("process", "un") == global_id("process", "un")
