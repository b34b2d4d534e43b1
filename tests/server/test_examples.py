"""The examples of the explorer, which must work on the first click."""

import httpx
import pytest

from server.examples import EXAMPLES

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("example", EXAMPLES)
async def test_each_example_has_an_answer_without_gaps_at_its_roots(
    client: httpx.AsyncClient, example: str
) -> None:
    answer = (await client.post("/graphql", json={"query": example})).json()
    assert "errors" not in answer
    assert all(answer["data"].values())
