"""A played web, and a way to ask it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest

from benchmarks.stage import RobotsInMemory
from benchmarks.world import ADDRESS, World
from ingest.fetching.crawl import CrawlOptions, fetch
from ingest.fetching.results import FetchResult, PageRequest
from ingest.fetching.robots import RobotsCache
from ingest.fetching.rules import FetchRules

AGENT = "iscm/0 (+https://iscm.test/contact)"


class Answers(Protocol):
    """Asks the world and gives all answers by address.

    Changes are those of the rules, or `robots`, `now`, `resolve`, `on_request`.
    """

    async def __call__(
        self, asked: Sequence[str | PageRequest], **changes: Any
    ) -> dict[str, FetchResult]: ...


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
def answers(rules_for: Any) -> Answers:
    async def wait(asked: Sequence[str | PageRequest], **changes: Any) -> dict[str, FetchResult]:
        hosts = changes.pop("played", ("a.test", "b.test", "c.test"))
        robots: RobotsCache = changes.pop("robots", None) or RobotsInMemory()
        now = changes.pop("now", lambda: datetime.now(UTC))
        further = {key: changes.pop(key) for key in ("resolve", "counted") if key in changes}
        wanted = [PageRequest(url=one) if isinstance(one, str) else one for one in asked]
        got: list[FetchResult] = []
        options = CrawlOptions(rules=rules_for(*hosts, **changes), now=now, **further)
        await fetch(wanted, options, robots, got.append)
        return {answer.url: answer for answer in got}

    return wait
