"""Which addresses a name leads to, and whether a request may go there.

A name is looked up once and the very address that was checked is connected to: between a check
and a second look-up, a name may change its mind (DNS rebinding).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from ingest.catalogue.addresses import ascii_host
from ingest.fetching.results import Code, FetchError
from ingest.fetching.rules import FetchRules

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Name and port → IP addresses, best first. Raises OSError for a name without any."""
Endpoint = tuple[str, int]
"""An IP address and a port."""
Address = IPv4Address | IPv6Address

NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # RFC 6890: protocol assignments, the anycast ones of RFC 7723 too
            "192.88.99.0/24",  # RFC 7526: relays of 6to4, deprecated
            "2001::/23",  # RFC 2928: protocol assignments; Teredo, ORCHIDv2 and others are in it
            "3fff::/20",  # RFC 9637: documentation
        ),
    )
)
"""What the registries of special-purpose addresses (IANA) hold and `ipaddress` does not know, or
calls global in some versions of Python, though no page is served from there."""
UNICAST = ip_network("2000::/3")
"""All global IPv6 addresses that IANA gives out (RFC 4291, 2.4). Site-local (fec0::/10), SRv6
(5f00::/16), discard-only (100::/64) and local NAT64 (64:ff9b:1::/48) addresses lie outside."""
KEPT_SECONDS = 300.0  # as long as browsers and resolvers commonly keep what they looked up
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052


async def resolve_by_system(name: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver gives."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address, networks: Iterable[str] = ()) -> bool:
    """Whether a request may go to the address, and to the one that is embedded in it, if any.

    `networks` are those that the operator allows besides public ones.
    """
    allowed = [ip_network(network) for network in networks]
    return all(
        _is_global(one) or any(one in network for network in allowed) for one in _meant(address)
    )


def _meant(address: Address) -> tuple[Address, ...]:
    """The address, or the IPv4 address that it stands for; both where both are routed."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in NAT64:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    if address.sixtofour:
        return (address, address.sixtofour)
    return (address,)


def _is_global(address: Address) -> bool:
    if address.version == 6 and address not in UNICAST:
        return False
    # `is_global` alone lets multicast and some reserved addresses through.
    return address.is_global and not (
        any(address in network for network in NOT_PUBLIC)
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_loopback
        or address.is_link_local
    )


class Addresses:
    """Names looked up and checked, kept for five minutes."""

    def __init__(self, rules: FetchRules, resolve: Resolver) -> None:
        self._networks = rules.networks
        self._resolve = resolve
        self._fixed = {_name(name): _endpoint(value) for name, value in rules.connect_to.items()}
        self._known: dict[Endpoint, tuple[float, tuple[Endpoint, ...]]] = {}

    async def endpoints(self, host: str, port: int) -> tuple[Endpoint, ...]:
        """Where to connect to, best first, or raise `unknown-name` or `private-address`."""
        now = asyncio.get_running_loop().time()
        until, endpoints = self._known.get((host, port), (now, ()))
        if until <= now:
            endpoints = await self._looked_up(host, port)
            self._known[host, port] = (now + KEPT_SECONDS, endpoints)
        return endpoints

    def prefer(self, host: str, port: int, endpoint: Endpoint) -> None:
        """Begin with this endpoint from now on: others did not answer."""
        until, endpoints = self._known[host, port]
        rest = tuple(other for other in endpoints if other != endpoint)
        self._known[host, port] = (until, (endpoint, *rest))

    def forget(self, host: str, port: int) -> None:
        """Look the name up again next time: none of its endpoints answered."""
        self._known.pop((host, port), None)

    async def _looked_up(self, host: str, port: int) -> tuple[Endpoint, ...]:
        fixed = self._fixed.get(f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
        endpoints = (fixed,) if fixed else await self._resolved(host, port)
        for address, _ in endpoints:
            if not is_public(ip_address(address), self._networks):
                raise FetchError(Code.PRIVATE_ADDRESS, host, "a public address", address)
        return endpoints

    async def _resolved(self, host: str, port: int) -> tuple[Endpoint, ...]:
        with suppress(ValueError):
            return ((str(ip_address(host)), port),)
        try:
            found = await self._resolve(host, port)
            endpoints = tuple((str(ip_address(address)), port) for address in found)
        except (OSError, ValueError) as error:
            failure = FetchError(Code.UNKNOWN_NAME, host, "a name with an address", str(error))
            failure.is_transient = (
                isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            )
            raise failure from error
        if not endpoints:
            raise FetchError(Code.UNKNOWN_NAME, host, "a name with an address", "none")
        return endpoints


def _name(value: str) -> str:
    host, _, port = value.rpartition(":")
    return f"{ascii_host(host)}:{port}"


def _endpoint(value: str) -> Endpoint:
    address, _, port = value.rpartition(":")
    return str(ip_address(address.strip("[]"))), int(port)
