"""Orders by several keys, against sorting by hand; and what lists are counted by."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.context import text_in
from schema.schema import load_schema
from snapshots.folding import folded
from snapshots.model import Language, Process, Snapshot
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]
Inputs = Callable[..., st.SearchStrategy[Any]]
Key = Callable[[View, Language, Any], Any]

TYPES = load_schema()._schema.type_map
LISTS = {
    "Process": "processes",
    "State": "states",
    "Organization": "organizations",
    "Meeting": "meetings",
    "Document": "documents",
}


def words(texts: Any, language: Language) -> str | None:
    return folded(text_in(texts, language) or "") or None


def day(date: str | None) -> str | None:
    return date and (date.split("/")[0] + "-01-01")[:10]


@cache
def parts(view: View) -> Counter[str | None]:
    return Counter(part.state for one in view.snapshot.processes for part in one.participations)


def roles(view: View, organization: str) -> list[tuple[str, str]]:
    return [
        (process.id, one.role.name)
        for process in view.snapshot.processes
        for one in process.organizations
        if one.organization == organization
    ]


KEYS: dict[str, dict[str, Key]] = {
    "Process": {
        "SLUG": lambda _, __, one: one.id,
        "NAME": lambda _, language, one: words(one.names, language) or one.id,
        "TYPE": lambda _, __, one: one.type and one.type.name,
        "ESTABLISHED": lambda _, __, one: day(one.established),
        "PARTICIPATIONS": lambda _, __, one: len(one.participations),
        "MEETINGS": lambda view, _, one: sum(one.id in m.processes for m in view.snapshot.meetings),
    },
    "State": {
        "ALPHA3": lambda _, __, one: one.id,
        "NAME": lambda _, language, one: words(one.names, language),
        "REGION": lambda _, __, one: one.region and (one.region, one.subregion or ""),
        "PARTICIPATIONS": lambda view, _, one: parts(view)[one.id],
        "HOSTED_MEETINGS": lambda view, _, one: sum(
            meeting.host_state == one.id for meeting in view.snapshot.meetings
        ),
    },
    "Organization": {
        "SLUG": lambda _, __, one: one.id,
        "NAME": lambda _, language, one: words(one.names, language) or one.id,
        "ROLES": lambda view, _, one: len(roles(view, one.id)),
    },
    "Meeting": {
        "START": lambda _, __, one: day(one.start),
        "TITLE": lambda _, language, one: words(one.titles, language),
        "CITY": lambda _, language, one: words(one.cities, language),
        "PROCESS": lambda _, __, one: one.processes[0] if one.processes else None,
        "ORDINAL": lambda _, __, one: one.ordinal,
    },
    "Document": {
        "SYMBOL": lambda _, __, one: one.symbol,
        "TITLE": lambda _, language, one: words(one.titles, language),
        "ADOPTED": lambda _, __, one: day(one.adopted),
        "DISTRIBUTED": lambda _, __, one: day(one.distributed),
    },
    "Participation": {
        "LISTED_AS": lambda _, __, one: folded(one.listed_as),
        "STATE": lambda view, language, one: (
            words(view.states[one.state].names, language) if one.state else None
        ),
        "PROCESS": lambda _, __, ___: "",
        "ROLE": lambda _, __, one: one.role.name,
    },
}


def by_hand(
    view: View, language: Language, kind: str, entries: Iterable[Any], orders: list[dict[str, str]]
) -> list[Any]:
    """Insertion sort: the plainest that keeps equal ones in their order."""

    def before(one: Any, other: Any) -> bool:
        for order in orders:
            key = KEYS[kind][order["field"]]
            a, b = key(view, language, one), key(view, language, other)
            if a == b:
                continue
            if a is None or b is None:
                return b is None
            return bool(a < b) is (order.get("direction") != "DESC")
        return False

    made: list[Any] = []
    for entry in entries:
        place = next((at for at, other in enumerate(made) if before(entry, other)), len(made))
        made.insert(place, entry)
    return made


def test_the_oracles_know_each_key() -> None:
    for kind, keys in KEYS.items():
        enum = TYPES[f"{kind}OrderField"]
        assert isinstance(enum, GraphQLEnumType)
        assert set(enum.values) == set(keys)
    orders = {name for name in TYPES if name.endswith("OrderField")}
    assert orders == {f"{kind}OrderField" for kind in KEYS}


@pytest.mark.parametrize("kind", sorted(KEYS))
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_lists_are_ordered_by_all_keys_with_what_has_none_last(
    execute: Execute, view: View, inputs: Inputs, data: st.DataObject, kind: str
) -> None:
    order = TYPES[f"{kind}Order"]
    assert isinstance(order, GraphQLInputObjectType)
    orders = data.draw(st.lists(inputs(order), max_size=4))
    language = data.draw(st.sampled_from(list(Language)))
    if kind == "Participation":
        records: Any = view.processes["hld"].participations[40:80]
        names = [one.state for one in view.processes["hld"].participations[40:80]]
        query = f"""query($o: [{kind}Order!], $s: [String!]) {{ process(slug: "hld") {{
            page: participations(first: 1000, orderBy: $o, where: {{states: $s}}) {{
                nodes {{ key: listedAs }} }} }} }}"""
        answer = execute(query, language=language, o=orders, s=names).data["process"]
        assert {one["key"] for one in answer["page"]["nodes"]} == {one.listed_as for one in records}
        key = "listed_as"
    else:
        records, key = getattr(view.snapshot, LISTS[kind]), "id"
        shown = "alpha3" if kind == "State" else "slug"
        query = f"""query($o: [{kind}Order!]) {{
            page: {LISTS[kind]}(first: 1000, orderBy: $o) {{ nodes {{ key: {shown} }} }} }}"""
        answer = execute(query, language=language, o=orders).data
    expected = [getattr(one, key) for one in by_hand(view, language, kind, records, orders)]
    assert [one["key"] for one in answer["page"]["nodes"]] == expected


def test_what_has_no_value_comes_last_whichever_way(found: Ask) -> None:
    query = """query($way: OrderDirection!) { meetings(
        first: 1000, orderBy: [{field: ORDINAL, direction: $way}]
    ) { nodes { ordinal } } }"""
    for way in ("ASC", "DESC"):
        ordinals = [one["ordinal"] for one in found(query, way=way)["meetings"]["nodes"]]
        known = [one for one in ordinals if one is not None]
        assert known == sorted(known, reverse=way == "DESC")
        assert len(known) > 3
        assert ordinals == known + [None] * ordinals.count(None)
        assert None in ordinals


def test_dates_of_unknown_precision_are_ordered_by_their_first_day(execute: Execute) -> None:
    dates = {"a": "2006", "b": "2006-01", "c": None, "d": "2005-12-31", "e": "2006-01-01/2007"}
    processes = tuple(Process(id=one, names={}, established=at) for one, at in dates.items())
    view = View(Snapshot(processes=processes), "sha256:0", None)
    query = """{ processes(orderBy: [{field: ESTABLISHED, direction: DESC},
        {field: SLUG}]) { nodes { slug } } }"""
    nodes = execute(query, of=view).data["processes"]["nodes"]
    assert [one["slug"] for one in nodes] == ["a", "b", "e", "d", "c"]


def test_names_are_ordered_in_the_language_of_the_request(execute: Execute) -> None:
    query = """{ states(where: {codes: ["DE", "ES", "CH"]}, orderBy: [{field: NAME}]) {
        nodes { name } } }"""

    def names(language: Language) -> list[str]:
        nodes = execute(query, language=language).data["states"]["nodes"]
        return [one["name"] for one in nodes]

    assert names(Language.EN) == ["Germany", "Spain", "Switzerland"]
    assert names(Language.FR) == ["Allemagne", "Espagne", "Suisse"]
    assert names(Language.ES) == ["Alemania", "España", "Suiza"]


def test_accents_do_not_put_a_name_last(execute: Execute) -> None:
    query = "{ states(first: 300, orderBy: [{field: NAME}]) { nodes { alpha3 } } }"
    nodes = execute(query, language=Language.FR).data["states"]["nodes"]
    codes = [one["alpha3"] for one in nodes]
    assert codes.index("EGY") < codes.index("ESP") < codes.index("USA") < codes.index("FRA")


def _states(view: View, states: Iterable[str | None], field: str) -> list[str | None]:
    return [getattr(view.states[one], field) for one in states if one]


VALUES: dict[str, dict[str, Callable[[View, Any], Iterable[Any]]]] = {
    "Process": {
        "TYPE": lambda _, one: [one.type],
        "STATUS": lambda _, one: [one.status],
        "REGION": lambda view, one: _states(view, [p.state for p in one.participations], "region"),
        "COVERED_REGION": lambda view, one: [
            region.id
            for region in view.snapshot.regions
            for words in one.regions
            if words in (*region.names.values(), *region.other_names)
        ],
        "STATE": lambda _, one: [part.state for part in one.participations],
        "CHAIR": lambda _, one: [chair.state for chair in one.chairs if not chair.incoming],
        "THEME": lambda view, one: {
            around for part in one.themes if part.theme for around in view.themes_around[part.theme]
        },
        "ORGANIZATION": lambda _, one: [part.organization for part in one.organizations],
    },
    "State": {
        "REGION": lambda _, one: [one.region],
        "SUBREGION": lambda _, one: [one.subregion],
        "UN_STATUS": lambda _, one: [one.un_status],
        "PROCESS": lambda view, one: [
            process.id
            for process in view.snapshot.processes
            if one.id in [part.state for part in process.participations]
        ],
    },
    "Organization": {
        "KIND": lambda _, one: [one.kind],
        "ROLE": lambda view, one: [role for _, role in roles(view, one.id)],
        "PROCESS": lambda view, one: [process for process, _ in roles(view, one.id)],
    },
    "Meeting": {
        "KIND": lambda _, one: [one.kind],
        "YEAR": lambda _, one: [one.start and one.start[:4]],
        "PLACE": lambda _, one: [one.place],
        "HOST_STATE": lambda _, one: [one.host_state],
        "PROCESS": lambda _, one: one.processes,
        "SERIES": lambda _, one: [one.series],
    },
    "Document": {
        "ORGAN": lambda _, one: [one.parts and one.parts.organ],
        "KIND": lambda _, one: [one.parts and one.parts.kind],
        "SESSION": lambda _, one: [one.parts and one.parts.session],
        "YEAR": lambda _, one: [one.adopted and one.adopted[:4]],
        "PROCESS": lambda _, one: one.processes,
    },
    "Participation": {
        "ROLE": lambda _, one: [one.role],
        "REGION": lambda view, one: _states(view, [one.state], "region"),
        "UN_STATUS": lambda view, one: [one.state and view.states[one.state].un_status],
        "PROCESS": lambda _, __: ["hld"],
    },
}


def test_the_oracles_know_each_facet() -> None:
    for kind, facets in VALUES.items():
        enum = TYPES[f"{kind}Facet"]
        assert isinstance(enum, GraphQLEnumType)
        assert set(enum.values) == set(facets)
    known = {name for name in TYPES if name.endswith("Facet")} - {"Facet"}
    assert known == {f"{kind}Facet" for kind in VALUES}


def counted(view: View, kind: str, facet: str, records: Iterable[Any]) -> list[dict[str, Any]]:
    """Each record counts once for each of its values; the most frequent value first."""
    counter = Counter(
        str(value)
        for one in records
        for value in set(VALUES[kind][facet](view, one))
        if value is not None
    )
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"value": value, "count": count} for value, count in ordered]


@pytest.mark.parametrize("kind", sorted(LISTS))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_facets_count_all_that_the_filter_keeps_whatever_the_page(
    found: Ask, view: View, inputs: Inputs, data: st.DataObject, kind: str
) -> None:
    shown = "alpha3" if kind == "State" else "slug"
    query = f"""query($where: {kind}Filter, $by: [{kind}Facet!]!, $n: Int) {{
        all: {LISTS[kind]}(where: $where, first: 1000) {{ nodes {{ key: {shown} }} }}
        page: {LISTS[kind]}(where: $where, first: $n) {{
            facets(by: $by) {{ by counts {{ value count }} }} }} }}"""
    by = data.draw(st.lists(st.sampled_from(sorted(VALUES[kind])), unique=True))
    where = data.draw(inputs(TYPES[f"{kind}Filter"]))
    asked = found(query, where=where, by=by, n=data.draw(st.integers(0, 5)))
    records = [getattr(view, LISTS[kind])[one["key"]] for one in asked["all"]["nodes"]]
    assert asked["page"]["facets"] == [
        {"by": one, "counts": counted(view, kind, one, records)} for one in by
    ]


def test_participations_are_counted_below_a_process(found: Ask, view: View) -> None:
    by = sorted(VALUES["Participation"])
    query = """query($by: [ParticipationFacet!]!) { process(slug: "hld") {
        participations(first: 1) { facets(by: $by) { by counts { value count } } } } }"""
    records = view.processes["hld"].participations
    assert found(query, by=by)["process"]["participations"]["facets"] == [
        {"by": one, "counts": counted(view, "Participation", one, records)} for one in by
    ]


def test_a_facet_asked_for_twice_is_counted_once(found: Ask) -> None:
    query = "query($by: [StateFacet!]!) { states { facets(by: $by) { by } } }"
    asked = found(query, by=["REGION", "UN_STATUS"] + ["REGION"] * 1_000)
    assert asked["states"]["facets"] == [{"by": "REGION"}, {"by": "UN_STATUS"}]
