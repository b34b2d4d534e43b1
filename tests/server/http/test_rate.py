"""How often one client may ask."""

from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server.errors import UsageError
from server.http.rate import Bucket, RateLimit, client_of
from server.setting_values import Rate, parse_rate


class Seconds:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_a_burst_may_come_at_once_and_no_more(seconds: Seconds) -> None:
    bucket = Bucket(Rate(3, 60), seconds)
    assert [bucket.take("a").remaining for _ in range(3)] == [2, 1, 0]
    refused = bucket.take("a")
    assert (refused.allowed, refused.remaining, refused.reset) == (False, 0, 20)
    assert bucket.take("b").allowed, "another client"


def test_requests_come_back_evenly(seconds: Seconds) -> None:
    bucket = Bucket(Rate(3, 60), seconds)
    for _ in range(3):
        bucket.take("a")
    seconds.now += 19
    assert not bucket.take("a").allowed
    seconds.now += 1
    assert bucket.take("a").allowed
    assert not bucket.take("a").allowed
    seconds.now += 60
    assert bucket.take("a").remaining == 2


def test_one_who_goes_on_asking_is_let_in_when_it_was_told(seconds: Seconds) -> None:
    bucket = Bucket(Rate(2, 10), seconds)
    for _ in range(2):
        bucket.take("a")
    for _ in range(50):
        wait = bucket.take("a").reset
    seconds.now += wait
    assert bucket.take("a").allowed


@pytest.mark.parametrize(
    ("words", "rate"), [("120/1m", Rate(120, 60)), ("1/1s", Rate(1, 1)), ("", None)]
)
def test_a_rate_is_requests_in_a_time(words: str, rate: Rate | None) -> None:
    assert parse_rate(words) == rate


@pytest.mark.parametrize("words", ["120", "x/1m", "0/1m", "-1/1m", "1/never", "²/1m", "/"])
def test_what_is_no_rate_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="ISCM_RATE: a rate such as 120/1m expected"):
        parse_rate(words)


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:9::", "2001:0db8:0001:0002"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_its_address(host: str, client: str) -> None:
    assert client_of({"type": "http", "client": (host, 1)}) == client


def test_a_client_without_an_address_is_one_of_the_unknown() -> None:
    assert client_of({"type": "http", "client": None}) == "unknown"


@pytest.fixture
def ask(seconds: Seconds) -> Callable[..., httpx.AsyncClient]:
    def hello(_: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    app = Starlette(routes=[Route("/graphql", hello), Route("/other", hello)])
    limited = RateLimit(app, Bucket(Rate(2, 60), seconds))
    transport = httpx.ASGITransport(limited)
    return lambda: httpx.AsyncClient(transport=transport, base_url="http://test")


@pytest.mark.anyio
async def test_answers_tell_what_is_left(ask: Callable[..., httpx.AsyncClient]) -> None:
    async with ask() as client:
        first = await client.get("/graphql")
    assert first.headers["RateLimit-Policy"] == '"default";q=2;w=60'
    assert first.headers["RateLimit"] == '"default";r=1;t=30'


@pytest.mark.anyio
async def test_one_too_many_is_told_when_to_come_again(
    ask: Callable[..., httpx.AsyncClient],
) -> None:
    async with ask() as client:
        for _ in range(2):
            assert (await client.get("/graphql")).status_code == 200
        refused = await client.get("/graphql")
        other = await client.get("/other")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "30"
    assert refused.headers["Content-Type"] == "application/problem+json"
    body = refused.json()
    assert body["code"] == "RATE_LIMITED"
    assert body["detail"].startswith("2 requests in 60 s at most expected, more found")
    assert other.status_code == 200
    assert "RateLimit" not in other.headers
