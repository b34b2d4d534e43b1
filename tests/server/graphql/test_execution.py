"""The three steps give what Strawberry gives in one."""

import json

import msgspec
import pytest
from strawberry.extensions import AddValidationRules, MaxTokensLimiter

from schema.context import Context
from schema.limits import MAX_ALIASES, MAX_DEPTH, MAX_TOKENS
from schema.schema import load_schema
from server.graphql.errors import Refused
from server.graphql.execution import Executor
from server.graphql.operation import chosen
from snapshots.bundle import load_bundled


@pytest.fixture(scope="module")
def executor() -> Executor:
    return Executor(load_schema())


@pytest.mark.parametrize(
    "query",
    [
        "{ snapshot { digest version } }",
        '{ process(slug: "hld") { slug name } state(code: "KEN") { name } __typename }',
        'query ($no: Boolean = false) { a: state(code: "KEN") { name @skip(if: $no) } }',
        '{ state(code: "nowhere") { name } }',
        "{ __schema { types { name fields { name } } } }",
    ],
)
def test_an_answer_is_that_of_strawberry(executor: Executor, query: str) -> None:
    context = Context(load_bundled())
    document = executor.document(query)
    assert document.faults == ()
    result = executor.execute(document, chosen(document, None), None, context).result
    reference = load_schema().execute_sync(query, context_value=context)
    assert (json.loads(msgspec.json.encode(result.data)), result.errors) == (reference.data, None)
    assert reference.errors is None


def test_each_extension_of_the_schema_is_one_that_is_heeded() -> None:
    extensions = load_schema().get_extensions(sync=True)
    assert extensions
    assert all(isinstance(one, AddValidationRules | MaxTokensLimiter) for one in extensions)


def test_a_query_that_goes_too_deep_has_faults(executor: Executor) -> None:
    rounds = "{ process { state " * MAX_DEPTH
    nested = '{ state(code: "FR") ' + rounds + "{ name }" + " } }" * MAX_DEPTH + " }"
    (fault,) = executor.document(nested).faults
    assert fault.extensions["code"] == "DEPTH_LIMIT"


def test_aliases_by_the_hundred_are_a_fault(executor: Executor) -> None:
    many = "{" + " ".join(f"a{n}: __typename" for n in range(MAX_ALIASES + 1)) + "}"
    (fault,) = executor.document(many).faults
    assert fault.extensions["code"] == "ALIAS_LIMIT"


def test_tokens_by_the_thousand_are_not_parsed(executor: Executor) -> None:
    with pytest.raises(Refused, match=f"{MAX_TOKENS} tokens"):
        executor.document("{" + " __typename" * MAX_TOKENS + "}")


def test_introspection_that_goes_in_circles_is_a_fault(executor: Executor) -> None:
    around = "{ name fields { type " * 6 + "{ name }" + " } }" * 6
    (fault,) = executor.document(f"{{ __schema {{ types {around} }} }}").faults
    assert "introspection depth" in fault.message
