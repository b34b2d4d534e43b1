"""Peers in Python, in a virtual environment of their own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.serving.peer import PROGRAMS, Missing, Peer, Place

_PROGRAMS: Final = PROGRAMS / "python"
_REQUIREMENTS: Final = _PROGRAMS / "requirements.txt"


def _install(peers: Path) -> None:
    """Make the environment; again where other versions are asked for. Raises Missing."""
    folder = peers / "python"
    mark = folder / "installed.txt"
    wanted = _REQUIREMENTS.read_text()
    if mark.exists() and mark.read_text() == wanted:
        return
    folder.mkdir(parents=True, exist_ok=True)
    pip = [str(_python(peers)), "-m", "pip", "install", "--quiet", "-r", str(_REQUIREMENTS)]
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run(pip, check=True)
    except subprocess.CalledProcessError as error:
        raise Missing(f"the packages of {_REQUIREMENTS.name} expected: {error}") from error
    mark.write_text(wanted)


def _python(peers: Path) -> Path:
    return peers / "python" / "bin" / "python"


def _command(program: str) -> Callable[[Place, int], list[str]]:
    def command(place: Place, port: int) -> list[str]:
        options = ("--port", str(port), "--no-access-log", "--log-level", "warning")
        served = ("-m", "uvicorn", "--app-dir", str(_PROGRAMS), f"{program}:app", *options)
        return [str(_python(place.peers)), *served]

    return command


def _versions(*names: str) -> Callable[[Path], str]:
    def versions(peers: Path) -> str:
        ask = "import sys; from importlib.metadata import version as v; "
        ask += "print(*(f'{n} {v(n)}' for n in sys.argv[1:]))"
        done = subprocess.run(
            [str(_python(peers)), "-c", ask, *names], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    return versions


STRAWBERRY = Peer(
    name="strawberry",
    title="Strawberry as it comes",
    install=_install,
    command=_command("strawberry_plain"),
    versions=_versions("strawberry-graphql", "graphql-core", "uvicorn"),
    whole_schema=False,
)
STRAWBERRY_CACHED = STRAWBERRY._replace(
    name="strawberry-cached",
    title="Strawberry with caches",
    command=_command("strawberry_cached"),
)
ARIADNE = Peer(
    name="ariadne",
    title="Ariadne",
    install=_install,
    command=_command("ariadne_plain"),
    versions=_versions("ariadne", "graphql-core", "uvicorn"),
)
