"""What one client may take of a server that speaks graphql-transport-ws: time, room and places."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any

import anyio
import pytest
from websockets.exceptions import ConnectionClosed

pytestmark = pytest.mark.anyio
Serve = Callable[..., Any]
Calling = Callable[..., AbstractAsyncContextManager[Any]]
EVENTS = "subscription { snapshotPublished { digest version publishedAt } }"
QUERY = "{ snapshot { version } }"


async def test_who_does_not_begin_is_hung_up_on(calling: Calling, serve: Serve) -> None:
    async with calling(serve(live_patience=0.1).socket, begin=False) as client:
        assert await client.ended() == (4408, "Connection initialisation timeout")


async def test_who_answers_no_ping_is_hung_up_on(calling: Calling, serve: Serve) -> None:
    async with calling(serve(live_keep_alive=0.1).socket, pongs=False) as client:
        assert await client.ended() == (4408, "no answer to a ping")


async def test_operations_on_one_connection_are_limited(calling: Calling, serve: Serve) -> None:
    async with calling(serve(live_operations=2).socket) as client:
        await client.subscribe(EVENTS, id="a")
        await client.subscribe(EVENTS, id="b")
        await client.subscribe(QUERY, id="c")
        heard = await client.hear()
        assert (heard["type"], heard["id"]) == ("error", "c")
        assert heard["payload"][0]["extensions"] == {"code": "TOO_MANY_OPERATIONS"}
        await client.say("complete", id="a")
        await client.subscribe(QUERY, id="c")
        assert (await client.hear())["type"] == "next"


async def test_connections_are_limited_and_a_place_is_free_again(
    calling: Calling, serve: Serve
) -> None:
    serving = serve(live_connections=1)
    async with calling(serving.socket), calling(serving.socket, begin=False) as second:
        assert await second.ended() == (1013, "all 1 places are taken: try again later")
    await serving.connected_to_by(0)
    async with calling(serving.socket) as third:
        await third.subscribe(QUERY)
        assert (await third.hear())["type"] == "next"


async def test_a_client_that_leaves_is_forgotten(calling: Calling, serve: Serve) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(EVENTS)
        await serving.listened_to_by(1)
        client.socket.transport.abort()
        await serving.listened_to_by(0)
        await serving.connected_to_by(0)


async def test_who_takes_no_messages_is_hung_up_on(calling: Calling, serve: Serve) -> None:
    # Where all pings were read already, the next one to be sent is ours.
    serving = serve(live_patience=0.1, live_keep_alive=1)
    large = {"words": "x" * 900_000}

    async def flood() -> None:
        with suppress(ConnectionClosed):
            while True:  # each pong is as large, and stays unread
                await client.say("ping", payload=large)

    options = {"max_queue": 1, "close_timeout": 0.1, "compression": None}
    async with calling(serving.socket, **options) as client:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(flood)
            await serving.connected_to_by(0)
            tasks.cancel_scope.cancel()
        client.socket.transport.abort()


async def test_those_who_never_begin_make_room_for_those_who_do(
    calling: Calling, serve: Serve
) -> None:
    serving = serve(live_connections=2)
    async with (
        calling(serving.socket, begin=False) as first,
        calling(serving.socket, begin=False),
        calling(serving.socket, begin=False),
        calling(serving.socket) as good,
    ):
        await good.subscribe(QUERY)
        assert (await good.hear())["type"] == "next"
        code, reason = await first.ended()
    assert (code, reason) == (1013, "all 2 places are taken: try again later")
