"""Connections to the very addresses that were checked, kept apart by name."""

import ssl
from types import TracebackType
from typing import Self

import httpx

from ingest.errors import UnreadableFile
from ingest.fetching.addresses import Addresses, Place, Resolver
from ingest.fetching.rules import FetchRules

# One request at a time runs for each host; the others wait for a connection that is being closed.
LIMITS = httpx.Limits(max_connections=4, max_keepalive_connections=1, keepalive_expiry=30)


def trusted(ca_file: str | None) -> ssl.SSLContext:
    """The authorities of certifi and those of the file; certificates are always verified."""
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise UnreadableFile(ca_file, str(error)) from error
    return context


class Connections(httpx.AsyncBaseTransport):
    """Sends a request to a checked address of its host.

    Each name and port has a pool of its own: a connection that was opened, and verified, for one
    name never serves another one, even if both lead to the same address.
    """

    def __init__(self, rules: FetchRules, resolve: Resolver) -> None:
        self._addresses = Addresses(rules, resolve)
        self._context = trusted(rules.ca_file)
        self._pools: dict[Place, httpx.AsyncHTTPTransport] = {}

    async def __aenter__(self) -> Self:
        """Nothing is opened beforehand."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        """Close all connections."""
        await self.aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it; where an address does not answer, try the next one."""
        url = request.url
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        places = await self._addresses.places(host, port)
        request.extensions["sni_hostname"] = host
        failure: httpx.TransportError = httpx.ConnectError("no address")
        for place in places:
            try:
                response = await self._send(request, url, (host, port), place)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if is_tls(error):
                    raise
                failure = error
            else:
                self._addresses.prefer(host, port, place)
                return response
        self._addresses.forget(host, port)
        raise failure

    async def _send(
        self, request: httpx.Request, url: httpx.URL, name: Place, place: Place
    ) -> httpx.Response:
        pool = self._pools.get(name)
        if pool is None:
            pool = self._pools[name] = httpx.AsyncHTTPTransport(
                verify=self._context, http2=True, trust_env=False, limits=LIMITS
            )
        request.url = url.copy_with(host=place[0], port=place[1])
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Close all connections."""
        while self._pools:
            _, pool = self._pools.popitem()
            await pool.aclose()


def is_tls(error: BaseException | None) -> bool:
    """Whether TLS is behind the error: what a host's certificate or handshake did wrong."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            # The connection broke off during TLS: that says nothing about trust.
            return not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
        error = error.__cause__ or error.__context__
    return False
