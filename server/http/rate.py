"""How often one client may ask: told in headers, and refused beyond it. Off unless it is set.

RateLimit headers for HTTP (draft-ietf-httpapi-ratelimit-headers), Retry-After (RFC 9110, 10.2.3).
"""

import math
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.http.prefix import path_within
from server.http.problems import problem
from server.setting_values import Rate

_REMEMBERED: Final = 50_000
"""Clients; whoever asked the longest time ago is forgotten first."""
_LIMITED: Final = ("/graphql", "/graphql/stream")


class Verdict(msgspec.Struct, frozen=True):
    """Whether a request may pass, and what is left."""

    allowed: bool
    remaining: int
    reset: int
    """Whole seconds until all is free again; for one that was refused, until the next may pass."""


class Bucket:
    """Leaky buckets, one for each client (GCRA): they drain evenly, a burst may come at once."""

    def __init__(self, rate: Rate, seconds: Callable[[], float]) -> None:
        """`seconds` is a monotonic clock."""
        self.rate = rate
        self._seconds = seconds
        self._full: OrderedDict[str, float] = OrderedDict()
        """Client → when its bucket is empty again."""

    def take(self, client: str) -> Verdict:
        """Count one request of the client, if it may pass."""
        now, step = self._seconds(), self.rate.seconds / self.rate.requests
        empty = max(self._full.get(client, now), now)
        left = int((self.rate.seconds - (empty - now)) / step + 1e-9)
        if left < 1:
            wait = empty - now - self.rate.seconds + step
            return Verdict(allowed=False, remaining=0, reset=max(1, math.ceil(wait)))
        self._full[client] = empty + step
        self._full.move_to_end(client)
        while len(self._full) > _REMEMBERED:
            self._full.popitem(last=False)
        return Verdict(allowed=True, remaining=left - 1, reset=math.ceil(empty + step - now))


class RateLimit:
    """Lets requests to GraphQL pass as often as the rate says, by address of the client.

    Behind a proxy the client is whom a trusted proxy says it is (`ISCM_TRUSTED_PROXIES`); a header
    of anybody else is not believed.
    """

    def __init__(self, app: ASGIApp, bucket: Bucket) -> None:
        """The bucket is one for all ways in: questions over a WebSocket are taken from it, too."""
        self._app = app
        self._rate = bucket.rate
        self._bucket = bucket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, tell and pass on or refuse."""
        if (
            scope["type"] != "http"
            or path_within(scope) not in _LIMITED
            or scope["method"] == "OPTIONS"
        ):
            await self._app(scope, receive, send)
            return
        verdict = self._bucket.take(client_of(scope))
        headers = self._headers(verdict)
        if not verdict.allowed:
            await self._refused(scope, receive, send, verdict)
            return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self._app(scope, receive, tell)

    async def _refused(self, scope: Scope, receive: Receive, send: Send, verdict: Verdict) -> None:
        rate = self._rate
        detail = (
            f"{rate.requests} requests in {rate.seconds:g} s at most expected, more found; "
            f"the next may come in {verdict.reset} s"
        )
        headers = {**self._headers(verdict), "Retry-After": str(verdict.reset)}
        answer = problem(
            Request(scope),
            429,
            detail,
            headers,
            code="RATE_LIMITED",
            help="Wait as long as Retry-After says, ask for more in one question, or send "
            "If-None-Match.",
        )
        await answer(scope, receive, send)

    def _headers(self, verdict: Verdict) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"default";q={self._rate.requests};w={self._rate.seconds:g}',
            "RateLimit": f'"default";r={verdict.remaining};t={verdict.reset}',
        }


def client_of(scope: Scope) -> str:
    """The client, as a trusted proxy says it, else by its connection."""
    return network_of(scope["client"][0] if scope.get("client") else "unknown")


@lru_cache(1024)
def network_of(host: str) -> str:
    """An address; of IPv6 the network that a household has, a /64."""
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, IPv6Address):
        return address.exploded[:19] if address.ipv4_mapped is None else str(address.ipv4_mapped)
    return str(address)
