"""A conversation over a socket that breaks; the server's side is driven without a network."""

import json
from collections.abc import Iterator

import anyio
import pytest
from starlette.types import Message
from starlette.websockets import WebSocket

from server.graphql.request import Params
from server.live.answers import Answer, Answers
from server.live.limits import Limits
from server.live.messages import PROTOCOL
from server.live.session import Session

pytestmark = pytest.mark.anyio


async def answers(_: Params) -> Answers:
    for number in range(1000):
        yield Answer({"data": {"number": number}})


@pytest.mark.parametrize("error", [RuntimeError("closed already"), OSError("no route")])
async def test_a_socket_that_breaks_while_something_is_sent_ends_the_conversation(
    error: Exception,
) -> None:
    said = iter(
        [
            {"type": "connection_init"},
            {"type": "subscribe", "id": "a", "payload": {"query": "subscription { a }"}},
        ]
    )
    sent: list[str] = []

    async def receive() -> Message:
        if not sent:
            sent.append("connect")
            return {"type": "websocket.connect"}
        return await heard(said)

    async def send(message: Message) -> None:
        sent.append(message["type"])
        if len(sent) > 6:
            raise error

    socket = WebSocket({"type": "websocket", "subprotocols": [PROTOCOL]}, receive, send)
    await socket.accept(PROTOCOL)
    with anyio.fail_after(10):
        await Session(socket, answers, Limits(), lambda: None).run()
    assert len(sent) == 7
    assert "websocket.close" not in sent


async def heard(said: Iterator[dict[str, object]]) -> Message:
    """What the client says next; after that, nothing."""
    message = next(said, None)
    if message is None:
        await anyio.sleep_forever()
    return {"type": "websocket.receive", "text": json.dumps(message)}
