"""Which addresses are those of one page."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

import idna


def ascii_host(host: str) -> str:
    """`mün.example` → `xn--mn-xka.example`; what IDNA (UTS 46) does not take, in lower case."""
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return host.lower()


# Further hosts on which a publisher keeps the very pages of its first one. Copies that others keep
# are not of this kind: they are refused.
_SECOND_HOSTS: Final = {
    "static.un.org": "un.org",
    "unpopulation.org": "un.org",
    "preview.gfmd.org": "gfmd.org",
}
_CASELESS: Final = frozenset({"iom.int"})
"""Hosts that are known not to tell /Page from /page."""
_PORTS: Final = (None, 80, 443)


def address_key(url: str) -> str:
    """One key for the addresses of one page: scheme, `www.`, case, query, last slash are nothing.

    Nor does it matter on which of its hosts the publisher keeps the page. Raises ValueError for
    what is no URL.
    """
    host, path, _ = _parts(url)
    return host + path.lower()


def exact_key(url: str) -> str:
    """The same, but with the query, and with case on hosts that may tell it apart."""
    host, path, query = _parts(url)
    return host + (path.lower() if host in _CASELESS else path) + (f"?{query}" if query else "")


class PageAddresses:
    """Pages, each by any address of it."""

    def __init__(self, addresses: Iterable[str]) -> None:
        """Of two addresses of one page the first one is its canonical one.

        A query that an address has belongs to it; another one says nothing. Case counts where
        pages differ in nothing else.
        """
        self._as_given: dict[str, str] = {}
        self._exactly: dict[str, str] = {}
        self._loosely: dict[str, set[str]] = {}
        for address in addresses:
            first = self._exactly.setdefault(exact_key(address), address)
            self._as_given[address] = first
            if "?" not in address:
                self._loosely.setdefault(address_key(address), set()).add(first)

    def all(self) -> Iterator[str]:
        """The canonical addresses, in the order given."""
        yield from self._exactly.values()

    def canonical(self, url: str) -> str | None:
        """The canonical address of the page that this is one of; None for any other."""
        if url in self._as_given:  # most are, and taking an address apart is slow
            return self._as_given[url]
        try:
            found = {self._exactly[exact_key(url)]}
        except KeyError:
            found = self._loosely.get(address_key(url), set())
        except ValueError:  # no URL at all
            return None
        return next(iter(found)) if len(found) == 1 else None


def same_hosts(hosts: Iterable[str]) -> frozenset[str]:
    """The hosts on which the publishers of these keep the same pages, themselves among them."""
    own = set(map(ascii_host, hosts))
    bare = {host.removeprefix("www.") for host in own}
    second = {host for host, first in _SECOND_HOSTS.items() if first in bare}
    return frozenset({*own, *bare, *second, *(f"www.{host}" for host in bare)} - {"", "www."})


def _parts(url: str) -> tuple[str, str, str]:
    """Host with any unusual port, path and query."""
    parts = urlsplit(url)
    host = ascii_host(parts.hostname or "").removeprefix("www.")
    if f".{host}".endswith(".iom.ch"):  # IOM's former domain
        host = host.removesuffix("ch") + "int"
    host = _SECOND_HOSTS.get(host, host)
    port = "" if parts.port in _PORTS else f":{parts.port}"
    return host + port, unquote(parts.path).rstrip("/"), parts.query
