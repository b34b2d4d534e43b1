"""Whether the engine says what the reference executor says, to the last error."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from graphql import OperationDefinitionNode, execute_sync, parse, validate
from graphql.execution.values import VariableValues, get_variable_values
from msgspec import structs

from schema.context import Context
from schema.engine.read import Unplanned
from schema.engine.run import Engine, Made, Prepared, walked
from schema.meter import Costly
from schema.schema import load_schema
from schema.syntax import condition_names
from snapshots.model import Language
from snapshots.view import View

MOST = 20_000
"""Values of an answer that is still compared: the reference takes a second for so many."""
NOW = datetime(2026, 11, 30, tzinfo=UTC)
Exact = Callable[..., bool]


@pytest.fixture(scope="session")
def exact() -> Exact:
    return is_exact


def is_exact(
    engine: Engine,
    of: View | Context,
    text: str,
    variables: Mapping[str, Any] | None = None,
    language: Language = Language.EN,
) -> bool:
    """Compares walk, Python and kept bytes with the reference; False where there is no answer.

    An operation is walked, and answered three times: by what is made of it, and by what was kept.
    """
    schema = load_schema()._schema
    document = parse(text)
    if validate(schema, document):
        return False
    operation = next(
        one for one in document.definitions if isinstance(one, OperationDefinitionNode)
    )
    given = get_variable_values(schema, operation.variable_definitions or (), dict(variables or {}))
    if isinstance(given, list):
        return False
    context = Context(of, language, now=NOW) if isinstance(of, View) else of
    context = structs.replace(context, language=language, now=NOW)
    asked = {name: given.coerced.get(name) for name in condition_names(document)}
    try:
        prepared = engine.prepared(document, operation, asked, text)
        made = [_walked(prepared, given, context)]
        made += [engine.answer(prepared, given, context, MOST) for _ in range(3)]
    except (Unplanned, Costly):
        return False
    expected = execute_sync(
        schema,
        document,
        context_value=context,
        variable_values=dict(variables or {}),
        executor_class=load_schema().execution_context_class,
    )
    for one in made:
        assert_same(one, expected)
    assert len({one.values for one in made}) == 1
    assert values(expected.data) <= made[0].values
    return True


def _walked(prepared: Prepared, given: VariableValues, context: Context) -> Made:
    plan, view = prepared.plan, context.view
    arguments, prices = plan.arguments(given, prepared.fixed(view), view, MOST)
    return walked(plan, arguments, prices, context, MOST)


def assert_same(made: Made, expected: Any) -> None:
    """The same data with its keys in the same order, and the same errors in the same order."""
    assert json.dumps(json.loads(bytes(made.data))) == json.dumps(
        json.loads(msgspec.json.encode(expected.data))
    )
    assert [one.formatted for one in made.errors] == [
        one.formatted for one in expected.errors or ()
    ]


def values(answer: Any) -> int:
    """The fields of an answer, and the entries of lists of plain values."""
    if isinstance(answer, dict):
        return sum(1 + values(one) for one in answer.values())
    if isinstance(answer, list):
        return sum(values(one) if isinstance(one, dict | list) else 1 for one in answer)
    return 0
