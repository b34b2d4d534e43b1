"""One request keeps the others from running for no longer than a piece of its body takes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpcore
import pytest

from ingest.fetching.exchange import Exchange, RequestKind
from ingest.fetching.results import Purpose
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import read_target

RULES = FetchRules(user_agent="iscm", hosts=frozenset({"a.test"}))


class ManyPieces:
    """A body that came by one read, in pieces between which nobody waits."""

    def __init__(self) -> None:
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(200):
            self.taken += 1
            yield b"a"

    async def aclose(self) -> None:
        """Nothing is open."""


class Connections:
    def __init__(self, status: int, body: ManyPieces) -> None:
        self._response = httpcore.Response(status, content=body)

    async def get(self, *_: Any) -> httpcore.Response:
        return self._response


@pytest.mark.anyio
@pytest.mark.parametrize("admitted", [True, False], ids=["read", "drained"])
async def test_others_run_between_the_pieces_of_a_body(admitted: bool) -> None:
    body = ManyPieces()
    seen: list[int] = []

    async def look() -> None:
        while body.taken < 200:
            seen.append(body.taken)
            await asyncio.sleep(0)

    wanted = RequestKind(
        purpose=Purpose.PAGE, accept="", most=1_000, cut=False, wants_body=lambda *_: admitted
    )
    connections: Any = Connections(200, body)
    exchange = Exchange(RULES, connections, lambda _: None)
    reply, _ = await asyncio.gather(exchange.get(read_target("http://a.test/"), wanted), look())
    assert reply.body == (b"a" * 200 if admitted else b"")
    assert len(set(seen)) > 150, "all but at the beginning and the end"
