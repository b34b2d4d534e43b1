"""A played web, and a way to ask it."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest

from benchmarks.world import ADDRESS, World
from ingest.fetching.answers import Answer, Asked
from ingest.fetching.fetch import fetch
from ingest.fetching.robots import RobotsCache, RobotsInMemory
from ingest.fetching.rules import FetchRules

AGENT = "iscm/0 (+https://iscm.test/contact)"


class Fetching(Protocol):
    """Asks the world; changes are those of the rules, or `robots`, `now`, `resolve`,
    `counted`."""

    def __call__(self, asked: Sequence[str | Asked], **changes: Any) -> AsyncIterator[Answer]: ...


class Answers(Protocol):
    """Asks the world and waits for all answers, by address."""

    async def __call__(self, asked: Sequence[str | Asked], **changes: Any) -> dict[str, Answer]: ...


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world


@pytest.fixture
def rules_for(world: World) -> Any:
    def make(*hosts: str, **changes: Any) -> FetchRules:
        values: dict[str, Any] = {
            "user_agent": AGENT,
            "hosts": frozenset(hosts),
            "delay": 0.0,
            "attempts": 2,
            "wait_initial": 0.01,
            "wait_max": 0.02,
            "networks": (f"{ADDRESS}/32",),
            "connect_to": world.connect_to(*hosts),
        }
        return FetchRules(**(values | changes))

    return make


@pytest.fixture
def fetching(rules_for: Any) -> Fetching:
    def start(asked: Sequence[str | Asked], **changes: Any) -> AsyncIterator[Answer]:
        hosts = changes.pop("played", ("a.test", "b.test", "c.test"))
        robots: RobotsCache = changes.pop("robots", None) or RobotsInMemory()
        now = changes.pop("now", lambda: datetime.now(UTC))
        further = {key: changes.pop(key) for key in ("resolve", "counted") if key in changes}
        wanted = [Asked(url=one) if isinstance(one, str) else one for one in asked]
        return fetch(wanted, rules_for(*hosts, **changes), robots, now, **further)

    return start


@pytest.fixture
def answers(fetching: Fetching) -> Answers:
    async def wait(asked: Sequence[str | Asked], **changes: Any) -> dict[str, Answer]:
        return {answer.url: answer async for answer in fetching(asked, **changes)}

    return wait
