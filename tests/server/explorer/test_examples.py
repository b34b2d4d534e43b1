"""What the explorer opens with is answered, affordable, and shows what can be asked."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
from graphql.execution.values import VariableValues

from schema.context import Context
from schema.cost import cost_of, refuse_costly
from schema.schema import load_schema
from server.explorer.examples import EXAMPLES
from snapshots.bundle import load_bundled

VIEW = load_bundled()


def empty(answer: Any) -> bool:
    return answer in (None, [], {"nodes": []}, {"edges": []})


@pytest.mark.parametrize("query", EXAMPLES)
def test_each_example_is_answered_and_no_part_of_it_is_empty(query: str) -> None:
    result = load_schema().execute_sync(query, context_value=Context(VIEW))
    assert result.errors is None
    assert result.data
    for root in result.data.values():
        assert not empty(root)
        assert not [name for name, part in root.items() if empty(part) and name != "version"]


@pytest.mark.parametrize("query", EXAMPLES)
def test_each_example_says_what_it_is_about_and_costs_little(query: str) -> None:
    document = parse(query)
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    cost = cost_of(
        load_schema()._schema, document, operation, VariableValues({}, {}), Context(VIEW)
    )
    assert 10 < cost.values < cost.limit / 3
    refuse_costly(cost)
    assert query.startswith("# ")


def test_each_example_has_a_name_of_its_own() -> None:
    operations = [parse(query).definitions[0] for query in EXAMPLES]
    names = [
        one.name.value
        for one in operations
        if isinstance(one, OperationDefinitionNode) and one.name
    ]
    assert len(set(names)) == len(EXAMPLES)


def test_the_examples_show_what_can_be_asked() -> None:
    shown = "\n".join(EXAMPLES)
    words = ("where:", "orderBy:", "facets(", "after:", "search(", "statistics", "citation(")
    assert [word for word in words if word not in shown] == []
