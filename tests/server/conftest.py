"""What the tests of the edge share: stores, applications, servers and the console script."""

import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import anyio
import httpx
import msgspec
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from benchmarks.postgres import Server, installed
from server.app import create_app, utc_now
from server.http.connections import Connections
from server.http.direct import answering
from server.http.websocket import WebSocketProtocol
from server.live.live import Live
from server.live.serving import LiveServer
from server.settings import Settings
from snapshots.gate import Approved, review
from snapshots.model import Language, Page, Process, Snapshot, Version
from snapshots.runs import Outcome, PageReport, Report
from snapshots.stores.records import PageState
from snapshots.stores.records import Run as StoredRun
from snapshots.stores.sqlite.store import SqliteStore

SITE = "https://www.iom.int/"
SCRIPT = Path(sys.executable).parent / "iscm"
HLD_FR = (
    "https://www.iom.int/fr/"
    "dialogue-de-haut-niveau-des-nations-unies-sur-les-migrations-internationales-et-le-developpement"
)
TRANSCRIPT = Path(__file__).parents[2] / "snapshots" / "bundled" / "pages" / "hld-fr.txt"

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
Publish = Callable[..., Version]


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")


@pytest.fixture
def publish(store: SqliteStore) -> Publish:
    """Publish a snapshot of processes with these names."""

    def do(*names: str) -> Version:
        processes = tuple(Process(id=name, names={"en": name}) for name in names)
        verdict = review(Snapshot(processes=processes), None)
        assert isinstance(verdict, Approved)
        return store.publish(verdict, run="test", at="2026-01-31T04:00:00Z")

    return do


@pytest.fixture
def publish_pages(store: SqliteStore) -> Publish:
    """Publish a snapshot that was read from pages with these ids, at addresses that end in them."""

    def do(*names: str) -> Version:
        pages = tuple(
            Page(id=name, url=SITE + name, language=Language.EN, family="iom-process", capture="c")
            for name in names
        )
        verdict = review(Snapshot(pages=pages), None)
        assert isinstance(verdict, Approved)
        return store.publish(verdict, run="test", at="2026-01-31T04:00:00Z")

    return do


@pytest.fixture
def record(store: SqliteStore) -> Callable[..., Report]:
    """Record a run that changed these pages, after which the pages stand as `states` say."""

    def do(
        *changes: PageReport,
        run: str = "run",
        outcome: Outcome = Outcome.UNCHANGED,
        at: str = "2026-02-01T04:00:00Z",
        states: tuple[PageState, ...] = (),
        **told: Any,
    ) -> Report:
        report = Report(
            run=run,
            outcome=outcome,
            started_at=at,
            finished_at=at,
            version=store.served(),
            pages=len(states),
            changes=changes,
            **told,
        )
        content = msgspec.json.encode(report)
        kept = StoredRun(
            id=run, started_at=at, finished_at=at, outcome=outcome.value, report=content
        )
        store.record(kept, states=states)
        return report

    return do


@pytest.fixture
def get(store: SqliteStore) -> Callable[..., Awaitable[httpx.Response]]:
    """Ask an application that starts now, over what the store holds; its clock stands at `now`."""

    async def do(
        path: str,
        now: datetime = datetime(2026, 2, 1, 16, 0, tzinfo=UTC),
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        transport = httpx.ASGITransport(create_app(Settings(), store, lambda: now))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers=headers)

    return do


@pytest.fixture
async def client(store: SqliteStore) -> AsyncIterator[httpx.AsyncClient]:
    """Asks an application over a store that was empty when it started."""
    transport = httpx.ASGITransport(create_app(Settings(), store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of our own, which may be killed and started again."""
    server = Server(installed()["pypi"])
    yield server
    server.remove()


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The address of a database that holds nothing."""
    address = postgres.new()
    yield address
    postgres.give_back(address)


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    return {name: one for name, one in os.environ.items() if not name.startswith("ISCM_")}


@pytest.fixture
def iscm(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run the console script in a folder of its own; never is the answer a traceback."""

    def run(*arguments: str | Path, **variables: str) -> Done:
        done = subprocess.run(
            [SCRIPT, *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
        assert "Traceback" not in done.stderr + done.stdout
        return done

    return run


@pytest.fixture
def script() -> Path:
    """The console script, for who starts it in another way."""
    return SCRIPT


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The folder that `iscm` runs in, with saved pages: one that is read well, and worse ones."""
    (tmp_path / "hld.txt").write_bytes(TRANSCRIPT.read_bytes())
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "note.html").write_bytes(b"<p>Only a note.</p>")
    return tmp_path


@pytest.fixture
def url() -> str:
    """The address of the page that `hld.txt` holds."""
    return HLD_FR


@pytest.fixture
def manifest(pages: Path, url: str) -> Callable[..., Path]:
    """Write a manifest that names the files, each as the page at its own address or at `url`."""

    def write(*lines: str, name: str = "manifest.jsonl") -> Path:
        written = [
            line if line.startswith("{") else f'{{"file": "{line}", "url": "{url}"}}'
            for line in lines
        ]
        path = pages / name
        path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
        return path

    return write


class Serving:
    """A server that runs in a thread: where it listens, and who listens to it."""

    def __init__(self, server: LiveServer, live: Live, by_asgi: list[str]) -> None:
        self.by_asgi = by_asgi
        """The paths of the requests that the application was called for."""
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
def running(
    store: SqliteStore, settings: Settings, now: Callable[[], datetime] = utc_now
) -> Iterator[Serving]:
    app = create_app(settings, store, now)
    by_asgi: list[str] = []

    async def noted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            by_asgi.append(scope["path"])
        await app(scope, receive, send)

    config = uvicorn.Config(
        noted,
        port=0,
        http=answering(app.state.ready),
        ws=WebSocketProtocol,
        log_config=None,
        access_log=False,
    )
    connections = Connections(settings.live_patience, 1000, monotonic)
    server = LiveServer(config, app.state.live.close, connections)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.005)
            assert thread.is_alive()
        yield Serving(server, app.state.live, by_asgi)
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "the server did not stop"


@pytest.fixture
def serve(store: SqliteStore) -> Iterator[Serve]:
    """Serve with these settings; whatever is published is taken up at once."""
    with ExitStack() as stack:

        def start(now: Callable[[], datetime] = utc_now, **settings: object) -> Serving:
            chosen = Settings(**{"poll": 0.02, **settings})
            return stack.enter_context(running(store, chosen, now))

        yield start
