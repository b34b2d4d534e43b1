"""Settings → the rules by which pages are fetched."""

from importlib.metadata import version
from pathlib import Path

from ingest.catalogue.catalogue import Catalogue, load_catalogue, read_catalogue
from ingest.fetching.rules import FetchRules
from server.setting_values import parse_contact, parse_networks, parse_places
from server.settings import Settings


def catalogue_of(settings: Settings) -> Catalogue:
    """The catalogue that the settings name, else our own; raises CatalogueError."""
    return read_catalogue(Path(settings.catalogue)) if settings.catalogue else load_catalogue()


def rules_of(settings: Settings, catalogue: Catalogue) -> FetchRules:
    """The rules of a run; raises UsageError where nobody could tell who is asking."""
    return FetchRules(
        user_agent=_user_agent(parse_contact(settings.contact)),
        hosts=catalogue.hosts,
        delay=settings.delay,
        hosts_at_once=settings.hosts_at_once,
        attempts=settings.attempts,
        read_timeout=min(30.0, settings.timeout),
        total_timeout=settings.timeout,
        networks=parse_networks(settings.networks),
        connect_to=parse_places(settings.connect_to),
        ca_file=settings.ca_file or None,
    )


def _user_agent(contact: str) -> str:
    """`iscm/0.1.0 (+https://example.org/iscm)`, as RFC 9309 (2.2.1) asks crawlers to be named."""
    return f"iscm/{version('iscm')} (+{contact})"
