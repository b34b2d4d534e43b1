"""What is let in to a thread, what waits, and what is refused."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep

import anyio
import pytest

from schema.context import Budget, Context
from server.http.admission import AT_ONCE, MOST, Admission, Overloaded
from snapshots.bundle import load_bundled

pytestmark = pytest.mark.anyio
CONTEXT = Context(load_bundled())


class Work:
    """One that goes on until it is let go; it knows how many of its kind run at the same time."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.running = self.most = 0

    def __call__(self, _: Context) -> str:
        self.running += 1
        self.most = max(self.most, self.running)
        self.go.wait(10)
        self.running -= 1
        return "done"


async def until(holds: Callable[[], bool]) -> None:
    with anyio.fail_after(10):
        while not holds():
            await anyio.sleep(0.002)


async def test_a_work_gives_its_answer() -> None:
    assert await Admission(monotonic).run(lambda _: 1, CONTEXT) == 1


async def test_a_work_that_fails_frees_its_place() -> None:
    admission = Admission(monotonic)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            await admission.run(lambda _: 1 // 0, CONTEXT)
    assert (admission.working, admission.waiting) == (0, 0)


async def test_short_works_do_not_wait_for_a_long_one() -> None:
    admission, long, short = Admission(monotonic), Work(), Work()
    short.go.set()
    held = asyncio.ensure_future(admission.run(long, CONTEXT))
    for _ in range(5):
        assert await admission.run(short, CONTEXT) == "done"
    assert not held.done()
    long.go.set()
    assert await held == "done"


async def test_no_more_work_goes_on_at_once_than_helps() -> None:
    admission, work = Admission(monotonic), Work()
    asked = [asyncio.ensure_future(admission.run(work, CONTEXT)) for _ in range(20)]
    await until(lambda: admission.working == AT_ONCE)
    assert admission.waiting == 20 - AT_ONCE
    work.go.set()
    assert await asyncio.gather(*asked) == ["done"] * 20
    assert work.most == AT_ONCE


async def test_beyond_a_burst_it_is_full_and_refuses_at_once() -> None:
    admission, work = Admission(monotonic), Work()
    asked = [asyncio.ensure_future(admission.run(work, CONTEXT)) for _ in range(200)]
    await until(lambda: admission.working == AT_ONCE)
    assert admission.full
    with pytest.raises(Overloaded):
        await admission.run(work, CONTEXT)
    assert admission.waiting == MOST
    work.go.set()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert {type(one) for one in answers} == {str, Overloaded}
    assert admission.shed["full"] == 1 + sum(isinstance(one, Overloaded) for one in answers)
    assert (admission.working, admission.waiting, admission.full) == (0, 0, False)


async def test_of_works_that_take_long_few_may_wait() -> None:
    admission = Admission(monotonic)
    for _ in range(10):
        await admission.run(lambda _: sleep(0.02), CONTEXT)
    work = Work()
    asked = [asyncio.ensure_future(admission.run(work, CONTEXT)) for _ in range(MOST)]
    await until(lambda: admission.working == AT_ONCE)
    assert 0 < admission.waiting < MOST / 2
    work.go.set()
    await asyncio.gather(*asked, return_exceptions=True)


async def test_who_leaves_while_waiting_is_not_worked_for() -> None:
    admission, work = Admission(monotonic), Work()
    held = [asyncio.ensure_future(admission.run(work, CONTEXT)) for _ in range(AT_ONCE)]
    await until(lambda: admission.working == AT_ONCE)
    waiting = asyncio.ensure_future(admission.run(work, CONTEXT))
    await until(lambda: admission.waiting == 1)
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    assert admission.waiting == 0
    assert admission.shed["left"] == 1
    work.go.set()
    assert await asyncio.gather(*held) == ["done"] * AT_ONCE


async def test_who_leaves_while_worked_for_has_no_time_left() -> None:
    admission, ended = Admission(monotonic), threading.Event()

    def work(context: Context) -> None:
        assert context.budget is not None
        while context.budget.seconds() <= context.budget.ends:
            pass
        ended.set()

    context = Context(CONTEXT.view, budget=Budget(60, monotonic() + 60, monotonic))
    asked = asyncio.ensure_future(admission.run(work, context))
    await until(lambda: admission.working == 1)
    asked.cancel()
    with suppress(asyncio.CancelledError):
        await asked
    await until(ended.is_set)
    await until(lambda: admission.working == 0)
