"""Where a request goes: addresses taken apart, and the redirects that may be followed."""

from ipaddress import ip_address
from urllib.parse import urljoin

import httpx
import msgspec

from ingest.fetching.addresses import is_public
from ingest.fetching.results import Code, FetchError
from ingest.fetching.rules import FetchRules

PORTS = {"http": 80, "https": 443}


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An address that a request may go to."""

    url: httpx.URL
    text: str
    """The address without fragment and default port: two spellings of it are one."""
    scheme: str
    host: str
    """Lower case, ASCII (IDNA); an IPv6 address without brackets."""
    port: int
    origin: str
    """Scheme, host and, where it is not the default one, port."""

    @property
    def is_front(self) -> bool:
        """Whether this is a front page: no path and no query."""
        return self.url.raw_path in (b"", b"/")


class RedirectScope(msgspec.Struct, frozen=True, kw_only=True):
    """How far redirects may lead: to the hosts of the rules, and to which of their ports."""

    rules: FetchRules
    endpoints: frozenset[tuple[str, int]] = frozenset()
    """Host and port of the addresses of the run: the only ports besides those of http and https."""

    def has_port(self, target: Target) -> bool:
        """Whether the port is the one of the scheme, or one of an address of the run."""
        return target.port == PORTS[target.scheme] or (target.host, target.port) in self.endpoints


def read_target(address: str) -> Target:
    """Take an address apart, or raise `bad-address`."""
    try:
        return _taken_apart(httpx.URL(address))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(
            Code.BAD_ADDRESS, repr(address), "an http or https URL", str(error)
        ) from error


def _taken_apart(url: httpx.URL) -> Target:
    host, port = url.raw_host.decode("ascii"), url.port
    if url.scheme not in PORTS:
        raise ValueError(f"the scheme {url.scheme!r}")
    if not host:
        raise ValueError("no host")
    if url.userinfo:
        raise ValueError("a user name or password")
    if port is not None and not 0 < port < 65_536:
        raise ValueError(f"the port {port}")
    shown = f"[{host}]" if ":" in host else host
    default = port is None or port == PORTS[url.scheme]
    origin = f"{url.scheme}://{shown}" + ("" if default else f":{port}")
    text = origin + (url.raw_path.decode("ascii") or "/")
    return Target(
        url=url if str(url) == text else httpx.URL(text),
        text=text,
        scheme=url.scheme,
        host=host,
        port=port or PORTS[url.scheme],
        origin=origin,
    )


def asked_target(address: str, rules: FetchRules) -> Target:
    """The target of an address of the catalogue, or raise `bad-address`."""
    target = read_target(address)
    if target.host not in rules.hosts:
        raise FetchError(Code.BAD_ADDRESS, address, "a host of the rules", target.host)
    return target


def redirected(target: Target, location: str | None, scope: RedirectScope) -> Target:
    """Where a redirect leads (RFC 9110, 10.2.2), or raise why it is not followed."""
    if not location:
        raise FetchError(Code.BAD_RESPONSE, target.text, "a Location beside the redirect", "none")
    try:
        led = read_target(urljoin(target.text, location.strip()))
    except (FetchError, ValueError) as error:
        raise _elsewhere(target, location, str(error)) from error
    if target.scheme == "https" and led.scheme == "http":
        raise FetchError(Code.INSECURE_REDIRECT, target.text, "a redirect to https", led.text)
    if led.host not in scope.rules.hosts:
        if _is_private(led.host, scope.rules):
            expected = "a redirect to a public address"
            raise FetchError(Code.PRIVATE_ADDRESS, target.text, expected, led.text)
        raise _elsewhere(target, led.text, f"{led.host} is none of the hosts of the rules")
    if not scope.has_port(led):
        raise _elsewhere(target, led.text, f"no address of the run names the port {led.port}")
    return led


def _is_private(host: str, rules: FetchRules) -> bool:
    try:
        return not is_public(ip_address(host), rules.networks)
    except ValueError:
        return False


def _elsewhere(target: Target, location: str, reason: str) -> FetchError:
    expected = "a redirect within the hosts of the rules"
    code, where = Code.REDIRECT_ELSEWHERE, target.text
    return FetchError(code, where, expected, repr(location), why=f" ({reason})")
