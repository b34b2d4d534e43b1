"""Each filter against the records themselves, read in the plainest way."""

import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from graphql import GraphQLInputObjectType
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.schema import load_schema
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]
Inputs = Callable[..., st.SearchStrategy[Any]]
Holds = Callable[[View, Any, Any], bool]

NOW = datetime(2016, 6, 13, tzinfo=UTC)
"""The day on which questions are asked."""
LISTS = {
    "ProcessFilter": "processes",
    "StateFilter": "states",
    "OrganizationFilter": "organizations",
    "MeetingFilter": "meetings",
    "DocumentFilter": "documents",
}
KINDS: dict[str, GraphQLInputObjectType] = {
    name: kind
    for name, kind in load_schema()._schema.type_map.items()
    if isinstance(kind, GraphQLInputObjectType) and name.endswith("Filter")
}
FIELDS = sorted((name, field) for name, kind in KINDS.items() for field in kind.fields)


def first_day(words: str) -> date:
    return date(*[*map(int, words.split("/")[0].split("-")), 1, 1][:3])


def last_day(words: str) -> date:
    year, month, day = [*map(int, words.split("/")[-1].split("-")), 0, 0][:3]
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def in_time(asked: dict[str, str], start: str | None, end: str | None = None) -> bool:
    if start is None:
        return False
    low, high = first_day(start), last_day(end or start)
    left = first_day(asked["from"]) if "from" in asked else date.min
    right = last_day(asked["to"]) if "to" in asked else date.max
    days = range(low.toordinal(), high.toordinal() + 1)
    inside = [left.toordinal() <= day <= right.toordinal() for day in days]
    return all(inside) if asked.get("match") == "WITHIN" else any(inside)


def spoken(asked: str, texts: Iterable[str]) -> bool:
    """Whether each word asked for begins a word."""

    def words(text: str) -> list[str]:
        plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
        return "".join(
            sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
        ).split()

    known = [word for text in texts for word in words(text)]
    return all(any(word.startswith(one) for word in known) for one in words(asked))


@cache
def by_code(view: View) -> dict[str | None, str]:
    states = view.snapshot.states
    return {code: one.id for one in states for code in (one.id, one.alpha2, one.m49)}


def codes(view: View, asked: list[str]) -> set[str]:
    return {by_code(view)[code.upper()] for code in asked}


def of_regions(view: View, asked: list[str], states: Iterable[str | None]) -> bool:
    known = [view.states[one] for one in states if one]
    codes = [code for one in known for code in (one.region, one.subregion) if code]
    return any(within(view, code, one) for code in codes for one in asked)


def within(view: View, code: str, asked: str) -> bool:
    """Whether a region is, or lies in, the one that is asked for by code or name."""
    region = view.regions[code]
    names = [code, *region.names.values(), *region.other_names]
    return asked in names or any(within(view, one, asked) for one in region.within)


def covered(view: View, process: Any) -> list[str]:
    return [
        one.id
        for one in view.snapshot.regions
        for words in process.regions
        if words.casefold() in map(str.casefold, (*one.names.values(), *one.other_names))
    ]


def parts(view: View, where: dict[str, Any], state: str) -> list[tuple[Any, Any]]:
    return [
        (process, part)
        for process in view.snapshot.processes
        for part in process.participations
        if part.state == state and ("roles" not in where or part.role.name in where["roles"])
    ]


def taking_part(where: dict[str, Any], process: Any) -> list[str | None]:
    return [
        part.state
        for part in process.participations
        if "roles" not in where or part.role.name in where["roles"]
    ]


def in_roles(where: dict[str, Any], process: Any) -> list[Any]:
    roles = where.get("organizationRoles")
    return [part for part in process.organizations if roles is None or part.role.name in roles]


def texts(*known: Any) -> list[str]:
    return [words for one in known for words in one.values()]


def state_names(one: Any) -> list[str]:
    return [*texts(one.names, one.formal_names), *one.other_names]


def place_names(view: View, meeting: Any) -> list[str]:
    if meeting.place is None:
        return []
    place = view.places[meeting.place]
    return [*texts(place.names), *place.other_names]


def place_spellings(view: View, meeting: Any) -> set[str]:
    return {*place_names(view, meeting), meeting.place} if meeting.place else set()


def in_future(meeting: Any) -> bool:
    """Of the bundled meetings none is announced for a month or a year only."""
    return last_day(meeting.end or meeting.start) >= NOW.date() and (
        first_day(meeting.start) > NOW.date() or len(meeting.start) == 10
    )


def symbols(one: Any) -> list[str]:
    return [one.symbol, *one.symbols] if one.symbol else []


def of_part(name: str) -> Holds:
    return lambda _, asked, one: bool(one.parts) and getattr(one.parts, name) in asked


def begins(asked: str, symbol: str) -> bool:
    plain = asked.upper().replace(" ", "").replace("RESOLUTION", "")
    return symbol.startswith((plain, f"A/RES/{plain}" if plain == "58/208" else plain))


def roles_of(view: View, where: dict[str, Any], organization: str) -> list[Any]:
    return [
        process
        for process in view.snapshot.processes
        for part in process.organizations
        if part.organization == organization
        and ("roles" not in where or part.role.name in where["roles"])
    ]


PROCESS: dict[str, Holds] = {
    "slugs": lambda _, w, one: one.id in w["slugs"],
    "types": lambda _, w, one: one.type is not None and one.type.name in w["types"],
    "statuses": lambda _, w, one: one.status.name in w["statuses"],
    "states": lambda view, w, one: bool(codes(view, w["states"]) & {*taking_part(w, one)}),
    "roles": lambda _, w, one: any(taking_part(w, one)),
    "regions": lambda view, w, one: of_regions(view, w["regions"], taking_part(w, one)),
    "coveredRegions": lambda view, w, one: any(
        within(view, code, asked) for code in covered(view, one) for asked in w["coveredRegions"]
    ),
    "organizations": lambda _, w, one: any(
        part.organization in w["organizations"] for part in in_roles(w, one)
    ),
    "organizationRoles": lambda _, w, one: any(in_roles(w, one)),
    "chairs": lambda view, w, one: bool(
        codes(view, w["chairs"]) & {chair.state for chair in one.chairs if not chair.incoming}
    ),
    "currentChairs": lambda view, w, one: bool(
        codes(view, w["currentChairs"]) & {chair.state for chair in one.chairs if chair.current}
    ),
    "themes": lambda view, w, one: any(
        not view.themes_around[part.theme].isdisjoint(w["themes"])
        for part in one.themes
        if part.theme
    ),
    "established": lambda _, w, one: in_time(w["established"], one.established),
    "text": lambda _, w, one: spoken(
        w["text"], [one.id, *texts(one.names, one.acronyms, one.formal_names), *one.other_names]
    ),
}
STATE: dict[str, Holds] = {
    "codes": lambda view, w, one: one.id in codes(view, w["codes"]),
    "regions": lambda view, w, one: of_regions(view, w["regions"], [one.id]),
    "unStatuses": lambda _, w, one: one.un_status.name in w["unStatuses"],
    "participating": lambda view, w, one: w["participating"] is bool(parts(view, w, one.id)),
    "processes": lambda view, w, one: any(
        process.id in w["processes"] for process, _ in parts(view, w, one.id)
    ),
    "roles": lambda view, w, one: w.get("participating") is False or bool(parts(view, w, one.id)),
    "text": lambda _, w, one: spoken(w["text"], state_names(one)),
}
ORGANIZATION: dict[str, Holds] = {
    "slugs": lambda _, w, one: one.id in w["slugs"],
    "kinds": lambda _, w, one: one.kind.name in w["kinds"],
    "processes": lambda view, w, one: any(
        process.id in w["processes"] for process in roles_of(view, w, one.id)
    ),
    "roles": lambda view, w, one: bool(roles_of(view, w, one.id)),
    "text": lambda _, w, one: spoken(
        w["text"], [*texts(one.names, one.acronyms), *one.other_names]
    ),
}
MEETING: dict[str, Holds] = {
    "processes": lambda _, w, one: any(slug in w["processes"] for slug in one.processes),
    "kinds": lambda _, w, one: one.kind.name in w["kinds"],
    "date": lambda _, w, one: in_time(w["date"], one.start, one.end),
    "hostStates": lambda view, w, one: one.host_state in codes(view, w["hostStates"]),
    "hostRegions": lambda view, w, one: of_regions(view, w["hostRegions"], [one.host_state]),
    "places": lambda view, w, one: bool({*w["places"]} & place_spellings(view, one)),
    "series": lambda _, w, one: one.series in w["series"],
    "upcoming": lambda _, w, one: one.start is not None and w["upcoming"] is in_future(one),
    "announced": lambda _, w, one: one.announced is w["announced"],
    "text": lambda view, w, one: spoken(
        w["text"], [*texts(one.titles, one.cities), *place_names(view, one)]
    ),
}
DOCUMENT: dict[str, Holds] = {
    "processes": lambda _, w, one: any(slug in w["processes"] for slug in one.processes),
    "listedBy": lambda _, w, one: any(slug in w["listedBy"] for slug in one.listed),
    "symbolPrefix": lambda _, w, one: any(
        begins(w["symbolPrefix"], symbol) for symbol in symbols(one)
    ),
    "organs": lambda view, w, one: of_part("organ")(view, w["organs"], one),
    "bodies": lambda view, w, one: of_part("body")(view, w["bodies"], one),
    "kinds": lambda view, w, one: of_part("kind")(view, w["kinds"], one),
    "sessions": lambda view, w, one: of_part("session")(view, w["sessions"], one),
    "years": lambda view, w, one: of_part("year")(view, w["years"], one),
    "adopted": lambda _, w, one: in_time(w["adopted"], one.adopted),
    "distributed": lambda _, w, one: in_time(w["distributed"], one.distributed),
    "text": lambda _, w, one: spoken(w["text"], [*symbols(one), *texts(one.titles)]),
}
PARTICIPATION: dict[str, Holds] = {
    "roles": lambda _, w, one: one[1].role.name in w["roles"],
    "states": lambda view, w, one: one[1].state in codes(view, w["states"]),
    "regions": lambda view, w, one: of_regions(view, w["regions"], [one[1].state]),
    "unStatuses": lambda view, w, one: (
        one[1].state is not None and view.states[one[1].state].un_status.name in w["unStatuses"]
    ),
    "processes": lambda _, w, one: one[0].id in w["processes"],
    "processTypes": lambda _, w, one: (
        one[0].type is not None and one[0].type.name in w["processTypes"]
    ),
    "text": lambda view, w, one: spoken(
        w["text"],
        [one[1].listed_as, *(state_names(view.states[one[1].state]) if one[1].state else ())],
    ),
}
ORACLES = {
    "ProcessFilter": PROCESS,
    "StateFilter": STATE,
    "OrganizationFilter": ORGANIZATION,
    "MeetingFilter": MEETING,
    "DocumentFilter": DOCUMENT,
    "ParticipationFilter": PARTICIPATION,
}


def holds(view: View, name: str, where: dict[str, Any], one: Any) -> bool:
    """The meaning of a filter, by its description."""
    own = all(ORACLES[name][field](view, where, one) for field in where if field in ORACLES[name])
    return (
        own
        and all(holds(view, name, part, one) for part in where.get("and", ()))
        and ("or" not in where or any(holds(view, name, part, one) for part in where["or"]))
        and ("not" not in where or not holds(view, name, where["not"], one))
    )


def expected(view: View, name: str, where: dict[str, Any]) -> list[Any]:
    if name in LISTS:
        records = getattr(view.snapshot, LISTS[name])
        return [one.id for one in records if holds(view, name, where, one)]
    return [
        (process.id, part.role.name, part.listed_as)
        for process in view.snapshot.processes
        if {"KEN", "USA", "FRA"} & {part.state for part in process.participations}
        for part in process.participations
        if holds(view, name, where, (process, part))
    ]


def kept(found: Ask, name: str, where: Any) -> list[Any]:
    if name == "ParticipationFilter":
        asked = found(
            """query($where: ParticipationFilter) { processes(where: {states: ["KE", "US", "FR"]}) {
                nodes { slug participations(first: 1000, where: $where) { nodes { role listedAs } }
            } } }""",
            where=where,
        )
        return [
            (process["slug"], part["role"], part["listedAs"])
            for process in asked["processes"]["nodes"]
            for part in process["participations"]["nodes"]
        ]
    key = "alpha3" if name == "StateFilter" else "slug"
    asked = found(
        f"query($where: {name}) {{ kept: {LISTS[name]}(first: 1000, where: $where) {{"
        f" nodes {{ {key} }} }} }}",
        where=where,
    )
    return [one[key] for one in asked["kept"]["nodes"]]


def test_the_oracles_know_each_field_of_each_filter() -> None:
    known = {
        (name, field) for name, oracle in ORACLES.items() for field in (*oracle, "and", "or", "not")
    }
    assert set(FIELDS) == known


@pytest.mark.parametrize("place", FIELDS, ids=".".join)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_each_field_keeps_what_it_says(
    found: Ask, view: View, inputs: Inputs, data: st.DataObject, place: tuple[str, str]
) -> None:
    name, field = place
    value = data.draw(inputs(KINDS[name].fields[field].type, f"{name}.{field}"))
    where = {field: value}
    assert kept(found, name, where) == expected(view, name, where)


@pytest.mark.parametrize("name", sorted(ORACLES))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_all_that_is_said_must_hold(
    found: Ask, view: View, inputs: Inputs, data: st.DataObject, name: str
) -> None:
    where = data.draw(inputs(KINDS[name]))
    assert kept(found, name, where) == expected(view, name, where)


@pytest.mark.parametrize("name", sorted(ORACLES))
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_the_laws_of_logic_hold(found: Ask, inputs: Inputs, data: st.DataObject, name: str) -> None:
    a, b = data.draw(inputs(KINDS[name])), data.draw(inputs(KINDS[name]))
    laws = [
        ({"not": {"and": [a, b]}}, {"or": [{"not": a}, {"not": b}]}),
        ({"not": {"or": [a, b]}}, {"and": [{"not": a}, {"not": b}]}),
        ({"not": {"not": a}}, a),
        ({"and": [a, b]}, {"and": [b, a]}),
        ({"or": [a, {"not": a}]}, {}),
        ({"and": [a, {"not": a}]}, {"or": []}),
    ]
    for left, right in laws:
        assert kept(found, name, left) == kept(found, name, right)


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_nothing_asked_keeps_all_and_nothing_offered_keeps_none(found: Ask, name: str) -> None:
    every = kept(found, name, None)
    assert every
    assert kept(found, name, {}) == kept(found, name, {"and": []}) == every
    assert kept(found, name, {"or": []}) == []


@pytest.mark.parametrize("role", ["MEMBER", "OBSERVER", "GUEST"])
def test_a_role_says_what_other_fields_mean(found: Ask, view: View, role: str) -> None:
    states = sorted(
        {
            one.state
            for p in view.snapshot.processes
            for one in p.participations
            if one.state and one.role.name == "OBSERVER"
        }
    )
    assert states
    for where in (
        *({"states": [one], "roles": [role]} for one in states),
        *({"regions": [one], "roles": [role]} for one in ("002", "019", "142", "150", "009")),
    ):
        assert kept(found, "ProcessFilter", where) == expected(view, "ProcessFilter", where)
    for slug in view.processes:
        where = {"processes": [slug], "roles": [role]}
        assert kept(found, "StateFilter", where) == expected(view, "StateFilter", where)
        where |= {"participating": False}
        assert kept(found, "StateFilter", where) == expected(view, "StateFilter", where)
