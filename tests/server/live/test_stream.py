"""Server-sent events from a real server: the protocol graphql-sse, distinct connections mode."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx
import pytest

from snapshots.model import Version

pytestmark = pytest.mark.anyio
Publish = Callable[..., Version]
Serve = Callable[..., Any]
EVENTS = "subscription { snapshotPublished { version } }"
AT_ONCE = "subscription { snapshotPublished(now: true) { version } }"
QUERY = "{ snapshot { version } }"
ACCEPT = {"Accept": "text/event-stream"}


class Stream:
    """The events of an answer, one by one."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.aiter_lines()

    async def block(self) -> list[str]:
        """The lines up to the next empty one."""
        lines: list[str] = []
        with anyio.fail_after(10):
            async for line in self._lines:
                if not line:
                    return lines
                lines.append(line)
        raise EOFError("the stream ended")

    async def event(self) -> tuple[str, Any]:
        """The next event, comments left out: its name and its data."""
        while (lines := await self.block()) == [":"]:
            pass
        name, data = (line.partition(":")[2].strip() for line in lines)
        return name, json.loads(data) if data else None


@asynccontextmanager
async def streaming(
    serving: Any, query: str, method: str = "POST", **more: Any
) -> AsyncIterator[Stream]:
    asked = {"query": query, **more}
    sent = {"json": asked} if method == "POST" else {"params": asked}
    async with (
        httpx.AsyncClient(base_url=serving.http, headers=ACCEPT, timeout=10) as client,
        client.stream(method, "/graphql/stream", **sent) as answer,
    ):
        yield Stream(answer)


def event(version: int | None) -> tuple[str, Any]:
    return "next", {"data": {"snapshotPublished": {"version": version}}}


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_each_version_is_told_of_when_it_is_published(
    serve: Serve, publish: Publish, method: str
) -> None:
    serving = serve()
    async with streaming(serving, EVENTS, method) as stream:
        assert stream.answer.status_code == 200
        await serving.listened_to_by(1)
        publish("hld")
        assert await stream.event() == event(1)
        publish("midsa")
        assert await stream.event() == event(2)
    await serving.listened_to_by(0)
    await serving.connected_to_by(0)


async def test_the_present_snapshot_is_told_at_once_where_that_is_asked(
    serve: Serve, publish: Publish
) -> None:
    publish("hld")
    async with streaming(serve(), AT_ONCE) as stream:
        assert await stream.event() == event(1)


async def test_a_query_is_answered_and_completed(serve: Serve, publish: Publish) -> None:
    publish("hld")
    async with streaming(serve(), QUERY) as stream:
        kind, body = await stream.event()
        assert (kind, body["data"]) == ("next", {"snapshot": {"version": 1}})
        assert await stream.event() == ("complete", None)
        with pytest.raises(EOFError):
            await stream.block()


async def test_an_event_complete_has_data_so_that_browsers_see_it(serve: Serve) -> None:
    async with streaming(serve(), QUERY) as stream:
        blocks = [await stream.block() for _ in range(2)]
        while ["event: complete", "data:"] not in blocks:
            blocks.append(await stream.block())


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { x }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ x }", "GRAPHQL_VALIDATION_FAILED"),
        (" ", "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_what_cannot_be_executed_is_said_in_an_event(
    serve: Serve, query: str, code: str
) -> None:
    async with streaming(serve(), query) as stream:
        assert stream.answer.status_code == 200
        name, body = await stream.event()
        assert (name, list(body)) == ("next", ["errors"])
        assert body["errors"][0]["extensions"]["code"] == code
        assert await stream.event() == ("complete", None)


async def test_the_name_of_an_operation_and_variables_count_in_an_address_too(
    serve: Serve, publish: Publish
) -> None:
    publish("hld")
    both = "query A { a: __typename } subscription B($now: Boolean!) "
    both += "{ snapshotPublished(now: $now) { version } }"
    more = {"operationName": "B", "variables": '{"now": true}'}
    async with streaming(serve(), both, "GET", **more) as stream:
        assert await stream.event() == event(1)


async def test_nothing_between_keeps_events_back(serve: Serve) -> None:
    async with streaming(serve(), EVENTS) as stream:
        headers = stream.answer.headers
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers
    assert "content-length" not in headers


async def test_comments_keep_a_silent_stream_alive(serve: Serve) -> None:
    async with streaming(serve(live_keep_alive=0.02), EVENTS) as stream:
        assert [await stream.block() for _ in range(4)] == [[":"]] * 4


REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"json": {"query": EVENTS}, "headers": {"Accept": "application/json"}}, 406, "Accept"),
    ({"json": {"query": EVENTS}, "headers": {"Accept": "text/html, image/*"}}, 406, "Accept"),
    ({"content": b"query", "headers": {"Content-Type": "text/plain"}}, 415, "Content-Type"),
    ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, "JSON object"),
    ({"json": {"x": 1}}, 400, "query"),
    ({"json": []}, 400, "an array found"),
    ({"json": {"query": "x" * 1_000_000}}, 413, "1,000,000 bytes"),
    ({"method": "GET"}, 400, "`query` is missing"),
    ({"method": "GET", "params": {"query": EVENTS, "variables": "["}}, 400, "`variables`"),
    ({"json": {"query": EVENTS}, "headers": {"Origin": "https://b.example"}}, 403, "origin"),
]


@pytest.mark.parametrize(("request_", "status", "words"), REFUSED)
async def test_a_request_that_asks_nothing_is_refused(
    serve: Serve, request_: dict[str, Any], status: int, words: str
) -> None:
    serving = serve(origins="https://a.example")
    sent = {"method": "POST", **request_, "headers": {**ACCEPT, **request_.get("headers", {})}}
    async with httpx.AsyncClient(base_url=serving.http, timeout=10) as client:
        answer = await client.request(url="/graphql/stream", **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] in ("application/json", "application/problem+json")
    assert answer.headers["cache-control"] == "no-store"
    assert words in answer.text


async def test_reservations_are_not_offered(serve: Serve) -> None:
    async with httpx.AsyncClient(base_url=serve().http, timeout=10) as client:
        assert (await client.put("/graphql/stream")).status_code == 405
        assert (await client.delete("/graphql/stream")).status_code == 405


async def test_the_head_of_a_stream_ends(serve: Serve) -> None:
    async with httpx.AsyncClient(base_url=serve().http, timeout=10) as client:
        answer = await client.head("/graphql/stream", headers=ACCEPT)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"


async def test_streams_and_sockets_share_the_places(serve: Serve) -> None:
    serving = serve(live_connections=1)
    async with streaming(serving, EVENTS):
        await serving.connected_to_by(1)
        async with streaming(serving, EVENTS) as second:
            await second.answer.aread()
            assert second.answer.status_code == 503
            assert second.answer.headers["retry-after"] == "30"
            assert "all 1 places are taken" in second.answer.text
    await serving.connected_to_by(0)
    async with streaming(serving, QUERY) as third:
        assert (await third.event())[0] == "next"


async def test_a_server_that_stops_ends_a_stream_without_completing_it(serve: Serve) -> None:
    serving = serve()
    async with streaming(serving, EVENTS) as stream:
        await serving.listened_to_by(1)
        serving.stop()
        with pytest.raises(EOFError):
            assert await stream.event() is None


async def test_the_endpoint_itself_never_streams(serve: Serve) -> None:
    accepts = {"Accept": "application/graphql-response+json, application/json, text/event-stream"}
    async with httpx.AsyncClient(base_url=serve().http, headers=accepts, timeout=10) as client:
        answer = await client.post("/graphql", json={"query": QUERY})
    assert answer.json()["data"] == {"snapshot": {"version": None}}
