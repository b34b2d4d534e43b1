"""The root of subscriptions: each event is answered from its own snapshot."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import pytest
from strawberry.types.execution import PreExecutionError

from schema.context import Context
from schema.schema import load_schema
from schema.subscription import Listening
from snapshots.freshness import freshness_of
from snapshots.model import Language, Page, Snapshot, Version
from snapshots.stores.records import PageState
from snapshots.view import View

pytestmark = pytest.mark.anyio
EVENTS = "subscription { snapshotPublished { digest version publishedAt oldestCheck } }"
URL = "https://example.org/a"


def context(number: int) -> Context:
    """What the version of this number is answered from; its page was checked on that day."""
    page = Page(id="a", url=URL, language=Language.EN, family="iom-process", capture="c")
    digest, at = f"sha256:{number}", f"2026-01-0{number}T04:00:00Z"
    version = Version(number=number, digest=digest, published_at=at, run="run")
    view = View(Snapshot(pages=(page,)), digest, version)
    freshness = freshness_of(view, (PageState(url=URL, checked_at=at),), (), ())
    return Context(view, freshness=freshness)


def listening(*told: int) -> Listening:
    """A subscription that begins in version 1 and hears of these."""

    async def published(now: bool) -> AsyncGenerator[Context, None]:
        for number in (1, *told) if now else told:
            yield context(number)

    began = context(1)
    return Listening(began.view, freshness=began.freshness, published=published)


async def heard(query: str, *told: int) -> list[Any]:
    events = await load_schema().subscribe(query, context_value=listening(*told))
    async with aclosing(events):
        return [event async for event in events]


def shown(number: int) -> dict[str, object]:
    at = f"2026-01-0{number}T04:00:00Z"
    one = {"digest": f"sha256:{number}", "version": number, "publishedAt": at, "oldestCheck": at}
    return {"snapshotPublished": one}


async def test_each_event_is_answered_wholly_from_its_own_version() -> None:
    events = await heard(EVENTS, 2, 3)
    assert [event.errors for event in events] == [None, None]
    assert [event.data for event in events] == [shown(2), shown(3)]


async def test_the_present_snapshot_comes_first_where_it_is_asked_for() -> None:
    events = await heard(EVENTS.replace("Published ", "Published(now: true) "), 2)
    assert [event.data for event in events] == [shown(1), shown(2)]


async def test_a_question_that_is_not_valid_is_refused_before_it_begins() -> None:
    (refused,) = await heard("subscription { snapshotPublished { colour } }", 2)
    assert isinstance(refused, PreExecutionError)
    assert "colour" in refused.errors[0].message


async def test_limits_hold_for_subscriptions_too() -> None:
    aliases = " ".join(f"a{number}: version" for number in range(60))
    (refused,) = await heard(f"subscription {{ snapshotPublished {{ {aliases} }} }}", 2)
    assert isinstance(refused, PreExecutionError)
    assert "aliases" in refused.errors[0].message


async def test_a_query_is_executed_as_ever() -> None:
    query = "{ snapshot { version } }"
    result = await load_schema().execute(query, context_value=context(2))
    assert result.errors is None
    assert result.data == {"snapshot": {"version": 2}}
