"""Every value has a source: the words of pages, or whoever else gives it."""

from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from schema.context import Context
from schema.nodes import KINDS
from schema.scalars import global_id
from schema.schema import load_schema
from snapshots.model import Citation, Issue, Meeting, MeetingKind, Page, Process, Snapshot
from snapshots.view import View

SCHEMA = load_schema()._schema
META = {"id", "citations", "citation", "source", "issues", "processesInCommon"}
PARTS = ("Participation", "OrganizationInProcess", "Chair", "ThemeInProcess", "Link", "Contact")


def shape(field: Any) -> str:
    """What is asked of a field to see whether it has a value."""
    kind = get_named_type(field.type)
    if is_leaf_type(kind):
        return ""
    return "{ totalCount }" if kind.name.endswith("Connection") else "{ __typename }"


def asked(view: View, query: str, **given: object) -> dict[str, Any]:
    result = load_schema().execute_sync(query, variable_values=given, context_value=Context(view))
    assert result.errors is None
    assert result.data is not None
    return result.data


def is_empty(value: Any) -> bool:
    return value in (None, [], {"totalCount": 0}, False)


@pytest.mark.parametrize("record", KINDS, ids=lambda record: record.__name__)
def test_every_value_of_every_record_has_a_source(made: Any, record: type) -> None:
    view = View(made.snapshot, "sha256:0", version=None)
    shown = SCHEMA.type_map[record.__name__]
    assert isinstance(shown, GraphQLObjectType)
    without = [
        (name, one)
        for name, field in shown.fields.items()
        if name not in META
        for one in nodes(view, record, name, shape(field))
        if not is_empty(one["value"]) and not has_source(record, one)
    ]
    assert without == []


def nodes(view: View, record: type, name: str, shape: str) -> list[dict[str, Any]]:
    """One field of all records of a kind, with its source and what is cited for it."""
    kind = KINDS[record]
    query = f"""query($ids: [ID!]!, $field: String!) {{ nodes(ids: $ids) {{
        ... on {record.__name__} {{ slug: id value: {name} {shape} }}
        source(field: $field) citation(field: $field) {{ words }} }} }}"""
    ids = [global_id(kind.name, one) for one in kind.records(view)]
    parts = (ids[at : at + 50] for at in range(0, len(ids), 50))
    return [one for part in parts for one in asked(view, query, ids=part, field=name)["nodes"]]


def has_source(record: type, node: dict[str, Any]) -> bool:
    """PAGE comes with words, but for pages, which are what is cited."""
    if node["source"] == "PAGE":
        return bool(node["citation"] or record is Page)
    return node["source"] is not None


def test_every_part_of_a_process_has_the_words_that_it_was_read_from(made: Any) -> None:
    for process in made.snapshot.processes:
        parts = (process.participations, process.organizations, process.chairs, process.themes)
        every = [part for field in (*parts, process.links) for part in field]
        every += [process.contact] if process.contact else []
        assert [part for part in every if not part.citations] == []


def test_the_source_is_the_page_where_one_says_it_and_else_the_catalogue() -> None:
    cited = (Citation(field="type", page="p", capture="sha256:1", words="Type: Regional"),)
    said = Process(id="said", names={"en": "Said"}, citations=cited)
    silent = Process(id="silent", names={"en": "Silent"})
    view = View(Snapshot(processes=(said, silent)), "sha256:0", version=None)
    query = """query($slug: String!) { process(slug: $slug) {
        type: source(field: "type") name: source(field: "nameLanguage")
        regions: source(field: "regions") } }"""
    assert asked(view, query, slug="said")["process"]["type"] == "PAGE"
    assert asked(view, query, slug="silent")["process"] == {
        "type": "CATALOGUE",
        "name": "CATALOGUE",
        "regions": None,
    }


def test_what_a_process_shows_of_its_meetings_is_cited_by_them() -> None:
    cited = (Citation(field="", page="p", capture="sha256:1", words="First meeting, 2006"),)
    meeting = Meeting(
        id="m",
        titles={"en": "First meeting"},
        kind=MeetingKind.PAST,
        processes=("one",),
        citations=cited,
    )
    one = Process(id="one", names={"en": "One"})
    view = View(Snapshot(processes=(one,), meetings=(meeting,)), "sha256:0", version=None)
    query = """{ process(slug: "one") {
        a: citation(field: "lastMeeting") { field words } b: citations { words }
        source(field: "meetings") } }"""
    assert asked(view, query)["process"] == {
        "a": [{"field": "meetings", "words": "First meeting, 2006"}],
        "b": [],
        "source": "PAGE",
    }


def test_an_issue_that_cites_nothing_is_derived() -> None:
    issues = (Issue(code="empty-section", message="none is given"),)
    view = View(Snapshot(issues=issues), "sha256:0", version=None)
    assert asked(view, "{ snapshot { issues { source } } }")["snapshot"]["issues"] == [
        {"source": "DERIVED"}
    ]
