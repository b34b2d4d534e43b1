"""News reaches all who listen, in order; who is too slow is told so."""

from contextlib import aclosing

import anyio
import pytest

from server.live.broadcast import BACKLOG, Broadcast
from server.live.errors import Behind

pytestmark = pytest.mark.anyio


async def listening(broadcast: Broadcast[int], listeners: int) -> None:
    with anyio.fail_after(5):
        while broadcast.listeners != listeners:
            await anyio.sleep(0)


async def test_all_who_listen_are_told_in_order() -> None:
    broadcast: Broadcast[int] = Broadcast()
    heard: list[tuple[str, int]] = []

    async def hear(name: str) -> None:
        async with aclosing(broadcast.listen()) as news:
            async for one in news:
                heard.append((name, one))
                if one == 2:
                    return

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(hear, "a")
        tasks.start_soon(hear, "b")
        await listening(broadcast, 2)
        broadcast.tell(1)
        broadcast.tell(2)
    assert [one for name, one in heard if name == "a"] == [1, 2]
    assert [one for name, one in heard if name == "b"] == [1, 2]
    assert broadcast.listeners == 0


async def test_what_was_told_before_is_not_heard() -> None:
    broadcast: Broadcast[int] = Broadcast()
    broadcast.tell(1)
    async with aclosing(broadcast.listen(lambda: 5)) as news:
        assert await anext(news) == 5
        broadcast.tell(2)
        assert await anext(news) == 2


async def test_nothing_is_missed_between_the_first_and_the_rest() -> None:
    broadcast: Broadcast[int] = Broadcast()

    def first() -> int:
        broadcast.tell(2)
        return 1

    async with aclosing(broadcast.listen(first)) as news:
        assert [await anext(news), await anext(news)] == [1, 2]


async def test_who_is_too_slow_is_told_so_after_what_was_kept() -> None:
    broadcast: Broadcast[int] = Broadcast()
    async with aclosing(broadcast.listen(lambda: 0)) as news:
        assert await anext(news) == 0
        for one in range(BACKLOG + 5):
            broadcast.tell(one)
        assert broadcast.listeners == 0
        kept = [await anext(news) for _ in range(BACKLOG)]
        assert kept == list(range(BACKLOG))
        with pytest.raises(Behind, match="not taken"):
            await anext(news)


async def test_who_keeps_up_is_never_behind() -> None:
    broadcast: Broadcast[int] = Broadcast()
    async with aclosing(broadcast.listen(lambda: -1)) as news:
        assert await anext(news) == -1
        for one in range(BACKLOG * 3):
            broadcast.tell(one)
            assert await anext(news) == one
