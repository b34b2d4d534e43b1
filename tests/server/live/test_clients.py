"""The clients that frontends use, graphql-ws and graphql-sse, against a real server."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest

from snapshots.model import Version

pytestmark = pytest.mark.anyio
Publish = Callable[..., Version]
Serve = Callable[..., Any]
NODE = Path(__file__).parent / "node"
OFFLINE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED"
)
QUERY = "{ snapshot { version } }"


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the scripts, with what they need installed as the lock says."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: the clients need Node.js 20 or newer")
    folder = tmp_path_factory.mktemp("clients") / "node"
    shutil.copytree(NODE, folder, ignore=shutil.ignore_patterns("node_modules"))
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    if OFFLINE.search(done.stderr):
        pytest.skip(f"npm cannot reach its registry: {done.stderr.strip()[-300:]}")
    assert done.returncode == 0, done.stderr
    return folder


class Script:
    """A running script: lines of JSON out, words in."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        with anyio.fail_after(20):
            return json.loads(await self._process.stdout.readline())

    async def say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        await self._process.stdin.drain()


@asynccontextmanager
async def script(clients: Path, name: str, serving: Any, what: str) -> AsyncIterator[Script]:
    address = serving.socket if name == "socket" else f"{serving.http}/graphql/stream"
    process = await asyncio.create_subprocess_exec(
        "node",
        clients / f"{name}.mjs",
        address,
        what,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Script(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def event(name: str, version: int) -> dict[str, Any]:
    return {"name": name, "next": {"data": {"snapshotPublished": {"version": version}}}}


both = pytest.mark.parametrize("name", ["socket", "stream"])


@both
async def test_a_client_hears_of_versions_until_it_stops(
    clients: Path, serve: Serve, publish: Publish, name: str
) -> None:
    publish("a")
    serving = serve()
    async with script(clients, name, serving, "events") as client:
        begun = [await client.hear(), await client.hear()]
        assert sorted(begun, key=str) == [event("stays", 1), event("stops", 1)]
        publish("b")
        told = [await client.hear(), await client.hear()]
        assert sorted(told, key=str) == [event("stays", 2), event("stops", 2)]
        await client.say("stop")
        assert await client.hear() == {"name": "stops", "complete": True}
        await serving.listened_to_by(1)
        publish("c")
        assert await client.hear() == event("stays", 3)
        publish("d")
        assert await client.hear() == event("stays", 4)
        await client.say("end")
        await serving.listened_to_by(0)
        await serving.connected_to_by(0)


@both
async def test_a_client_is_answered_a_query(
    clients: Path, serve: Serve, publish: Publish, name: str
) -> None:
    publish("a")
    async with script(clients, name, serve(), QUERY) as client:
        heard = await client.hear()
        assert (heard["name"], heard["next"]["data"]) == ("asked", {"snapshot": {"version": 1}})
        assert await client.hear() == {"name": "asked", "complete": True}


async def test_graphql_ws_is_told_what_is_wrong_with_a_document(
    clients: Path, serve: Serve
) -> None:
    async with script(clients, "socket", serve(), "subscription { x }") as client:
        heard = await client.hear()
        assert heard["name"] == "asked"
        assert "Cannot query field 'x'" in heard["error"][0]


async def test_graphql_sse_is_told_what_is_wrong_with_a_document(
    clients: Path, serve: Serve
) -> None:
    async with script(clients, "stream", serve(), "subscription { x }") as client:
        heard = await client.hear()
        assert "Cannot query field 'x'" in heard["next"]["errors"][0]["message"]
        assert await client.hear() == {"name": "asked", "complete": True}


async def test_graphql_ws_is_told_that_the_server_stops(clients: Path, serve: Serve) -> None:
    serving = serve()
    async with script(clients, "socket", serving, "events") as client:
        for _ in range(2):
            assert (await client.hear())["next"]
        serving.stop()
        heard = [await client.hear() for _ in range(3)]
        assert {"closed": 1001, "reason": "the server stops: connect anew"} in heard


async def test_graphql_sse_is_told_that_there_is_no_place(clients: Path, serve: Serve) -> None:
    serving = serve(live_connections=1)
    async with script(clients, "stream", serving, "events") as client:
        heard = [await client.hear(), await client.hear()]
        assert sorted(str(list(one)) for one in heard) == ["['name', 'error']", "['name', 'next']"]
        assert [one["error"] for one in heard if "error" in one] == [503]
