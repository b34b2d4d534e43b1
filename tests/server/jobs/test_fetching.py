"""Settings → the rules by which pages are fetched."""

from pathlib import Path

import pytest

from ingest.catalogue.catalogue import load_catalogue
from ingest.errors import CatalogueError
from server.errors import UsageError
from server.jobs.fetching import catalogue_of, rules_of
from server.settings import Settings

CONTACT = "https://example.org/iscm"


@pytest.mark.parametrize("contact", [CONTACT, "http://example.org", "data@example.org"])
def test_the_user_agent_names_us_with_a_contact(contact: str) -> None:
    rules = rules_of(Settings(contact=contact), load_catalogue())
    assert rules.user_agent.startswith("iscm/0.1.0 (+")
    assert rules.user_agent.endswith(f"{contact})")


@pytest.mark.parametrize("contact", ["", "  ", "me", "a@b\nX: y", "https://exämple.org"])
def test_nobody_asks_without_a_contact(contact: str) -> None:
    with pytest.raises(UsageError, match="ISCM_CONTACT: a web or e-mail address expected"):
        rules_of(Settings(contact=contact), load_catalogue())


def test_only_hosts_of_the_catalogue_are_asked() -> None:
    rules = rules_of(Settings(contact=CONTACT), load_catalogue())
    assert {"www.iom.int", "iom.int", "www.un.org", "static.un.org"} <= rules.hosts
    assert "example.org" not in rules.hosts


def test_what_the_operator_sets_is_what_is_done() -> None:
    settings = Settings(
        contact=CONTACT,
        delay=7,
        hosts_at_once=3,
        timeout=20,
        attempts=2,
        networks="10.1.0.0/16, 127.0.0.0/8",
        connect_to="www.iom.int:443=127.0.0.1:8443,un.org:80=[::1]:8080",
        ca_file="ca.pem",
    )
    rules = rules_of(settings, load_catalogue())
    assert (rules.delay, rules.hosts_at_once, rules.attempts) == (7, 3, 2)
    assert (rules.total_timeout, rules.read_timeout) == (20, 20)
    assert rules.networks == ("10.1.0.0/16", "127.0.0.0/8")
    assert rules.connect_to == {"www.iom.int:443": "127.0.0.1:8443", "un.org:80": "[::1]:8080"}
    assert rules.ca_file == "ca.pem"


@pytest.mark.parametrize(
    "words",
    [
        "www.iom.int",
        "www.iom.int=127.0.0.1:1",
        "a:1=b",
        "a:1=b:2=c",
        "a:1=:2",
        "a:x=b:1",
        "a:1=b:99999",
    ],
)
def test_another_address_for_a_host_has_two_sides(words: str) -> None:
    with pytest.raises(UsageError, match="ISCM_CONNECT_TO: host:port=address:port expected"):
        rules_of(Settings(contact=CONTACT, connect_to=words), load_catalogue())


def test_our_own_catalogue_is_followed_unless_another_is_named(tmp_path: Path) -> None:
    assert catalogue_of(Settings()) is load_catalogue()
    with pytest.raises(CatalogueError, match=r"none\.toml"):
        catalogue_of(Settings(catalogue=str(tmp_path / "none.toml")))


@pytest.mark.parametrize("words", ["localhost", "10.1.0.1/16", "10.1.0.0/99"])
def test_a_network_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="ISCM_NETWORKS: a network such as 10"):
        rules_of(Settings(contact=CONTACT, networks=words), load_catalogue())
