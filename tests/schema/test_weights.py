"""Texts are weighed as they are sent."""

from graphql import GraphQLObjectType, get_named_type

from schema.schema import load_schema
from schema.weights import weights
from snapshots.bundle import load_bundled
from snapshots.model import Citation, Meeting, MeetingKind, Process, Snapshot
from snapshots.view import View

LIGHT = {
    *("FacetCount.value", "Facet.by", "FieldCount.field", "Step.name", "Run.id", "Finding.rule"),
    *(
        "Finding.node",
        "PageResult.url",
        "Page.staleReason",
        "Page.staleCode",
        "PageResult.code",
        "Snapshot.digest",
    ),
    *(
        "PageInfo.startCursor",
        "PageInfo.endCursor",
        "State.alpha3",
        "Region.code",
        "Citation.digest",
        "ChangeCitation.digest",
        "Version.digest",
        "Version.run",
        "Change.field",
    ),
    *(f"Proposal.{name}" for name in ("name", "acronym", "url", "page")),
}
"""What is short whatever a version holds, or no part of it."""


def test_every_text_of_the_schema_is_weighed() -> None:
    known = weights(load_bundled()).keys() | LIGHT
    shown = {
        f"{name}.{field}"
        for name, kind in load_schema()._schema.type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
        for field, definition in kind.fields.items()
        if get_named_type(definition.type).name == "String" and field != "cursor"
    }
    assert shown - known == set()


def test_the_longest_value_in_any_language_counts() -> None:
    long = "à" * 300
    meeting = Meeting(id="m", titles={"en": "a", "fr": long}, kind=MeetingKind.PAST)
    cited = Citation(field="f", page="p", capture="c", words="w" * 90)
    process = Process(id="p", names={"en": "P"}, objectives={"en": ("a", "b")}, citations=(cited,))
    view = View(Snapshot(processes=(process,), meetings=(meeting,)), "sha256:1", None)
    found = weights(view)
    assert found["Meeting.title"] == found["TextPart.text"] == 602
    assert found["Process.objectives"] == len('["a","b"]')
    assert found["Citation.words"] == 92
