import json
from typing import Any

import httpx
import pytest

from benchmarks.serving.answers import data_of
from benchmarks.serving.questions import DISTINCT, NAMES, questions
from benchmarks.snapshots import snapshot_of
from schema.context import Context
from schema.schema import load_schema
from snapshots.model import Snapshot
from snapshots.view import View

pytestmark = pytest.mark.anyio


async def ask(client: httpx.AsyncClient, body: str) -> Any:
    headers = {"Content-Type": "application/json"}
    answer = await client.post("/graphql", content=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return data_of(answer.content)


async def test_every_question_is_answered_without_errors(
    client: httpx.AsyncClient, snapshot: Snapshot
) -> None:
    asked = questions(snapshot)
    assert tuple(one.name for one in asked) == NAMES
    for question in asked:
        for body in question.bodies[:: max(1, len(question.bodies) // 10)]:
            await ask(client, body.replace(DISTINCT, "1"))


async def test_a_question_asks_for_as_much_as_it_says(
    client: httpx.AsyncClient, snapshot: Snapshot
) -> None:
    bodies = {one.name: one.bodies[0] for one in questions(snapshot)}
    page = await ask(client, bodies["Q2"])
    assert len(page["process"]["participations"]["nodes"]) == 195
    lists = await ask(client, bodies["Q3"])
    assert len(lists["processes"]["nodes"]) == 30
    deep = await ask(client, bodies["Q4"])
    assert len(deep["state"]["participations"]["nodes"]) == 50


def test_the_answers_are_the_same_at_every_scale() -> None:
    small, large = snapshot_of(1, 1), snapshot_of(1, 2)
    views = [View(one, "", None) for one in (small, large)]
    for question in questions(small)[:4]:
        document = json.loads(question.bodies[0])["query"]
        results = [
            load_schema().execute_sync(document, context_value=Context(one)) for one in views
        ]
        assert results[0].errors is None
        assert results[0].data == results[1].data


def test_variables_rotate_and_are_different() -> None:
    asked = {one.name: one for one in questions(snapshot_of(1, 6))}
    for name in ("Q1V", "Q2V", "Q4V"):
        assert len(set(asked[name].bodies)) == 200
        documents = {json.loads(one)["query"] for one in asked[name].bodies}
        assert len(documents) == 1


def test_of_the_mixed_ones_five_in_a_hundred_are_new() -> None:
    (mixed,) = (one for one in questions(snapshot_of(1, 1)) if one.name == "MIX")
    new = [one for one in mixed.bodies if DISTINCT in one]
    assert len(new) / len(mixed.bodies) == 0.05
    assert len(mixed.fixed) == len(mixed.bodies) - len(new)
    assert mixed.connections == 64
