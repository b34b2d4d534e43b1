"""Numbers against counting by hand."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapshots.model import ParticipationRole, UnStatus
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]


def parts(view: View, process: str, role: str | None = None) -> set[str]:
    return {
        part.state
        for part in view.processes[process].participations
        if part.state and role in (None, part.role.name)
    }


def test_the_numbers_are_those_of_the_records(found: Ask, view: View) -> None:
    snapshot = view.snapshot
    states = {part.state for one in snapshot.processes for part in one.participations if part.state}
    territories = {code for code in states if view.states[code].un_status is UnStatus.OTHER}
    asked = found("{ statistics { processes states territories meetings documents } }")[
        "statistics"
    ]
    assert asked == {
        "processes": len(snapshot.processes),
        "states": len(states - territories),
        "territories": len(territories),
        "meetings": len(snapshot.meetings),
        "documents": len(snapshot.documents),
    }
    assert min(asked.values()) > 8


def test_meetings_are_counted_by_the_year_of_their_first_day(found: Ask, view: View) -> None:
    asked = found("{ statistics { meetingsPerYear { year count } } }")["statistics"]
    years = Counter(int(one.start[:4]) for one in view.snapshot.meetings if one.start)
    expected = [{"year": year, "count": years[year]} for year in sorted(years)]
    assert asked["meetingsPerYear"] == expected
    assert sum(years.values()) == len([one for one in view.snapshot.meetings if one.start])


def test_meetings_are_counted_of_those_that_a_filter_keeps(found: Ask) -> None:
    asked = found("""{
        statistics { meetingsPerYear(where: {processes: ["hld"]}) { year count } }
        meetings(where: {processes: ["hld"]}) { facets(by: [YEAR]) { counts { value count } } }
    }""")
    counts = asked["meetings"]["facets"][0]["counts"]
    expected = sorted((int(one["value"]), one["count"]) for one in counts)
    made = [(one["year"], one["count"]) for one in asked["statistics"]["meetingsPerYear"]]
    assert made == expected
    assert len(made) > 2


@pytest.mark.parametrize("role", [None, *(one.name for one in ParticipationRole)])
def test_states_are_counted_per_process_the_largest_first(
    found: Ask, view: View, role: str | None
) -> None:
    asked = found(
        """query($role: ParticipationRole) { statistics {
            statesPerProcess(role: $role) { process { slug } count } } }""",
        role=role,
    )["statistics"]["statesPerProcess"]
    made = [(one["process"]["slug"], one["count"]) for one in asked]
    numbers = {
        slug: sum(
            view.states[one].un_status is not UnStatus.OTHER for one in parts(view, slug, role)
        )
        for slug in view.processes
    }
    assert made == sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_processes_in_common_are_those_of_which_all_are_part(
    found: Ask, view: View, data: st.DataObject
) -> None:
    members = sorted(parts(view, "midcom") | parts(view, "budapest") | {"USA", "ATA", "KEN"})
    states = data.draw(st.lists(st.sampled_from(members), max_size=3))
    role = data.draw(st.sampled_from([None, "MEMBER", "OBSERVER"]))
    asked = found(
        """query($s: [String!]!, $role: ParticipationRole) { statistics {
            processesInCommon(states: $s, role: $role) { slug }
            coParticipation(states: $s, role: $role) } }""",
        s=[one.lower() for one in states],
        role=role,
    )["statistics"]
    expected = [
        slug for slug in view.processes if states and set(states) <= parts(view, slug, role)
    ]
    assert [one["slug"] for one in asked["processesInCommon"]] == expected
    assert asked["coParticipation"] == len(expected)


@pytest.mark.parametrize("state", ["KEN", "USA", "ATA", "XKX"])
def test_neighbours_are_counted_by_the_processes_shared(found: Ask, view: View, state: str) -> None:
    shared = Counter(
        other
        for slug in view.processes
        for other in parts(view, slug) - {state}
        if state in parts(view, slug)
    )
    asked = found(
        """query($code: String!) { state(code: $code) {
            all: neighbours(first: 300) { count state { alpha3 } }
            ten: neighbours { count state { alpha3 } }
            none: neighbours(first: 0) { count }
        } }""",
        code=state,
    )["state"]
    ordered = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
    assert [(one["state"]["alpha3"], one["count"]) for one in asked["all"]] == ordered
    assert asked["ten"] == asked["all"][:10]
    assert asked["none"] == []


def test_a_state_tells_what_it_has_in_common_with_others(found: Ask, view: View) -> None:
    asked = found("""{
        state(code: "tj") { processesInCommon(states: ["TM", "af"]) { slug } }
        statistics { processesInCommon(states: ["TJK", "762", "TM", "AFG"]) { slug } }
    }""")
    assert asked["state"] == asked["statistics"]
    both = [slug for slug in view.processes if {"TJK", "TKM", "AFG"} <= parts(view, slug)]
    assert [one["slug"] for one in asked["state"]["processesInCommon"]] == both
    assert both


def test_a_number_of_neighbours_below_nothing_is_refused(execute: Execute) -> None:
    (error,) = execute('{ state(code: "ke") { neighbours(first: -1) { count } } }').errors
    assert error.message == "neighbours: `first` from 0 expected, -1 found"
    assert error.extensions["code"] == "BAD_USER_INPUT"
