"""Twice as much of a header or parameter is twice the work, whatever it is made of."""

from time import process_time
from urllib.parse import quote

import anyio
import pytest
from starlette.types import ASGIApp, Message, Scope

from server.app import create_app
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio
HEADERS = [
    *(
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Content-Type",
        "Cookie",
        "Forwarded",
        "Host",
    ),
    *("If-Modified-Since", "If-None-Match", "If-Range", "Origin", "Range", "X-Forwarded-For"),
]
PARAMETERS = ["query", "documentId", "variables", "extensions", "language", "max_age", "x"]
UNITS = [
    "a",
    ",",
    '"',
    "\\",
    " ",
    "[",
    "{",
    "(",
    "0",
    '\\"',
    '"\\',
    ",a;q=1",
    'W/"a",',
    "0-1,",
    "a-1.",
]
PATHS = ["/static/site.css", "/graphql", "/nowhere"]
LENGTH = 15_000
"""Of the shorter one; the longer one is still within the bounds of a head."""


@pytest.fixture
def app(store: SqliteStore) -> ASGIApp:
    return create_app(Settings(), store)


async def spent(app: ASGIApp, path: str, query: str = "", **headers: str) -> float:
    """Seconds of the processor that an answer takes, which is none of ours to be sorry for."""
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(one.lower().encode(), said.encode()) for one, said in headers.items()],
        "client": ("192.0.2.1", 1),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    told: list[Message] = []
    asked: list[Message] = [{"type": "http.request", "body": b""}]

    async def receive() -> Message:
        if not asked:
            await anyio.sleep_forever()
        return asked.pop()

    async def send(message: Message) -> None:
        told.append(message)

    began = process_time()
    await app(scope, receive, send)
    took = process_time() - began
    assert told[0]["status"] < 500, (path, query[:30], headers)
    return took


async def grows(app: ASGIApp, path: str, unit: str, parameter: str = "", header: str = "") -> float:
    """How many times as long twice as much takes; what takes no time does not grow."""

    async def at(length: int) -> float:
        value = (unit * length)[:length]
        query = f"{parameter}={quote(value)}"[: 2 * LENGTH] if parameter else ""
        return await spent(app, path, query, **({header: value} if header else {}))

    for _ in range(5):
        short, long = await at(LENGTH), await at(2 * LENGTH)
        if long < max(3 * short, 0.05):
            return 1
    return long / short


@pytest.mark.parametrize("header", HEADERS)
async def test_twice_as_much_of_a_header_is_twice_the_work(app: ASGIApp, header: str) -> None:
    for path in PATHS:
        await spent(app, path)
        for unit in UNITS:
            assert await grows(app, path, unit, header=header) < 3, (path, unit)


@pytest.mark.parametrize("parameter", PARAMETERS)
async def test_twice_as_much_of_a_parameter_is_twice_the_work(app: ASGIApp, parameter: str) -> None:
    for path in ("/graphql", "/readyz"):
        await spent(app, path)
        for unit in UNITS:
            assert await grows(app, path, unit, parameter=parameter) < 3, (path, unit)
