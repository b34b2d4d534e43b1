"""What an operation may cost is known before it runs, and never too little."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from graphql import (
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    OperationDefinitionNode,
    execute_sync,
    get_named_type,
    parse,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.context import Context, Past
from schema.cost import MAX_COST, Cost, cost_of, refuse_costly
from schema.scalars import global_id
from schema.schema import load_schema
from schema.sizes import sizes
from schema.variables import coerced
from snapshots.bundle import load_bundled
from snapshots.model import Version
from snapshots.view import View

SCHEMA = load_schema()._schema
VIEW = load_bundled()
Inputs = Callable[..., st.SearchStrategy[Any]]
LARGEST = 5_000
"""Values of an answer that is made in a moment."""
IDS = [
    *(global_id("process", "hld"), global_id("state", "KEN"), global_id("organization", "iom")),
    *(global_id("document", "A/RES/58/208"), global_id("meeting", "hld-2013-10-03"), "x"),
]


NO_PAST = Past()


class ManyVersions(Past):
    """A past in which every version is the bundled one; it knows which were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def view(self, number: int) -> View | None:
        self.asked.append(number)
        return VIEW

    def versions(self) -> tuple[Version, ...]:
        at = "2026-01-01T00:00:00Z"
        return tuple(
            Version(number=n, digest="sha256:0", published_at=at, run="r") for n in range(1, 101)
        )


def cost(query: str, past: Past = NO_PAST, **variables: Any) -> int:
    document = parse(query)
    (operation,) = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    given = coerced(SCHEMA, operation, variables)
    assert not isinstance(given, list)
    return cost_of(SCHEMA, document, operation, given, Context(VIEW, past=past)).values


def values(answer: Any) -> int:
    """The fields of an answer."""
    if isinstance(answer, dict):
        return sum(1 + values(one) for one in answer.values())
    return sum(map(values, answer)) if isinstance(answer, list) else 0


def answered(query: str, **variables: Any) -> int:
    result = load_schema().execute_sync(
        query, variable_values=variables, context_value=Context(VIEW)
    )
    assert result.errors is None
    return values(result.data)


@pytest.mark.parametrize(
    "query",
    [
        "{ snapshot { digest } }",
        "{ processes { nodes { slug participations { nodes { state { name } } } } } }",
        "{ processes(first: 3) { totalCount edges { cursor node { slug } } "
        "pageInfo { endCursor } } }",
        "{ states(last: 5) { nodes { alpha3 neighbours(first: 3) { count state { name } } } } }",
        '{ search(query: "mi co") { edges { highlights { field parts { text matched } } } } }',
        '{ search(query: "mig", first: 4) { types { type count } nodes { id issues { code } } } }',
        "{ processes { facets(by: [TYPE, STATE]) { by counts { value count } } } }",
        "{ ...all } fragment all on Query { themes { slug processes { slug } } }",
        '{ process(slug: "hld") { ... on Node { citation(field: "participations") { words } } } }',
        "{ snapshot { issues { code citations { words page { slug issues { code } } } } } }",
        "{ __schema { types { name fields { name } } } }",
        "{ statistics { statesPerProcess { count } meetingsPerYear { year } } }",
        "{ meetings { nodes { slug agenda { item } documents { nodes { symbol } } } } }",
    ],
)
def test_no_answer_is_larger_than_was_reckoned(query: str) -> None:
    limit = 10 * MAX_COST if "__schema" in query else cost(query)
    assert 0 < answered(query) <= limit


def test_an_answer_that_is_all_there_costs_what_it_has() -> None:
    query = '{ process(slug: "hld") { slug name established } }'
    assert cost(query) == answered(query) == 4


def test_smaller_pages_cost_less() -> None:
    query = "query($n: Int) { states(first: $n) { nodes { alpha3 } } }"
    assert cost(query, n=10) == 2 + 10
    assert cost(query, n=20) == 2 + 20
    assert cost("query($n: Int = 5) { states(first: $n) { nodes { alpha3 } } }") == 2 + 5


def test_what_is_left_out_costs_nothing() -> None:
    query = (
        "query($no: Boolean!) { states { nodes @include(if: $no) { alpha3 } } "
        "processes @skip(if: true) { nodes { slug } } }"
    )
    assert cost(query, no=False) == 1


def test_a_costly_operation_is_refused_with_limit_cost_and_way_out() -> None:
    with pytest.raises(GraphQLError) as refused:
        refuse_costly(Cost(MAX_COST + 1))
    assert refused.value.message == "an answer of 100,000 values at most expected, more asked for"
    assert refused.value.extensions["code"] == "COST_LIMIT"
    assert "`first`" in refused.value.extensions["help"]
    refuse_costly(Cost(MAX_COST))


def test_numbers_count_as_the_executor_reads_them() -> None:
    query = "query($n: Int) { states(first: $n) { nodes { alpha3 } } }"
    assert cost(query, n=200.0) == answered(query, n=200.0) == 2 + 200


def test_less_than_nothing_does_not_pay_for_other_fields() -> None:
    query = "{ states { nodes { neighbours(first: %d) { count } } } }"
    assert cost(query % -1_000_000) == cost(query % 0) == 2 + 100
    assert cost(query % 3) == 2 + 100 * (1 + 3)
    assert cost("{ states(first: -5) { nodes { alpha3 } } }") == 2


def test_defaults_of_arguments_count() -> None:
    assert cost("{ states(first: 1) { nodes { neighbours { count } } } }") == 2 + 1 + 10
    assert cost("{ runs { id } }") == 1 + 20


def test_one_thing_in_place_of_a_list_is_a_list_of_it() -> None:
    query = '{ states { facets(by: REGION) { by } } nodes(ids: "x") { id } }'
    assert cost(query) == 3 + 2 + 250 // 5, "each State is counted by its region"
    assert answered(query) == 3 + 1, "one thing that is not there has no id"


def test_what_is_compared_for_filters_and_orders_counts_a_little() -> None:
    query = "query($w: StateFilter) { states(where: $w) { totalCount } }"
    assert cost(query) == cost(query, w=None) == 2
    assert cost(query, w={}) == 2 + 8 + 250 // 5, "a filter made ready, and met by 250 States"
    assert cost(query, w={"codes": ["KE"] * 20}) == 2 + 8 + (2 * 250 + 20) // 5
    either = {"or": [{"text": "a"}, {"not": {"text": "b"}}]}
    assert cost(query, w=either) == 2 + 4 * 8 + (8 * 250 + 2) // 5
    ordered = "{ states(orderBy: [{field: NAME, direction: DESC}]) { totalCount } }"
    assert cost(ordered) == 2 + 8 + (3 * 250 + 1) // 5


def test_longer_texts_to_look_for_cost_more() -> None:
    query = "query($t: String) { states(where: {text: $t}) { totalCount } }"
    assert cost(query, t="a" * 200) - cost(query, t="a" * 20) == 9 * 250 // 5
    search = "query($t: String!) { search(query: $t) { totalCount } }"
    assert cost(search, t="a" * 200) > 2 * cost(search, t="a")


def test_every_argument_is_paid_for_wherever_it_is_given() -> None:
    query = "query($s: [String!]!) { statistics { coParticipation(states: $s) } }"
    assert cost(query, s=["KE"] * 300) == 2 + 300 // 5


def test_bytes_are_paid_for() -> None:
    longest = max(len(msgspec.json.encode(one.other_names)) for one in VIEW.snapshot.processes)
    assert longest > 150
    query = '{ process(slug: "hld") { %s: otherNames } }'
    assert cost(query % "a") == 1 + 1 + (longest + 1) // 150
    assert cost(query % ("a" * 800)) == 1 + 1 + (longest + 800) // 150


def test_fields_of_one_key_and_fragments_count_once() -> None:
    query = """{ state(code: "ke") { name ...a ...a } state(code: "ke") { ...a name alpha2 } }
        fragment a on State { name ...b ...b } fragment b on State { alpha2 alpha3 }"""
    assert cost(query) == answered(query) == 1 + 3
    merged = """{ process(slug: "hld") { replaces { slug } replaces { name } } }"""
    longest = sizes(VIEW)["Process.replaces"]
    assert cost(merged) == 2 + longest * 2


def test_fragments_that_multiply_are_reckoned_at_once() -> None:
    spread, list_of, alias = "...f{0} ", "replaces {{ ...f{0} }} ", "{1}: replaces {{ ...g{0} }} "
    spreads = "".join(
        f"fragment f{n} on Process {{ {(spread + list_of).format(n + 1) * 30} }}" for n in range(40)
    )
    aliases = "".join(
        f"fragment g{n} on Process {{ {alias.format(n + 1, 'a')} {alias.format(n + 1, 'b')} }}"
        for n in range(60)
    )
    last = "fragment f40 on Process { slug } fragment g60 on Process { slug }"
    query = f'{{ process(slug: "hld") {{ ...f0 ...g0 }} }} {spreads} {aliases} {last}'
    assert cost(query) > 2**60


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_no_answer_to_any_question_is_larger_than_was_reckoned(
    inputs: Inputs, data: st.DataObject
) -> None:
    question = Question(data, inputs)
    selection = question.selection(SCHEMA.type_map["Query"], 5)
    declared = " ".join(f"${name}: {kind}" for name, kind in question.types.items())
    query = f"query {'(' + declared + ')' if declared else ''} {selection}"
    reckoned = cost(query, **question.values)
    if reckoned > LARGEST:
        return
    made = execute_sync(
        SCHEMA,
        parse(query),
        context_value=Context(VIEW),
        variable_values=question.values,
        executor_class=load_schema().execution_context_class,
    )
    known = [one for one in made.errors or () if "code" not in (one.extensions or {})]
    assert known == []
    assert values(made.data) <= reckoned
    assert len(msgspec.json.encode(made.data)) <= 200 * (1 + reckoned)


class Question:
    """A question put together at random from the schema, with its variables."""

    def __init__(self, data: st.DataObject, inputs: Inputs) -> None:
        self._draw = data.draw
        self._inputs = inputs
        self._aliases = 0
        self.types: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def selection(self, kind: Any, depth: int) -> str:
        shown = {
            name: one
            for name, one in kind.fields.items()
            if depth > 1 or not hasattr(get_named_type(one.type), "fields")
        }
        names = self._draw(
            st.lists(st.sampled_from(sorted(shown)), min_size=1, max_size=3)
            if shown
            else st.just([])
        )
        made = [self._field(kind, name, depth) for name in names] or ["__typename"]
        if isinstance(kind, GraphQLInterfaceType) and depth > 1:
            other = self._draw(st.sampled_from(SCHEMA.get_possible_types(kind)))
            made.append(f"... on {other.name} {self.selection(other, depth - 1)}")
        return "{ " + " ".join(made) + " }"

    def _field(self, parent: Any, name: str, depth: int) -> str:
        field = parent.fields[name]
        given = [
            f"{one}: ${self._variable(parent, one, argument.type)}"
            for one, argument in field.args.items()
            if isinstance(argument.type, GraphQLNonNull) or self._draw(st.integers(0, 3)) == 0
        ]
        below = get_named_type(field.type)
        inner = self.selection(below, depth - 1) if hasattr(below, "fields") else ""
        arguments = f"({', '.join(given)})" if given else ""
        self._aliases += 1
        return f"a{self._aliases}: {name}{arguments} {inner}"

    def _variable(self, parent: Any, name: str, kind: Any) -> str:
        variable = f"v{len(self.types)}"
        self.types[variable] = str(kind)
        plain = {
            "first": st.integers(0, 4),
            "last": st.integers(0, 4),
            "after": st.none(),
            "before": st.none(),
            "field": st.sampled_from(sorted(parent.fields)),
            "id": st.sampled_from(IDS),
            "ids": st.lists(st.sampled_from(IDS), max_size=4),
            "slug": st.sampled_from(["hld", "midcom", "iom", "labour-migration", "hld-fr", "x"]),
            "code": st.sampled_from(["ke", "us", "declared-count"]),
            "symbol": st.just("A/RES/58/208"),
            "acronym": st.sampled_from(["RCM", "gfmd", "x"]),
            "name": st.sampled_from(["Turkey", "kenya", "x"]),
        }
        self.values[variable] = self._draw(
            plain[name] if name in plain else self._inputs(kind, name)
        )
        return variable


def is_list(kind: Any) -> bool:
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def test_no_more_versions_are_taken_up_to_reckon_than_may_be_asked() -> None:
    past = ManyVersions()
    asked = " ".join(f"v{n}: snapshot(version: {n}) {{ version }}" for n in range(1, 100))
    assert cost(f"{{ {asked} }}", past) > MAX_COST
    assert 1 < len(past.asked) <= MAX_COST / 2_000


def test_every_list_of_the_schema_has_a_size() -> None:
    known = sizes(VIEW)
    missing = []
    for name, kind in SCHEMA.type_map.items():
        if name.startswith("__") or not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            continue
        for field, definition in kind.fields.items():
            below = get_named_type(definition.type)
            paged = below.name.endswith("Connection")
            listed = is_list(definition.type) and isinstance(
                below, GraphQLObjectType | GraphQLInterfaceType
            )
            own = name.endswith("Connection") and field in ("nodes", "edges", "facets")
            own |= (name, field) in (("Query", "nodes"), ("Snapshot", "nodes"))
            if (paged or listed) and not own and f"{name}.{field}" not in known:
                missing.append(f"{name}.{field}")
    assert missing == []
