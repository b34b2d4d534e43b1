"""Operations over graphql-transport-ws, asked of a real server."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import anyio
import pytest

from snapshots.model import Version

pytestmark = pytest.mark.anyio
Publish = Callable[..., Version]
Serve = Callable[..., Any]
Calling = Callable[..., AbstractAsyncContextManager[Any]]
EVENTS = "subscription { snapshotPublished { digest version publishedAt } }"
AT_ONCE = "subscription { snapshotPublished(now: true) { version } }"
QUERY = "{ snapshot { version } }"


def event(version: int, id: str = "a") -> dict[str, Any]:
    data = {"snapshotPublished": {"version": version}}
    return {"id": id, "type": "next", "payload": {"data": data}}


async def test_a_version_is_told_when_it_is_published(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
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


async def test_each_version_is_told_of_in_turn(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
    serving = serve()
    async with calling(serving.socket) as client:
        await client.subscribe(AT_ONCE.replace("true", "false"))
        await serving.listened_to_by(1)
        for number, name in enumerate(["hld", "midsa", "abc"], start=1):
            publish(name)
            assert await client.hear() == event(number)


async def test_the_present_snapshot_is_told_at_once_where_that_is_asked(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
    publish("hld")
    async with calling(serve().socket) as client:
        await client.subscribe(AT_ONCE)
        assert await client.hear() == event(1)
        publish("midsa")
        assert await client.hear() == event(2)


async def test_nothing_is_told_after_a_client_completes(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
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


async def test_an_id_is_free_again_once_it_was_completed(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
    publish("hld")
    async with calling(serve().socket) as client:
        for _ in range(3):
            await client.subscribe(AT_ONCE)
            assert await client.hear() == event(1)
            await client.say("complete", id="a")


async def test_a_run_that_publishes_nothing_is_not_told_of(
    calling: Calling, serve: Serve, publish: Publish, record: Callable[..., object]
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


async def test_a_query_is_answered_and_completed(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
    publish("hld")
    async with calling(serve().socket) as client:
        await client.subscribe(QUERY)
        heard = await client.hear()
        assert (heard["id"], heard["type"]) == ("a", "next")
        assert heard["payload"]["data"] == {"snapshot": {"version": 1}}
        assert await client.hear() == {"id": "a", "type": "complete"}


async def test_variables_and_the_name_of_an_operation_count(
    calling: Calling, serve: Serve, publish: Publish
) -> None:
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
    calling: Calling, serve: Serve, query: str, code: str, words: str
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
    calling: Calling, serve: Serve, tmp_path: Path
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
