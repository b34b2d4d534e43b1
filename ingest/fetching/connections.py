"""Connections to the very addresses that were checked, kept apart by name."""

import ssl
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import httpcore
import httpx

from ingest.errors import UnreadableFile
from ingest.fetching.addresses import Addresses, Place, Resolver
from ingest.fetching.rules import FetchRules
from ingest.fetching.streams import Backend
from ingest.fetching.targets import Target

Fields = tuple[tuple[str, str], ...]

# One request at a time runs for each host; the others wait for a connection that is being closed.
MOST_CONNECTIONS = 4
KEPT_SECONDS = 30.0


def trusted(ca_file: str | None) -> ssl.SSLContext:
    """The authorities of certifi and those of the file; certificates are always verified."""
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise UnreadableFile(ca_file, str(error)) from error
    return context


class Connections:
    """Sends a request to a checked address of its host.

    Each name and port has a pool of its own: a connection that was opened, and verified, for one
    name never serves another one, even if both lead to the same address.
    """

    def __init__(self, rules: FetchRules, resolve: Resolver) -> None:
        self._addresses = Addresses(rules, resolve)
        self._context = trusted(rules.ca_file)
        self._backend = Backend()
        self._pools: dict[Place, httpcore.AsyncConnectionPool] = {}

    async def get(
        self, target: Target, fields: Fields, extensions: Mapping[str, Any] = MappingProxyType({})
    ) -> httpcore.Response:
        """Ask for the target; where an address does not answer, try the next one."""
        name = (target.host, target.port)
        failure: Exception = httpcore.ConnectError("no address")
        for place in await self._addresses.places(*name):
            request = httpcore.Request(
                "GET",
                httpcore.URL(
                    scheme=target.scheme, host=place[0], port=place[1], target=target.url.raw_path
                ),
                headers=fields,
                extensions={**extensions, "sni_hostname": target.host},
            )
            try:
                response = await self._pool(name).handle_async_request(request)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                if is_tls(error):
                    raise
                failure = error
            except ValueError as error:  # httpcore reads the status of HTTP/2 as it comes
                raise httpcore.RemoteProtocolError(f"a status expected, {error} found") from error
            else:
                self._addresses.prefer(*name, place)
                return response
        self._addresses.forget(*name)
        raise failure

    def _pool(self, name: Place) -> httpcore.AsyncConnectionPool:
        if name not in self._pools:
            self._pools[name] = httpcore.AsyncConnectionPool(
                ssl_context=self._context,
                max_connections=MOST_CONNECTIONS,
                max_keepalive_connections=1,
                keepalive_expiry=KEPT_SECONDS,
                http2=True,
                network_backend=self._backend,
            )
        return self._pools[name]

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
