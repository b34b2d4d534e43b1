"""Where facts were read: each record's citations, whole and field by field."""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLObjectType

from schema.nodes import KINDS
from schema.scalars import global_id
from schema.schema import load_schema
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]

SCHEMA = load_schema()._schema
NODES = {record.__name__: kind for record, kind in KINDS.items()}
CITED = "{ field words line rule headingPath digest page { slug } }"


def fields(name: str) -> list[str]:
    kind = SCHEMA.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return sorted(kind.fields)


@pytest.mark.parametrize("name", sorted(NODES))
def test_each_field_of_each_node_tells_where_it_was_read(found: Ask, view: View, name: str) -> None:
    query = f"""query($ids: [ID!]!, $field: String!) {{ nodes(ids: $ids) {{
        citations {CITED} citation(field: $field) {CITED}
    }} }}"""
    kind = NODES[name]
    ids = [global_id(kind.name, one) for one in sorted(kind.records(view))[::7]]
    for field in fields(name):
        for node in found(query, ids=ids, field=field)["nodes"]:
            exact = [one for one in node["citations"] if one["field"] == field]
            assert node["citation"] == exact or not exact


@pytest.mark.parametrize("name", sorted(NODES))
def test_each_citation_names_a_field_of_its_node(found: Ask, view: View, name: str) -> None:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { citations { field } } }"
    kind = NODES[name]
    ids = [global_id(kind.name, one) for one in kind.records(view)]
    known = {"", *fields(name)}
    for node in found(query, ids=ids)["nodes"]:
        assert {one["field"] for one in node["citations"]} <= known


@pytest.mark.parametrize("name", sorted(NODES))
@pytest.mark.parametrize("field", ["", "colour", "participants_declared", "__typename", "x" * 999])
def test_an_unknown_field_is_refused_with_those_that_are_known(
    execute: Execute, view: View, name: str, field: str
) -> None:
    query = "query($id: ID!, $f: String!) { node(id: $id) { citation(field: $f) { words } } }"
    kind = NODES[name]
    one = next(iter(kind.records(view)))
    (error,) = execute(query, id=global_id(kind.name, one), f=field).errors
    assert error.message == f"a field of {name} expected, {field[:40]!r} found"
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert ", ".join(fields(name)) in error.extensions["help"]


def words(records: Any) -> list[str]:
    return [one.words for record in records for one in record.citations]


@pytest.mark.parametrize("slug", ["hld", "midcom", "budapest"])
def test_the_citations_of_a_process_are_those_of_its_parts(
    found: Ask, view: View, slug: str
) -> None:
    asked = found(
        """query($slug: String!) { process(slug: $slug) {
            participations: citation(field: "participations") { words }
            organizations: citation(field: "organizations") { words }
            chairs: citation(field: "chairs") { words }
            themes: citation(field: "themes") { words }
            participantsDeclared: citation(field: "participantsDeclared") { words }
            citations { words }
        } }""",
        slug=slug,
    )["process"]
    made = {field: [one["words"] for one in cited] for field, cited in asked.items()}
    process = view.processes[slug]
    for field in ("participations", "organizations", "chairs", "themes"):
        assert made[field] == words(getattr(process, field))
    own = [one for one in process.citations if one.field == "participants_declared"]
    whole = [one for one in process.citations if not one.field]
    assert made["participantsDeclared"] == [one.words for one in own or whole]
    assert len(made["citations"]) >= sum(map(len, map(made.get, ("participations", "themes"))))


def test_a_state_is_cited_where_its_parts_are(found: Ask, view: View) -> None:
    asked = found("""{ state(code: "ke") {
        citation(field: "participations") { field words page { slug } }
        participations { nodes { citations { words page { slug } } } }
        name: citation(field: "name") { words }
    } }""")["state"]
    parts = [one for part in asked["participations"]["nodes"] for one in part["citations"]]
    assert asked["citation"] == [{"field": "participations", **one} for one in parts]
    assert parts
    assert asked["name"] == []


def test_each_citation_leads_to_the_page_and_the_bytes_that_it_was_read_from(
    found: Ask, view: View
) -> None:
    asked = found("""{ documents { nodes { citations {
        line words rule digest page { slug digest process { slug } }
    } } } meetings { nodes { citations { line words rule digest page { slug digest } } } } }""")
    cited = [
        one
        for page in (asked["documents"], asked["meetings"])
        for node in page["nodes"]
        for one in node["citations"]
    ]
    assert len(cited) > 60
    for one in cited:
        assert one["page"]["digest"] == one["digest"] == view.pages[one["page"]["slug"]].capture
        assert one["line"] > 0
        assert one["words"]
        assert one["rule"]


def test_a_page_is_read_from_nowhere_else(found: Ask) -> None:
    query = '{ page(slug: "hld-fr") { citations { words } citation(field: "url") { words } } }'
    assert found(query) == {"page": {"citations": [], "citation": []}}
