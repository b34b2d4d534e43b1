import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import h2.config
import h2.connection
import h2.events
import pytest

from benchmarks.world import ADDRESS, Authority, Reply, Seen, World
from ingest.errors import UnreadableFile
from ingest.fetching.addresses import resolve_by_system
from ingest.fetching.connections import Connections, trusted
from ingest.fetching.rules import FetchRules
from ingest.fetching.targets import read_target
from ingest.page import Capture

PAGE = Reply(body=b"<p>Page")
NOBODY = "127.0.0.2"  # the world listens on 127.0.0.1 alone


async def both(name: str, port: int) -> Sequence[str]:
    return (NOBODY, ADDRESS)


@pytest.mark.anyio
async def test_the_next_address_is_tried_and_then_kept(world: World, answers: Any) -> None:
    with closing(socket.socket()) as silent:

        def wake_the_first(_: Seen) -> Reply:
            silent.bind((NOBODY, world.port))
            silent.listen()
            return PAGE

        world.script("a.test", "/0", wake_the_first)
        world.script("a.test", "/1", PAGE)
        urls = [f"http://a.test:{world.port}/{number}" for number in range(2)]
        changes = {"networks": ("127.0.0.0/8",), "connect_to": {}, "attempts": 1}
        got = await answers(urls, resolve=both, read_timeout=0.5, **changes)
    assert all(isinstance(answer, Capture) for answer in got.values())


@pytest.mark.anyio
async def test_a_wrong_certificate_is_not_talked_away_by_the_next_address(answers: Any) -> None:
    async def good_first(name: str, port: int) -> Sequence[str]:
        return (ADDRESS, NOBODY)

    with World(Authority()) as world:
        url = f"https://a.test:{world.tls_port}/page"
        changes = {"networks": ("127.0.0.0/8",), "connect_to": {}, "attempts": 1}
        (answer,) = (await answers([url], resolve=good_first, **changes)).values()
    assert answer.code == "tls"


@pytest.mark.anyio
async def test_connections_are_used_again_but_never_for_another_name(
    world: World, answers: Any
) -> None:
    urls = [f"http://{host}.test/{number}" for number in range(3) for host in "ab"]
    for host in "ab":
        for number in range(3):
            world.script(f"{host}.test", f"/{number}", PAGE)
    await answers(urls)
    assert len(world.log) == 8
    served = {(seen.connection, seen.host) for seen in world.log}
    assert len(served) == len({number for number, _ in served}) == 2


@pytest.mark.anyio
async def test_a_connection_is_used_again_after_answers_that_are_no_page(
    world: World, answers: Any
) -> None:
    world.script("a.test", "/1", Reply(status=404, body=b"a" * 60_000))
    world.script("a.test", "/2", Reply(status=301, body=b"here", headers=(("Location", "/3"),)))
    world.script("a.test", "/3", PAGE)
    await answers(["http://a.test/1", "http://a.test/2"])
    assert len(world.log) == 4
    assert len({seen.connection for seen in world.log}) == 1


@pytest.mark.anyio
async def test_certificates_are_verified_against_the_name(answers: Any, tmp_path: Path) -> None:
    authority = Authority()
    with World(authority) as world:
        world.script("a.test", "/page", PAGE)
        changes: dict[str, Any] = {"connect_to": world.connect_to("a.test")}
        (refused,) = (await answers(["https://a.test/page"], **changes)).values()
        assert refused.code == "tls"
        changes["ca_file"] = authority.file(tmp_path)
        (answer,) = (await answers(["https://a.test/page"], **changes)).values()
        assert isinstance(answer, Capture)
        assert world.log[1].headers["host"] == "a.test"


def test_authorities_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"missing\.pem"):
        trusted(str(tmp_path / "missing.pem"))
    empty = tmp_path / "empty.pem"
    empty.touch()
    with pytest.raises(UnreadableFile, match=r"empty\.pem"):
        trusted(str(empty))


@pytest.mark.anyio
async def test_http_2_is_spoken_where_the_host_does(tmp_path: Path) -> None:
    authority = Authority()
    async with _http_2(authority.context("a.test")) as port:
        rules = FetchRules(
            user_agent="iscm",
            hosts=frozenset({"a.test"}),
            networks=("127.0.0.0/8",),
            connect_to={"a.test:443": f"{ADDRESS}:{port}"},
            ca_file=authority.file(tmp_path),
        )
        async with aclosing(Connections(rules, resolve_by_system)) as connections:
            target = read_target("https://a.test/page")
            response = await connections.get(target, (("Host", "a.test"),))
            assert await response.aread() == b"a.test"
            await response.aclose()
    assert response.extensions["http_version"] == b"HTTP/2"


@asynccontextmanager
async def _http_2(context: ssl.SSLContext) -> AsyncIterator[int]:
    """A server that answers each request with the authority that it names."""
    context.set_alpn_protocols(["h2"])
    ended = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        state.initiate_connection()
        writer.write(state.data_to_send())
        while data := await reader.read(65_536):
            for event in state.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    fields = dict(event.headers)
                    state.send_headers(event.stream_id, [(":status", "200")])
                    state.send_data(event.stream_id, fields[b":authority"], end_stream=True)
            writer.write(state.data_to_send())
        writer.close()
        ended.set()

    server = await asyncio.start_server(serve, ADDRESS, 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        await asyncio.wait_for(ended.wait(), 5)
        server.close()
        await server.wait_closed()
