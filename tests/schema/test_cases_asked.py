"""What frontends ask of a store made of all page cases, each in one query, with its answer."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.page import Capture
from ingest.reading.read import read_page
from schema.context import Context
from schema.schema import load_schema
from snapshots.codec import decode, digest, encode
from snapshots.view import View

Asked = Callable[..., dict[str, Any]]
NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def asked(cases: Path) -> Asked:
    """Asks the store of all cases whose pages the catalogue has, of each page the last one."""
    catalogue, readings = load_catalogue(), {}
    for expected in sorted(cases.glob("*/*.expected.json")):
        said = json.loads(expected.read_text(encoding="utf-8"))
        url = said.get("canonical_url") or said["url"]
        if catalogue.holds(url):
            page = expected.with_name(expected.name.replace(".expected.json", ".txt"))
            capture = Capture(url=url, body=page.read_bytes())
            readings[catalogue.canonical(url)] = read_page(capture)
    content = encode(assemble(readings.values(), catalogue))
    view = View(decode(content), digest(content), version=None)

    def execute(query: str, **given: object) -> dict[str, Any]:
        result = load_schema().execute_sync(
            query, variable_values=given, context_value=Context(view, now=NOW)
        )
        assert result.errors is None
        assert result.data is not None
        return result.data

    return execute


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        *(("Puebla", "rcm"), ("Proceso de Puebla", "rcm"), ("Colombo Process", "colombo")),
        *(("5+5", "fiveplusfive"), ("Bali Process", "bali"), ("Processus d’Almaty", "almaty")),
    ],
)
def test_a_process_is_found_first_by_what_people_call_it(
    asked: Asked, words: str, slug: str
) -> None:
    query = "query($q: String!) { search(query: $q) { nodes { ... on Process { slug } } } }"
    assert asked(query, q=words)["search"]["nodes"][0] == {"slug": slug}


def test_every_city_is_found_in_three_languages_with_its_meetings(asked: Asked) -> None:
    places = asked("""{ places { slug en: name(language: EN) fr: name(language: FR)
        es: name(language: ES) meetings { totalCount } } }""")["places"]
    assert len(places) >= 8
    query = """query($q: String!, $p: [String!]) {
        search(query: $q, types: [PLACE]) { nodes { ... on Place { slug } } }
        meetings(where: {places: $p}) { totalCount } }"""
    for place in places:
        for language in ("en", "fr", "es"):
            name = place[language]
            found = asked(query, q=name, p=[name])
            assert {"slug": place["slug"]} in found["search"]["nodes"]
            assert found["meetings"] == place["meetings"]


def test_each_process_tells_its_last_meeting_and_none_is_upcoming(asked: Asked) -> None:
    found = asked("""{ ahead: meetings(where: {upcoming: true}) { totalCount }
        processes { nodes { lastMeeting { start upcoming } nextMeeting { slug }
            meetings(where: {not: {kinds: [RELATED]}}, orderBy: [{field: START, direction: DESC}],
                first: 1) { nodes { start } } } } }""")
    assert found["ahead"]["totalCount"] == 0
    for process in found["processes"]["nodes"]:
        assert process["nextMeeting"] is None
        (latest,) = process["meetings"]["nodes"] or [{"start": None}]
        last = process["lastMeeting"]
        assert last is None or (last["start"] <= latest["start"] and last["upcoming"] is False)


def test_a_meeting_in_a_known_city_has_its_state(asked: Asked) -> None:
    found = asked("""{ meetings(first: 1000, where: {places: ["New York"]}) {
        nodes { hostState { alpha3 } } } }""")["meetings"]["nodes"]
    assert len(found) > 10
    assert {one["hostState"]["alpha3"] for one in found} == {"USA"}


def test_no_list_of_states_counts_a_territory_as_one(asked: Asked) -> None:
    found = asked("""{ statistics { states territories }
        states(where: {participating: true, unStatuses: [MEMBER, OBSERVER]}) { totalCount }
        others: states(where: {participating: true, unStatuses: [OTHER]}) { totalCount } }""")
    assert found["statistics"]["states"] == found["states"]["totalCount"] <= 195
    assert found["statistics"]["territories"] == found["others"]["totalCount"] > 0
