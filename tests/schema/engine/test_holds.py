"""For how long answers hold that ask what is upcoming."""

import pytest
from graphql import OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values

from schema.context import Context
from schema.engine.run import Engine
from schema.holds import Holds
from schema.schema import load_schema
from snapshots.view import View

BY_VARIABLE = "query($w: MeetingFilter) { meetings(where: $w) { totalCount } }"
BY_PART = "query($u: Boolean) { meetings(where: {or: [{upcoming: $u}]}) { totalCount } }"


@pytest.mark.parametrize(
    ("text", "variables", "holds"),
    [
        ("{ meetings { totalCount } }", {}, Holds.VERSION),
        ("{ meetings(where: {announced: true}) { totalCount } }", {}, Holds.VERSION),
        ("{ meetings(where: {upcoming: true}) { totalCount } }", {}, Holds.NOW),
        ("{ meetings(where: {not: {upcoming: true}}) { totalCount } }", {}, Holds.NOW),
        ("{ meetings { nodes { upcoming } } }", {}, Holds.NOW),
        ("{ processes { nodes { nextMeeting { slug } } } }", {}, Holds.NOW),
        (BY_VARIABLE, {}, Holds.VERSION),
        (BY_VARIABLE, {"w": {"announced": True}}, Holds.VERSION),
        (BY_VARIABLE, {"w": {"upcoming": True}}, Holds.NOW),
        (BY_VARIABLE, {"w": {"and": [{"or": [{"upcoming": True}]}]}}, Holds.NOW),
        (BY_PART, {"u": True}, Holds.NOW),
    ],
)
def test_an_answer_that_asks_the_clock_holds_for_the_moment(
    view: View, text: str, variables: dict[str, object], holds: Holds
) -> None:
    schema, document = load_schema(), parse(text)
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    values = get_variable_values(schema._schema, operation.variable_definitions or (), variables)
    assert not isinstance(values, list)
    engine = Engine(schema)
    prepared = engine.prepared(document, operation, {}, text)
    made = [engine.answer(prepared, values, Context(view), 10_000) for _ in range(3)]
    assert [one.holds for one in made] == [holds] * 3
