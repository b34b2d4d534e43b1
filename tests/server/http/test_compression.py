"""Answers are packed for those who take that."""

import gzip
from collections.abc import AsyncIterator

import httpx
import pytest
import zstandard
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from server.http.compression import MINIMUM, Compression

pytestmark = pytest.mark.anyio

LONG = "migration " * 1000
TAG = '"abc"'


async def page(request: Request) -> Response:
    if request.headers.get("if-none-match"):
        return Response(status_code=304, headers={"ETag": TAG})
    return PlainTextResponse(LONG, headers={"ETag": TAG, "Vary": "Accept, Accept-Encoding"})


async def sized(request: Request) -> Response:
    return PlainTextResponse("a" * int(request.query_params["bytes"]))


async def parts(_: Request) -> Response:
    async def do() -> AsyncIterator[str]:
        for _ in range(3):
            yield LONG

    return StreamingResponse(do(), media_type="text/plain")


async def events(_: Request) -> Response:
    return PlainTextResponse(LONG, media_type="text/event-stream")


APP = Compression(
    Starlette(
        routes=[
            Route("/", page),
            Route("/sized", sized),
            Route("/parts", parts),
            Route("/events", events),
        ]
    )
)


@pytest.fixture
async def raw() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(APP)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def get(client: httpx.AsyncClient, path: str, coding: str, **more: str) -> httpx.Response:
    return await client.get(path, headers={"Accept-Encoding": coding, **more})


def unpacked(answer: bytes, coding: str) -> str:
    if coding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(answer).decode()
    return gzip.decompress(answer).decode()


async def bytes_of(client: httpx.AsyncClient, path: str, coding: str) -> bytes:
    async with client.stream("GET", path, headers={"Accept-Encoding": coding}) as answer:
        assert answer.headers["Content-Encoding"] == coding
        return b"".join([part async for part in answer.aiter_raw()])


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@pytest.mark.parametrize(("path", "text"), [("/", LONG), ("/parts", LONG * 3)])
async def test_what_is_packed_can_be_unpacked(
    raw: httpx.AsyncClient, path: str, text: str, coding: str
) -> None:
    packed = await bytes_of(raw, path, coding)
    assert unpacked(packed, coding) == text
    assert len(packed) < len(text) / 10


async def test_the_length_told_is_that_of_the_packed_bytes(raw: httpx.AsyncClient) -> None:
    packed = await bytes_of(raw, "/", "zstd")
    answer = await get(raw, "/", "zstd")
    assert answer.headers["Content-Length"] == str(len(packed))


@pytest.mark.parametrize("coding", ["", "identity", "gzip;q=0", "br", "gzip;q=0.1, identity;q=0.9"])
async def test_who_does_not_like_it_packed_gets_it_plain(
    raw: httpx.AsyncClient, coding: str
) -> None:
    answer = await get(raw, "/", coding)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["ETag"] == TAG
    assert answer.text == LONG


async def test_what_is_small_stays_plain(raw: httpx.AsyncClient) -> None:
    small = await get(raw, f"/sized?bytes={MINIMUM - 1}", "gzip")
    large = await get(raw, f"/sized?bytes={MINIMUM}", "gzip")
    assert "Content-Encoding" not in small.headers
    assert large.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"] == large.headers["Vary"] == "Accept-Encoding"


async def test_what_an_answer_depends_on_is_told_once(raw: httpx.AsyncClient) -> None:
    for coding in ("gzip", "identity"):
        assert (await get(raw, "/", coding)).headers["Vary"] == "Accept, Accept-Encoding"


async def test_a_stream_of_events_is_not_held_up(raw: httpx.AsyncClient) -> None:
    assert "Content-Encoding" not in (await get(raw, "/events", "gzip")).headers


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
async def test_the_tag_of_packed_bytes_is_weak(raw: httpx.AsyncClient, coding: str) -> None:
    assert (await get(raw, "/", coding)).headers["ETag"] == f"W/{TAG}"


@pytest.mark.parametrize(
    ("known", "tag"), [(TAG, TAG), (f"W/{TAG}", f"W/{TAG}"), (f'"x", W/{TAG}', f"W/{TAG}")]
)
async def test_a_tag_is_confirmed_as_it_is_known(
    raw: httpx.AsyncClient, known: str, tag: str
) -> None:
    answer = await get(raw, "/", "gzip", **{"If-None-Match": known})
    assert (answer.status_code, answer.headers["ETag"]) == (304, tag)


@pytest.mark.parametrize("coding", ["gzip", "identity"])
async def test_a_head_tells_what_a_get_would(raw: httpx.AsyncClient, coding: str) -> None:
    head = await raw.head("/", headers={"Accept-Encoding": coding})
    assert head.content == b""
    assert head.headers == (await get(raw, "/", coding)).headers
