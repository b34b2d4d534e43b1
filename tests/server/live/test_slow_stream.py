"""A stream whose client takes nothing ends; the server's side is driven without a network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio
import pytest
from starlette.types import Message

from server.live.answers import Answer, Answers
from server.live.limits import Limits
from server.live.stream import EventStream

pytestmark = pytest.mark.anyio


async def test_who_takes_no_event_is_cut_off_and_gives_up_the_place() -> None:
    places: list[str] = []
    sent: list[Message] = []

    @contextmanager
    def seated(_: Callable[[], None]) -> Iterator[None]:
        places.append("taken")
        yield
        places.append("left")

    async def answers() -> Answers:
        try:
            for number in range(1000):
                yield Answer({"data": {"number": number}})
        finally:
            places.append("answers closed")

    async def send(message: Message) -> None:
        sent.append(message)
        if len(sent) > 3:
            await anyio.sleep_forever()

    async def receive() -> Message:
        return await anyio.sleep_forever()  # type: ignore[func-returns-value]

    stream = EventStream(answers(), Limits(patience=0.05, keep_alive=60), seated)
    with anyio.fail_after(10):
        await stream({"type": "http"}, receive, send)
    assert places == ["taken", "answers closed", "left"]
    assert len(sent) == 5  # the start, three chunks of which one was never taken, and the last
    assert b"complete" not in b"".join(message.get("body", b"") for message in sent)
