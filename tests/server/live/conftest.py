"""A real server on loopback over a store that the tests publish to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import anyio
import pytest
import uvicorn

from server.app import create_app
from server.live.live import Live
from server.live.serving import LiveServer
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore


class Serving:
    """A server that runs in a thread: where it listens, and who listens to it."""

    def __init__(self, server: LiveServer, live: Live) -> None:
        self.server = server
        self.live = live
        port = server.servers[0].sockets[0].getsockname()[1]
        self.host = f"127.0.0.1:{port}"
        self.http = f"http://{self.host}"
        self.socket = f"ws://{self.host}/graphql"

    async def listened_to_by(self, listeners: int) -> None:
        """Wait until so many subscriptions have begun and not ended."""
        await self._until(lambda: self.live._current.published.listeners == listeners)

    async def connected_to_by(self, connections: int) -> None:
        """Wait until so many connections are open."""
        await self._until(lambda: self.live.connections == connections)

    async def _until(self, holds: Callable[[], bool]) -> None:
        with anyio.fail_after(10):
            while not holds():
                await anyio.sleep(0.005)

    def stop(self) -> None:
        self.server.should_exit = True


Serve = Callable[..., Serving]


@contextmanager
def running(store: SqliteStore, settings: Settings) -> Iterator[Serving]:
    app = create_app(settings, store)
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False)
    server = LiveServer(config, app.state.live.close)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.005)
            assert thread.is_alive()
        yield Serving(server, app.state.live)
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "the server did not stop"


@pytest.fixture
def serve(store: SqliteStore) -> Iterator[Serve]:
    """Serve with these settings; whatever is published is taken up at once."""
    with ExitStack() as stack:

        def start(**settings: object) -> Serving:
            chosen = Settings(**{"poll": 0.02, **settings})
            return stack.enter_context(running(store, chosen))

        yield start
