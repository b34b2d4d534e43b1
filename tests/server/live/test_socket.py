"""graphql-transport-ws, spoken to a real server by a client that knows nothing of GraphQL."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from snapshots.model import Version

pytestmark = pytest.mark.anyio
Publish = Callable[..., Version]
Serve = Callable[..., Any]
PROTOCOL = "graphql-transport-ws"
EVENTS = "subscription { snapshotPublished { digest version publishedAt } }"
AT_ONCE = "subscription { snapshotPublished(now: true) { version } }"
QUERY = "{ snapshot { version } }"


class Client:
    """Says and hears JSON; answers pings by itself, as every client does."""

    def __init__(self, socket: ClientConnection, pongs: bool = True) -> None:
        self.socket = socket
        self.pongs = pongs

    async def say(self, type: str, **more: object) -> None:
        await self.socket.send(json.dumps({"type": type, **more}))

    async def hear(self) -> dict[str, Any]:
        with anyio.fail_after(10):
            while True:
                heard = json.loads(await self.socket.recv())
                if heard != {"type": "ping"}:
                    return heard
                if self.pongs:
                    await self.say("pong")

    async def subscribe(self, query: str, id: str = "a", **more: object) -> None:
        await self.say("subscribe", id=id, payload={"query": query, **more})

    async def ended(self) -> tuple[int, str]:
        """The code and reason with which the server hangs up, whatever it says before."""
        with anyio.fail_after(10), suppress(ConnectionClosed):
            while True:
                await self.socket.recv()
        code, reason = self.socket.close_code, self.socket.close_reason
        assert code is not None
        return code, reason or ""


@asynccontextmanager
async def calling(
    address: str, begin: bool = True, pongs: bool = True, **options: Any
) -> AsyncIterator[Client]:
    chosen = {"subprotocols": [PROTOCOL], "proxy": None, **options}
    async with connect(address, **chosen) as socket:
        client = Client(socket, pongs)
        if begin:
            await client.say("connection_init")
            assert await client.hear() == {"type": "connection_ack"}
        yield client


def event(version: int, id: str = "a") -> dict[str, Any]:
    data = {"snapshotPublished": {"version": version}}
    return {"id": id, "type": "next", "payload": {"data": data}}


async def test_a_version_is_told_when_it_is_published(serve: Serve, publish: Publish) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(EVENTS)
        await serving.listened_to_by(1)
        version = publish("hld")
        heard = await client.hear()
    shown = {"digest": version.digest, "version": 1, "publishedAt": "2026-01-31T04:00:00Z"}
    assert heard == {
        "id": "a",
        "type": "next",
        "payload": {"data": {"snapshotPublished": shown}},
    }


async def test_each_version_is_told_of_in_turn(serve: Serve, publish: Publish) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(AT_ONCE.replace("true", "false"))
        await serving.listened_to_by(1)
        for number, name in enumerate(["hld", "midsa", "abc"], start=1):
            publish(name)
            assert await client.hear() == event(number)


async def test_the_present_snapshot_is_told_at_once_where_that_is_asked(
    serve: Serve, publish: Publish
) -> None:
    publish("hld")
    async with calling(serve().socket) as client:
        await client.subscribe(AT_ONCE)
        assert await client.hear() == event(1)
        publish("midsa")
        assert await client.hear() == event(2)


async def test_nothing_is_told_after_a_client_completes(serve: Serve, publish: Publish) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(AT_ONCE, id="stops")
        await client.subscribe(AT_ONCE, id="stays")
        assert {(await client.hear())["id"] for _ in range(2)} == {"stops", "stays"}
        await client.say("complete", id="stops")
        await serving.listened_to_by(1)
        for number, name in ((1, "hld"), (2, "midsa")):
            publish(name)
            assert await client.hear() == event(number, "stays")


async def test_an_id_is_free_again_once_it_was_completed(serve: Serve, publish: Publish) -> None:
    publish("hld")
    async with calling(serve().socket) as client:
        for _ in range(3):
            await client.subscribe(AT_ONCE)
            assert await client.hear() == event(1)
            await client.say("complete", id="a")


async def test_a_run_that_publishes_nothing_is_not_told_of(
    serve: Serve, publish: Publish, record: Callable[..., object]
) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(AT_ONCE.replace("true", "false"))
        await serving.listened_to_by(1)
        record(run="idle")
        with anyio.fail_after(10):
            while not serving.live._current.served.freshness.runs:
                await anyio.sleep(0.005)
        publish("hld")
        assert await client.hear() == event(1)


async def test_a_query_is_answered_and_completed(serve: Serve, publish: Publish) -> None:
    publish("hld")
    async with calling(serve().socket) as client:
        await client.subscribe(QUERY)
        heard = await client.hear()
        assert (heard["id"], heard["type"]) == ("a", "next")
        assert heard["payload"]["data"] == {"snapshot": {"version": 1}}
        assert await client.hear() == {"id": "a", "type": "complete"}


async def test_variables_and_the_name_of_an_operation_count(serve: Serve, publish: Publish) -> None:
    publish("hld")
    both = "query A { a: __typename } subscription B($now: Boolean!) "
    both += "{ snapshotPublished(now: $now) { version } }"
    async with calling(serve().socket) as client:
        await client.subscribe(both, operationName="B", variables={"now": True})
        assert await client.hear() == event(1)


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        ("subscription { x }", "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'x'"),
        ("{ x }", "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'x'"),
        ("", "OPERATION_RESOLUTION_FAILURE", "document"),
        ("fragment A on Query { __typename }", "OPERATION_RESOLUTION_FAILURE", "document"),
        ("query A { a: __typename } query B { b: __typename }", "OPERATION_RESOLUTION_FAILURE", ""),
        ("subscription ($now: Boolean!) { snapshotPublished(now: $now) { version } }", "", "$now"),
    ],
)
async def test_what_cannot_be_executed_is_an_error_and_the_connection_goes_on(
    serve: Serve, query: str, code: str, words: str
) -> None:
    async with calling(serve().socket) as client:
        await client.subscribe(query)
        heard = await client.hear()
        assert (heard["type"], heard["id"]) == ("error", "a")
        assert code in heard["payload"][0]["extensions"]["code"]
        assert words in heard["payload"][0]["message"]
        await client.subscribe(QUERY)
        assert (await client.hear())["type"] == "next"


async def test_only_trusted_documents_are_answered_where_that_is_set(
    serve: Serve, tmp_path: Path
) -> None:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({"events": AT_ONCE}), encoding="utf-8")
    serving = serve(documents=str(file), only_trusted=True)
    async with calling(serving.socket) as client:
        await client.say("subscribe", id="a", payload={"documentId": "events"})
        assert (await client.hear())["type"] == "next"
        await client.subscribe(QUERY, id="b")
        heard = await client.hear()
        assert (heard["id"], heard["type"]) == ("b", "error")
        assert heard["payload"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


async def test_a_ping_is_answered_with_its_payload_even_before_the_beginning(serve: Serve) -> None:
    async with calling(serve().socket, begin=False) as client:
        await client.say("ping", payload={"n": 1})
        assert await client.hear() == {"type": "pong", "payload": {"n": 1}}
        await client.say("ping")
        assert await client.hear() == {"type": "pong"}


@pytest.mark.parametrize("offered", [["graphql-ws"], None])
async def test_other_protocols_are_refused(serve: Serve, offered: list[str] | None) -> None:
    async with calling(serve().socket, begin=False, subprotocols=offered) as client:
        assert await client.ended() == (
            4406,
            "Subprotocol not acceptable: graphql-transport-ws expected",
        )


async def test_who_does_not_begin_is_hung_up_on(serve: Serve) -> None:
    async with calling(serve(live_patience=0.1).socket, begin=False) as client:
        assert await client.ended() == (4408, "Connection initialisation timeout")


async def test_who_asks_before_the_beginning_is_hung_up_on(serve: Serve) -> None:
    async with calling(serve().socket, begin=False) as client:
        await client.subscribe(QUERY)
        assert await client.ended() == (4401, "Unauthorized")


async def test_who_begins_twice_is_hung_up_on(serve: Serve) -> None:
    async with calling(serve().socket) as client:
        await client.say("connection_init")
        assert await client.ended() == (4429, "Too many initialisation requests")


async def test_an_id_in_use_is_refused(serve: Serve) -> None:
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
async def test_an_invalid_message_ends_the_connection(serve: Serve, sent: str | bytes) -> None:
    async with calling(serve().socket) as client:
        await client.socket.send(sent)
        code, reason = await client.ended()
    assert code == 4400
    assert reason.startswith("invalid message: ")


async def test_a_message_that_is_too_large_ends_the_connection(serve: Serve) -> None:
    async with calling(serve().socket) as client:
        await client.subscribe("é" * 500_001)
        code, reason = await client.ended()
    assert (code, reason) == (1009, "a message of at most 1,000,000 bytes expected, more found")


async def test_who_answers_no_ping_is_hung_up_on(serve: Serve) -> None:
    async with calling(serve(live_keep_alive=0.1).socket, pongs=False) as client:
        assert await client.ended() == (4408, "no answer to a ping")


async def test_who_answers_pings_stays(serve: Serve, publish: Publish) -> None:
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


async def test_operations_on_one_connection_are_limited(serve: Serve) -> None:
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


async def test_connections_are_limited_and_a_place_is_free_again(serve: Serve) -> None:
    serving = serve(live_connections=1)
    async with calling(serving.socket), calling(serving.socket, begin=False) as second:
        assert await second.ended() == (1013, "all 1 places are taken: try again later")
    await serving.connected_to_by(0)
    async with calling(serving.socket) as third:
        await third.subscribe(QUERY)
        assert (await third.hear())["type"] == "next"


async def test_a_client_that_leaves_is_forgotten(serve: Serve) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(EVENTS)
        await serving.listened_to_by(1)
        client.socket.transport.abort()
        await serving.listened_to_by(0)
        await serving.connected_to_by(0)


async def test_who_takes_no_messages_is_hung_up_on(serve: Serve) -> None:
    serving = serve(live_patience=0.1)
    large = {"words": "x" * 900_000}

    async def flood() -> None:
        while True:  # each pong is as large, and stays unread
            await client.say("ping", payload=large)

    options = {"max_queue": 1, "close_timeout": 0.1, "compression": None}
    async with calling(serving.socket, **options) as client:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(flood)
            await serving.connected_to_by(0)
            tasks.cancel_scope.cancel()
        client.socket.transport.abort()


async def test_pages_of_other_origins_are_refused(serve: Serve) -> None:
    address = serve(origins="https://a.example, https://B.example/").socket
    for origin in (None, "https://a.example", "https://b.example"):
        async with calling(address, origin=origin) as client:
            await client.subscribe(QUERY)
            assert (await client.hear())["type"] == "next"
    with pytest.raises(InvalidStatus) as refused:
        async with calling(address, origin="https://c.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_any_origin_is_admitted_where_none_is_named(serve: Serve) -> None:
    async with calling(serve().socket, origin="https://c.example") as client:
        await client.subscribe(QUERY)
        assert (await client.hear())["type"] == "next"


async def test_the_language_is_that_of_the_handshake(serve: Serve) -> None:
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


async def test_a_server_that_stops_says_so(serve: Serve) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(EVENTS)
        await serving.listened_to_by(1)
        serving.stop()
        assert await client.ended() == (1001, "the server stops: connect anew")


async def test_those_who_never_begin_make_room_for_those_who_do(serve: Serve) -> None:
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
