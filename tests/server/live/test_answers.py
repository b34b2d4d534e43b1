"""Answers as they come, without a connection."""

from collections.abc import AsyncGenerator
from time import monotonic
from typing import Any

import pytest

from schema.context import Context
from schema.schema import load_schema
from schema.subscription import Listening
from server.graphql.documents import Documents
from server.graphql.execution import Executor
from server.graphql.request import Params
from server.http.admission import Admission
from server.live.answers import Answer, Answering
from server.live.errors import Behind
from snapshots.bundle import load_bundled

pytestmark = pytest.mark.anyio
EVENTS = "subscription { snapshotPublished { version } }"
NESTED = "subscription ($now: Boolean!) { snapshotPublished(now: $now) { version } }"


async def answered(params: Params, *, fails: Exception | None = None) -> list[Answer]:
    """All answers of a subscription that hears of the bundled snapshot, and then fails."""
    view = load_bundled()

    async def published(_: bool) -> AsyncGenerator[Context, None]:
        yield Context(view)
        if fails:
            raise fails

    schema = load_schema()
    executor = Executor(schema)
    answering = Answering(schema, executor, Documents(executor), lambda: "id", Admission(monotonic))
    listening = Listening(view, published=published)
    return [one async for one in answering.answers(params, listening)]


def codes(answer: Answer) -> list[Any]:
    return [one["extensions"]["code"] for one in answer.body["errors"]]


async def test_who_takes_events_too_slowly_is_told_so_at_last() -> None:
    first, last = await answered(Params(EVENTS), fails=Behind(8))
    assert first.body == {"data": {"snapshotPublished": {"version": None}}}
    assert not first.refused
    assert codes(last) == ["SLOW_CONSUMER"]
    assert last.refused


async def test_a_bug_behind_a_subscription_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        await answered(Params(EVENTS), fails=ZeroDivisionError())


async def test_a_query_is_answered_once() -> None:
    (only,) = await answered(Params("{ snapshot { version } }"))
    assert bytes(only.body["data"]) == b'{"snapshot":{"version":null}}'
    assert only.body["extensions"]["cost"]["values"] == 2


async def test_variables_that_do_not_fit_are_the_askers_fault() -> None:
    (only,) = await answered(Params(NESTED, variables={"now": "yes"}))
    assert only.refused
    assert codes(only) == ["BAD_USER_INPUT"]
