import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

import pytest

from benchmarks.world import ADDRESS, Reply, World
from ingest.fetching.addresses import Addresses, is_public, resolve_by_system
from ingest.fetching.results import Code, FetchError
from ingest.fetching.rules import FetchRules
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page")
FORBIDDEN = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.0.9",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b:1::1",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:1::1",
    "2001:2::1",
    "2001:3::1",
    "2001:4:112::1",
    "2001:10::1",
    "2001:20::1",
    "2001:30::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c058:6301::",
    "3fff::1",
    "3fff:fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
)
PUBLIC = (
    "1.1.1.1",
    "192.0.1.1",
    "192.88.98.255",
    "2001:200::1",
    "2606:4700::1111",
    "3ffe::1",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
)


def rules(**changes: Any) -> FetchRules:
    return FetchRules(user_agent="iscm", hosts=frozenset({"a.test"}), **changes)


def resolver(*answers: Sequence[str]) -> Any:
    left = iter(answers)

    async def resolve(name: str, port: int) -> Sequence[str]:
        return next(left)

    return resolve


@pytest.mark.parametrize("address", FORBIDDEN)
def test_an_address_that_is_not_public_is_known_as_such(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_too(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"])
def test_a_network_may_be_allowed(address: str) -> None:
    assert is_public(ip_address(address), ("127.0.0.0/8",))
    assert not is_public(ip_address(address), ("10.0.0.0/8", "::1/128"))


@pytest.mark.anyio
@pytest.mark.parametrize("address", FORBIDDEN)
async def test_a_name_with_one_such_address_is_refused(address: str) -> None:
    addresses = Addresses(rules(), resolver(("1.1.1.1", address)))
    with pytest.raises(FetchError, match="public address expected") as caught:
        await addresses.endpoints("a.test", 80)
    assert caught.value.code is Code.PRIVATE_ADDRESS


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "0177.0.0.1"])
async def test_no_spelling_of_loopback_gets_through(world: World, answers: Any, host: str) -> None:
    url = f"http://{host}:{world.port}/page"
    world.script(host, "/page", PAGE)
    changes = {"networks": (), "connect_to": {}, "played": (host.strip("[]"),)}
    answer = (await answers([url], **changes))[url]
    assert answer.code in {"private-address", "bad-address"}
    assert (answer.code == "bad-address") is (host == "0177.0.0.1")
    assert world.log == ()


@pytest.mark.anyio
async def test_where_the_operator_leads_a_name_is_checked_as_well(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", PAGE)
    (answer,) = (await answers(["http://a.test/page"], networks=())).values()
    assert answer.code == "private-address"
    assert world.log == ()


@pytest.mark.anyio
async def test_a_name_is_looked_up_once_for_the_check_and_the_connection(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/page", PAGE)
    url = f"http://a.test:{world.port}/page"
    resolve = resolver((ADDRESS,), ("10.1.2.3",))
    (answer,) = (await answers([url], connect_to={}, resolve=resolve)).values()
    assert isinstance(answer, Capture)
    assert {seen.address for seen in world.log} == {ADDRESS}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("errno", "passing"), [(socket.EAI_AGAIN, True), (socket.EAI_NONAME, False)]
)
async def test_a_name_without_address_is_asked_again_only_if_the_resolver_is_busy(
    errno: int, passing: bool
) -> None:
    async def resolve(name: str, port: int) -> Sequence[str]:
        raise socket.gaierror(errno, "no such name")

    with pytest.raises(FetchError) as caught:
        await Addresses(rules(), resolve).endpoints("a.test", 80)
    assert caught.value.code is Code.UNKNOWN_NAME
    assert caught.value.is_transient is passing


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["a..test", "a" * 64 + ".test"])
async def test_a_name_that_is_none_has_no_address(name: str) -> None:
    with pytest.raises(FetchError) as caught:
        await Addresses(rules(), resolve_by_system).endpoints(name, 80)
    assert caught.value.code is Code.UNKNOWN_NAME


@pytest.mark.anyio
async def test_the_system_resolves_names() -> None:
    assert ADDRESS in await resolve_by_system("localhost", 80)
