"""Connections to the very addresses that were checked, and what goes wrong with them."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

import h2.events
import httpcore
import httpx
from h2.exceptions import H2Error, InvalidBodyLengthError

from ingest.errors import UnreadableFile
from ingest.fetching.addresses import Addresses, Endpoint, Resolver
from ingest.fetching.encodings import WrongEncoding
from ingest.fetching.http1 import Backend
from ingest.fetching.results import Code, FetchError
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import Target

CONNECTION_ERRORS: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    H2Error,
    ssl.SSLError,
    OSError,
)


@contextmanager
def connection_errors(url: str, seconds: float) -> Iterator[None]:
    """Raise `FetchError` for whatever a host does to a connection, or where it takes too long."""
    try:
        yield
    except WrongEncoding as error:
        raise FetchError(Code.BAD_ENCODING, url, error.expected, error.found) from error
    except TimeoutError as error:
        found = f"more than {seconds:g} seconds of waiting"
        raise FetchError(Code.TIMEOUT, url, "an answer", found) from error
    except CONNECTION_ERRORS as error:
        raise FetchError(_code(error), url, "an answer", _found(error)) from error


def _code(error: Exception) -> Code:
    match error:
        case httpcore.TimeoutException():
            return Code.TIMEOUT
        case _ if is_tls(error):
            return Code.TLS
        case httpcore.ConnectError():
            return Code.UNREACHABLE
        case httpcore.ProtocolError() | H2Error():
            return _broken_off(error)
    return Code.RESET


def _broken_off(error: Exception) -> Code:
    """In which way the answer is none; h11 and h2 tell some ways apart by nothing but words."""
    match _reason(error):
        case h2.events.StreamReset() | h2.events.ConnectionTerminated():
            return Code.RESET
        case InvalidBodyLengthError() as wrong if wrong.actual_length < wrong.expected_length:
            return Code.TRUNCATED
    words = str(error)
    if words.startswith("peer closed connection"):
        return Code.TRUNCATED
    if words.startswith(("Server disconnected", "peer unexpectedly closed connection")):
        return Code.RESET
    if words.endswith("in state ConnectionState.CLOSED"):  # h2 reads nothing behind a GOAWAY
        return Code.RESET
    return Code.BAD_RESPONSE


def _reason(error: Exception) -> object:
    """What h2 said, where httpcore wraps it."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, h2.events.Event | H2Error) else error


def _found(error: Exception) -> str:
    match _reason(error):
        case h2.events.StreamReset(error_code=code):
            return f"a stream reset with {getattr(code, 'name', code)}"
        case h2.events.ConnectionTerminated(error_code=code):
            return f"GOAWAY with {getattr(code, 'name', code)}"
    return str(error) or type(error).__name__


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
        self._pools: dict[Endpoint, httpcore.AsyncConnectionPool] = {}

    async def get(
        self, target: Target, fields: Fields, extensions: Mapping[str, Any] = MappingProxyType({})
    ) -> httpcore.Response:
        """Ask for the target; where an address does not answer, try the next one."""
        name = (target.host, target.port)
        failure: Exception = httpcore.ConnectError("no address")
        for endpoint in await self._addresses.endpoints(*name):
            request = httpcore.Request(
                "GET",
                httpcore.URL(
                    scheme=target.scheme,
                    host=endpoint[0],
                    port=endpoint[1],
                    target=target.url.raw_path,
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
                self._addresses.prefer(*name, endpoint)
                return response
        self._addresses.forget(*name)
        raise failure

    def _pool(self, name: Endpoint) -> httpcore.AsyncConnectionPool:
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
