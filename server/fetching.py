"""Settings → the rules by which pages are fetched."""

from importlib.metadata import version
from ipaddress import ip_network
from pathlib import Path

from ingest.catalogue import Catalogue, load_catalogue, read_catalogue
from ingest.fetching.rules import FetchRules
from server.errors import UsageError
from server.settings import Settings


def catalogue_of(settings: Settings) -> Catalogue:
    """The catalogue that the settings name, else our own; raises CatalogueError."""
    return read_catalogue(Path(settings.catalogue)) if settings.catalogue else load_catalogue()


def rules_of(settings: Settings, catalogue: Catalogue) -> FetchRules:
    """The rules of a run; raises UsageError where nobody could tell who is asking."""
    return FetchRules(
        user_agent=_user_agent(settings.contact.strip()),
        hosts=catalogue.hosts,
        delay=settings.delay,
        hosts_at_once=settings.hosts_at_once,
        attempts=settings.attempts,
        read_timeout=min(30.0, settings.timeout),
        total_timeout=settings.timeout,
        networks=tuple(map(_network, _listed(settings.networks))),
        connect_to=dict(map(_pair, _listed(settings.connect_to))),
        ca_file=settings.ca_file or None,
    )


def _user_agent(contact: str) -> str:
    """`iscm/0.1.0 (+https://example.org/iscm)`, as RFC 9309 (2.2.1) asks crawlers to be named."""
    known = "@" in contact or contact.startswith(("http://", "https://"))
    if not known or not contact.isprintable() or not contact.isascii():
        raise UsageError(
            "ISCM_CONTACT: a web or e-mail address expected by which the people behind the pages "
            f"can reach you, {contact!r} found"
        )
    return f"iscm/{version('iscm')} (+{contact})"


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _network(words: str) -> str:
    try:
        return str(ip_network(words))
    except ValueError as error:
        raise UsageError(
            f"ISCM_NETWORKS: a network such as 10.1.0.0/16 expected, {words!r} found"
        ) from error


def _pair(words: str) -> tuple[str, str]:
    host, sign, address = words.partition("=")
    if not sign or not _has_port(host) or not _has_port(address):
        raise UsageError(f"ISCM_CONNECT_TO: host:port=address:port expected, {words!r} found")
    return host.strip(), address.strip()


def _has_port(words: str) -> bool:
    name, colon, port = words.strip().rpartition(":")
    return bool(name and colon) and port.isascii() and port.isdigit() and 0 < int(port) < 65536
