"""What filters are given: dates, codes, regions, words, and what makes no sense."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]
Inputs = Callable[..., st.SearchStrategy[Any]]
Holds = Callable[[View, Any, Any], bool]


def states(found: Ask, where: Any) -> list[str]:
    query = "query($where: StateFilter) { states(first: 1000, where: $where) { nodes { alpha3 } } }"
    return [one["alpha3"] for one in found(query, where=where)["states"]["nodes"]]


def counted(found: Ask, where: Any) -> int:
    query = "query($where: MeetingFilter) { meetings(where: $where) { totalCount } }"
    count: int = found(query, where=where)["meetings"]["totalCount"]
    return count


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"from": "2013-10-03", "to": "2013-10-03"}, 1),
        ({"from": "2013-10-04", "to": "2013-10"}, 1),
        ({"from": "2013-10-04", "to": "2013-10", "match": "WITHIN"}, 0),
        ({"from": "2013-10", "to": "2013-10", "match": "WITHIN"}, 1),
        ({"from": "2013", "to": "2013", "match": "OVERLAPS"}, 1),
        ({"from": "2013-10-03/2013-10-04", "to": "2013-10-03/2013-10-04"}, 1),
    ],
)
def test_a_meeting_of_two_days_meets_intervals(
    found: Ask, asked: dict[str, str], count: int
) -> None:
    where = {"date": asked, "text": "dialogue haut", "processes": ["hld"], "kinds": ["LATEST"]}
    assert counted(found, where) == count


@pytest.mark.parametrize(
    "words",
    [
        *("yesterday", "2013-13", "2013-02-30", "2013-00", "0000", "13", "20133", "2013-1", ""),
        *("2013-10-03/", "/2013", "2014/2013", "2013/2014/2015", "2013-10-03T00:00:00Z", " 2013"),
        *("2013~", "201X", "-2013", "٢٠١٣", "2013\n", "9" * 10_000),
    ],
)
def test_what_is_no_date_is_refused_by_code_with_a_way_out(execute: Execute, words: str) -> None:
    query = """query($d: PartialDate) { meetings(where: {date: {from: $d}}) { totalCount } }"""
    (error,) = execute(query, d=words).errors
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert error.extensions["help"]
    assert "2013-10" in error.message
    assert len(error.message) < 300
    nested = "query($w: MeetingFilter) { meetings(where: $w) { totalCount } }"
    (error,) = execute(nested, w={"or": [{"date": {"to": words}}]}).errors
    assert error.extensions["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("value", [2013, 2013.5, True, ["2013", "2014"], {"year": 2013}])
def test_a_date_that_is_not_text_is_refused(execute: Execute, value: object) -> None:
    query = "query($d: PartialDate) { meetings(where: {date: {from: $d}}) { totalCount } }"
    (error,) = execute(query, d=value).errors
    assert error.extensions["code"] == "BAD_USER_INPUT"


def test_a_date_in_the_document_itself_is_checked_too(execute: Execute) -> None:
    for words in ('"2013-13"', "2013", "true", "[2013]"):
        query = f"{{ meetings(where: {{date: {{from: {words}}}}}) {{ totalCount }} }}"
        (error,) = execute(query).errors
        assert error.extensions["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(("start", "end"), [("2014", "2013"), ("2013-10-04", "2013-10-03")])
def test_an_interval_that_ends_before_it_begins_is_refused(
    execute: Execute, start: str, end: str
) -> None:
    query = "query($w: DateInterval) { meetings(where: {date: $w}) { totalCount } }"
    (error,) = execute(query, w={"from": start, "to": end}).errors
    assert error.message == (
        f"an interval that ends after it begins expected, {start} to {end} found"
    )
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert execute(query, w={"from": end, "to": start}).errors is None
    assert execute(query, w={"from": start, "to": start}).errors is None


@pytest.mark.parametrize(
    "query",
    [
        'states(where: {codes: ["KE", "ZZ"]}) { totalCount }',
        'processes(where: {states: ["ZZ"]}) { totalCount }',
        'processes(where: {slugs: [], not: {or: [{states: ["ZZ"]}]}}) { totalCount }',
        'meetings(where: {hostStates: ["ZZ"]}) { totalCount }',
        'series { meetings(where: {processes: [], hostStates: ["ZZ"]}) { totalCount } }',
        'states { nodes { hostedMeetings(where: {hostStates: ["ZZ"]}) { totalCount } } }',
        'state(code: "aq") { participations(where: {states: ["ZZ"]}) { totalCount } }',
        'statistics { coParticipation(states: ["KE", "ZZ"]) }',
        'statistics { processesInCommon(states: ["ZZ"]) { slug } }',
        'statistics { meetingsPerYear(where: {hostStates: ["ZZ"]}) { year } }',
        'state(code: "aq") { processesInCommon(states: ["ZZ"]) { slug } }',
    ],
)
def test_a_code_of_no_state_is_refused_even_where_nothing_is_looked_at(
    execute: Execute, query: str
) -> None:
    errors = execute(f"{{ {query} }}").errors
    assert errors
    for error in errors:
        assert error.message == "the code of a State expected, 'ZZ' found"
        assert error.extensions["code"] == "BAD_USER_INPUT"
        assert "alpha3" in error.extensions["help"]


def test_states_are_kept_by_region_and_by_subregion(found: Ask, view: View) -> None:
    africa = states(found, {"regions": ["002"]})
    western = states(found, {"regions": ["011"]})
    assert "KEN" in africa
    assert "GHA" in western
    assert set(western) < set(africa)
    assert states(found, {"regions": ["011", "002"]}) == africa


@pytest.mark.parametrize(
    ("words", "state"),
    [
        *(("cote ivoire", "CIV"), ("CÔTE D’IVOIRE", "CIV"), ("Co\u0302te", "CIV")),
        *(("mexico", "MEX"), ("MÉXICO", "MEX"), ("turkiye", "TUR"), ("Türkiye", "TUR")),
        *(("allemagne", "DEU"), ("Alemania", "DEU"), ("sao tome", "STP"), ("curacao", "CUW")),
    ],
)
def test_names_are_found_whatever_language_case_and_accents(
    found: Ask, words: str, state: str
) -> None:
    assert state in states(found, {"text": words})


def test_a_word_that_no_text_has_keeps_nothing(found: Ask) -> None:
    assert states(found, {"text": "日本"}) == []
    assert states(found, {"text": "kenya 日本"}) == []
    assert len(states(found, {"text": "?!"})) == 250


def test_a_text_or_a_list_of_codes_without_end_is_refused(execute: Execute) -> None:
    query = "query($w: StateFilter) { states(where: $w) { totalCount } }"
    (error,) = execute(query, w={"text": "a " * 101}).errors
    assert error.message == "a text of 200 characters at most expected, 202 found"
    (error,) = execute(query, w={"codes": ["KE"] * 301}).errors
    assert error.message == "300 codes of States at most expected, 301 found"
    assert error.extensions["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("levels", [9, 10, 100])
def test_filters_within_filters_have_a_bound(execute: Execute, levels: int) -> None:
    where: dict[str, Any] = {"codes": ["KE"]}
    for number in range(levels):
        where = {"not": where} if number % 2 else {"and": [where]}
    result = execute("query($w: StateFilter) { states(where: $w) { totalCount } }", w=where)
    if levels < 10:
        assert result.errors is None
    else:
        (error,) = result.errors
        assert error.message == "filters within filters 10 deep at most expected, more found"
        assert error.extensions["code"] == "BAD_USER_INPUT"
