"""What stands in single settings: lists, networks, places, origins, rates."""

from collections.abc import Callable, Mapping
from ipaddress import ip_network
from typing import Final
from urllib.parse import urlsplit

import msgspec

from server.durations import parse_duration
from server.errors import UsageError


class Rate(msgspec.Struct, frozen=True):
    """So many requests in so many seconds."""

    requests: int
    seconds: float


def parse_rate(words: str) -> Rate | None:
    """`120/1m`; None for nothing. Raises UsageError."""
    if not words:
        return None
    number, _, period = words.partition("/")
    try:
        if not number.isascii() or not number.isdigit() or not 0 < int(number) <= 1_000_000:
            raise ValueError(f"a number of requests expected, {number!r} found")
        return Rate(int(number), parse_duration(period).total_seconds())
    except ValueError as error:
        raise UsageError(f"ISCM_RATE: a rate such as 120/1m expected: {error}") from error


def parse_networks(words: str) -> tuple[str, ...]:
    """`10.1.0.0/16, fd00::/8`; raises UsageError."""
    return tuple(_network("ISCM_NETWORKS", one) for one in _listed(words))


def parse_proxies(words: str) -> tuple[str, ...]:
    """As networks, or `*` for any; raises UsageError."""
    return tuple(
        one if one == "*" else _network("ISCM_TRUSTED_PROXIES", one) for one in _listed(words)
    )


def parse_places(words: str) -> Mapping[str, str]:
    """`www.iom.int:443=127.0.0.1:8443`: host and port → address and port; raises UsageError."""
    return dict(map(_pair, _listed(words)))


def parse_origins(words: str) -> frozenset[str]:
    """`https://example.org`, lower case and without a last slash; raises UsageError."""
    return frozenset(map(_origin, _listed(words)))


def parse_contact(words: str) -> str:
    """A web or e-mail address that fits into a header; raises UsageError."""
    contact = words.strip()
    known = "@" in contact or contact.startswith(("http://", "https://"))
    if not known or not contact.isprintable() or not contact.isascii():
        raise UsageError(
            "ISCM_CONTACT: a web or e-mail address expected by which the people behind the pages "
            f"can reach you, {contact!r} found"
        )
    return contact


PARSERS: Final[Mapping[str, Callable[[str], object]]] = {
    "contact": parse_contact,
    "networks": parse_networks,
    "connect_to": parse_places,
    "origins": parse_origins,
    "rate": parse_rate,
    "trusted_proxies": parse_proxies,
}
"""Setting → what reads its words, where it has any."""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _network(variable: str, words: str) -> str:
    try:
        return str(ip_network(words))
    except ValueError as error:
        raise UsageError(
            f"{variable}: a network such as 10.1.0.0/16 expected, {words!r} found"
        ) from error


def _pair(words: str) -> tuple[str, str]:
    host, sign, address = words.partition("=")
    if not sign or not _has_port(host) or not _has_port(address):
        raise UsageError(f"ISCM_CONNECT_TO: host:port=address:port expected, {words!r} found")
    return host.strip(), address.strip()


def _has_port(words: str) -> bool:
    name, colon, port = words.strip().rpartition(":")
    return bool(name and colon) and port.isascii() and port.isdigit() and 0 < int(port) < 65536


def _origin(words: str) -> str:
    """RFC 6454, 6.2: scheme, host and, where it is not the default one, port; nothing else."""
    origin = words.rstrip("/").lower()
    try:
        parts = urlsplit(origin)
        sound = parts.hostname and parts.port != 0 and f"{parts.scheme}://{parts.netloc}" == origin
    except ValueError:
        sound = False
    if not sound or "@" in origin or not origin.isprintable() or " " in origin:
        raise UsageError(
            f"ISCM_ORIGINS: an origin such as https://example.org expected, {words!r} found"
        )
    return origin
