"""What the tests of the edge share: stores to serve, an application to ask, the console script."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from server.app import create_app
from server.settings import Settings
from snapshots.gate import Approved, review
from snapshots.model import Process, Snapshot, Version
from snapshots.stores.sqlite import SqliteStore

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
async def client(store: SqliteStore) -> AsyncIterator[httpx.AsyncClient]:
    """Asks an application over a store that was empty when it started."""
    transport = httpx.ASGITransport(create_app(Settings(), store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


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
