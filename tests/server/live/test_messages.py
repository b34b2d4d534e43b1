"""Messages of graphql-transport-ws: which are answered, and which end the connection."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import anyio
import pytest
from websockets.exceptions import InvalidStatus

from snapshots.model import Version

pytestmark = pytest.mark.anyio
Publish = Callable[..., Version]
Serve = Callable[..., Any]
Calling = Callable[..., AbstractAsyncContextManager[Any]]
EVENTS = "subscription { snapshotPublished { digest version publishedAt } }"
AT_ONCE = "subscription { snapshotPublished(now: true) { version } }"
QUERY = "{ snapshot { version } }"


async def test_a_ping_is_answered_with_its_payload_even_before_the_beginning(
    calling: Calling, serve: Serve
) -> None:
    async with calling(serve().socket, begin=False) as client:
        await client.say("ping", payload={"n": 1})
        assert await client.hear() == {"type": "pong", "payload": {"n": 1}}
        await client.say("ping")
        assert await client.hear() == {"type": "pong"}


@pytest.mark.parametrize("offered", [["graphql-ws"], None])
async def test_other_protocols_are_refused(
    calling: Calling, serve: Serve, offered: list[str] | None
) -> None:
    async with calling(serve().socket, begin=False, subprotocols=offered) as client:
        assert await client.ended() == (
            4406,
            "Subprotocol not acceptable: graphql-transport-ws expected",
        )


async def test_who_asks_before_the_beginning_is_hung_up_on(calling: Calling, serve: Serve) -> None:
    async with calling(serve().socket, begin=False) as client:
        await client.subscribe(QUERY)
        assert await client.ended() == (4401, "Unauthorized")


async def test_who_begins_twice_is_hung_up_on(calling: Calling, serve: Serve) -> None:
    async with calling(serve().socket) as client:
        await client.say("connection_init")
        assert await client.ended() == (4429, "Too many initialisation requests")


async def test_an_id_in_use_is_refused(calling: Calling, serve: Serve) -> None:
    async with calling(serve().socket) as client:
        await client.subscribe(EVENTS)
        await client.subscribe(EVENTS)
        assert await client.ended() == (4409, "Subscriber for a already exists")


@pytest.mark.parametrize(
    "sent",
    [
        "no JSON",
        "[]",
        '"a"',
        "{}",
        '{"type": "start"}',
        '{"type": "subscribe", "id": "", "payload": {"query": "{a}"}}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{a}"}}',
        '{"type": "subscribe", "id": "a"}',
        '{"type": "subscribe", "id": "a", "payload": {}}',
        '{"type": "subscribe", "id": "a", "payload": {"query": "{a}", "variables": []}}',
        '{"type": "complete"}',
        '{"type": "ping", "payload": "a"}',
        '{"type": "connection_init", "payload": ' + "[" * 5000 + "]" * 5000 + "}",
        b'{"type": "ping"}',
    ],
)
async def test_an_invalid_message_ends_the_connection(
    calling: Calling, serve: Serve, sent: str | bytes
) -> None:
    async with calling(serve().socket) as client:
        await client.socket.send(sent)
        code, reason = await client.ended()
    assert code == 4400
    assert reason.startswith("invalid message: ")


async def test_a_message_that_is_too_large_ends_the_connection(
    calling: Calling, serve: Serve
) -> None:
    async with calling(serve().socket) as client:
        await client.subscribe("é" * 500_001)
        code, reason = await client.ended()
    assert (code, reason) == (1009, "a message of at most 1,000,000 bytes expected, more found")


async def test_who_answers_pings_stays(calling: Calling, serve: Serve, publish: Publish) -> None:
    serving = serve(live_keep_alive=0.05)
    async with calling(serving.socket, begin=False) as client:
        await client.say("connection_init")
        pings = 0
        with anyio.fail_after(10):
            while pings < 5:
                pings += json.loads(await client.socket.recv()) == {"type": "ping"}
                await client.say("pong")
        await client.subscribe(AT_ONCE)
        assert (await client.hear())["type"] == "next"


async def test_pages_of_other_origins_are_refused(calling: Calling, serve: Serve) -> None:
    address = serve(origins="https://a.example, https://B.example/").socket
    for origin in (None, "https://a.example", "https://b.example"):
        async with calling(address, origin=origin) as client:
            await client.subscribe(QUERY)
            assert (await client.hear())["type"] == "next"
    with pytest.raises(InvalidStatus) as refused:
        async with calling(address, origin="https://c.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_any_origin_is_admitted_where_none_is_named(calling: Calling, serve: Serve) -> None:
    async with calling(serve().socket, origin="https://c.example") as client:
        await client.subscribe(QUERY)
        assert (await client.hear())["type"] == "next"


async def test_the_language_is_that_of_the_handshake(calling: Calling, serve: Serve) -> None:
    french = {"additional_headers": {"Accept-Language": "fr"}}
    query = '{ process(slug: "hld") { name } }'
    names = set()
    address = serve().socket
    for options in (french, {}):
        async with calling(address, **options) as client:
            await client.subscribe(query)
            names.add((await client.hear())["payload"]["data"]["process"]["name"])
    async with calling(address + "?language=fr") as client:
        await client.subscribe(query)
        names.add((await client.hear())["payload"]["data"]["process"]["name"])
    assert len(names) == 2


async def test_a_server_that_stops_says_so(calling: Calling, serve: Serve) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(EVENTS)
        await serving.listened_to_by(1)
        serving.stop()
        assert await client.ended() == (1001, "the server stops: connect anew")
