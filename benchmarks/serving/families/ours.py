"""iscm itself, and the least that a server on the same ASGI server can do."""

import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.serving.peer import PROGRAMS, Peer, Place


def _nothing(_: Path) -> None:
    """Both run in the environment that this command runs in."""


def _iscm(place: Place, port: int) -> list[str]:
    script = Path(sys.executable).parent / "iscm"
    options = ("--host", "127.0.0.1", "--port", str(port), "--store", place.store)
    return [str(script), "serve", *options]


def _environment(place: Place) -> Mapping[str, str]:
    return {} if place.kept else {"ISCM_KEEP": "0"}


def _memory(_: Place, port: int) -> list[str]:
    return [sys.executable, str(PROGRAMS / "python" / "memory.py"), str(port)]


def _versions(*names: str) -> str:
    return " ".join(f"{name} {version(name)}" for name in names)


ISCM = Peer(
    name="iscm",
    title="iscm",
    install=_nothing,
    command=_iscm,
    versions=lambda _: _versions("iscm", "strawberry-graphql", "graphql-core", "uvicorn"),
    extra=_environment,
)
MEMORY = Peer(
    name="memory",
    title="bytes from memory",
    install=_nothing,
    command=_memory,
    versions=lambda _: _versions("uvicorn", "uvloop", "httptools"),
    only_known=True,
)
