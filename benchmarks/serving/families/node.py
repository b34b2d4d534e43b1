"""Peers on Node.js, in a folder of their own."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.serving.peer import PROGRAMS, Missing, Peer, Place

_PROGRAMS: Final = PROGRAMS / "node"


def _install(peers: Path) -> None:
    """Copy the programs and install what they import, unless it is there. Raises Missing."""
    if shutil.which("npm") is None:
        raise Missing("Node.js with npm expected, none found")
    folder = peers / "node"
    wanted = (_PROGRAMS / "package.json").read_text()
    mark = folder / "installed.json"
    # Node looks for packages beside the program, and those must not lie in the repository.
    shutil.copytree(_PROGRAMS, folder, dirs_exist_ok=True)
    if mark.exists() and mark.read_text() == wanted:
        return
    try:
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise Missing(f"the packages of package.json expected: {error}") from error
    mark.write_text(wanted)


def _command(program: str) -> Callable[[Place, int], list[str]]:
    return lambda place, port: ["node", str(place.peers / "node" / f"{program}.mjs"), str(port)]


def _versions(*names: str) -> Callable[[Path], str]:
    def versions(peers: Path) -> str:
        made = [f"node {_node_version()}"]
        for name in names:
            package = peers / "node" / "node_modules" / name / "package.json"
            made.append(f"{name} {json.loads(package.read_text())['version']}")
        return " ".join(made)

    return versions


def _node_version() -> str:
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip().removeprefix("v")


def _peer(name: str, title: str, *packages: str) -> Peer:
    return Peer(name, title, _install, _command(name), _versions(*packages, "graphql"))


APOLLO = _peer("apollo", "Apollo Server", "@apollo/server")
YOGA = _peer("yoga", "Yoga + graphql-jit", "graphql-yoga", "graphql-jit")
MERCURIUS = _peer("mercurius", "Mercurius + graphql-jit", "mercurius", "fastify", "graphql-jit")
RAW = _peer("raw", "raw Node HTTP + graphql-jit", "graphql-jit")
