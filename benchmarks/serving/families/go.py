"""The peer in Go, built with the library that Debian has."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from benchmarks.serving.peer import PROGRAMS, Missing, Peer

_SOURCE: Final = PROGRAMS / "go" / "main.go"
_PACKAGE: Final = "golang-github-graph-gophers-graphql-go-dev"
_LIBRARIES: Final = Path("/usr/share/gocode")
"""Where Debian puts the sources of Go libraries."""


def _install(peers: Path) -> None:
    """Build the server anew: Go knows by itself what has changed. Raises Missing."""
    if shutil.which("go") is None or not _LIBRARIES.is_dir():
        raise Missing(f"golang-go and {_PACKAGE} expected: apt-get install golang-go {_PACKAGE}")
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": str(_LIBRARIES)}
    command = ["go", "build", "-o", str(_program(peers)), str(_SOURCE)]
    try:
        subprocess.run(command, env=environment, check=True)
    except subprocess.CalledProcessError as error:
        raise Missing(f"a program built of {_SOURCE.name} expected: {error}") from error


def _program(peers: Path) -> Path:
    return peers / "go" / "gophers"


def _versions(_: Path) -> str:
    go = subprocess.run(["go", "version"], capture_output=True, text=True, check=True)
    query = ["dpkg-query", "--show", "--showformat", "${Version}", _PACKAGE]
    library = subprocess.run(query, capture_output=True, text=True, check=True)
    return f"{go.stdout.split()[2]} graphql-go {library.stdout}"


GOPHERS = Peer(
    name="gophers",
    title="graph-gophers (Go)",
    install=_install,
    command=lambda place, port: [str(_program(place.peers)), str(port)],
    versions=_versions,
    whole_schema=False,
)
