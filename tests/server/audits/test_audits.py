"""The audits of GraphQL over HTTP, by the people who write the specification, on a live server."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "audit.mjs")
AUDITS = 61


def installed(kept: Path) -> Path:
    """The folder with the audits, installed once for each state of the files."""
    contents = b"".join((HERE / name).read_bytes() for name in FILES)
    folder = kept / sha256(contents).hexdigest()[:16]
    if not (folder / "node_modules").is_dir():
        made = kept / f"{folder.name}-{os.getpid()}"
        made.mkdir(exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, made)
        npm = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(npm, cwd=made, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr
        made.rename(folder)
    return folder


@pytest.fixture
def audits(request: pytest.FixtureRequest) -> Path:
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed; the audits are written for it")
    assert request.config.cache is not None
    return installed(request.config.cache.mkdir("audits"))


@pytest.fixture
def address(tmp_path: Path, environment: dict[str, str]) -> Iterator[str]:
    """Where a server listens that was started as an operator starts it."""
    process = subprocess.Popen(
        [Path(sys.executable).parent / "iscm", "serve", "--port", "0"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        printed = "".join(process.stdout.readline() for _ in range(3))
        found = re.search(r"http://\S+/graphql", printed)
        try:
            assert found, printed
            yield found[0]
        finally:
            process.kill()


def test_each_audit_of_graphql_over_http_is_passed(audits: Path, address: str) -> None:
    command = ["node", "audit.mjs", address]
    done = subprocess.run(
        command, cwd=audits, capture_output=True, check=False, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one for one in results if one["status"] != "ok"] == []
    assert len(results) == AUDITS


def test_a_head_has_no_body_on_the_wire(address: str) -> None:
    host = address.split("/")[2]
    with socket.create_connection(host.rsplit(":", 1), timeout=10) as connection:
        head = f"HEAD /graphql?query={{__typename}} HTTP/1.1\r\nHost: {host}\r\n"
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    headers, _, body = received.partition(b"\r\n\r\n")
    assert headers.startswith(b"HTTP/1.1 200 ")
    assert re.search(rb"content-length: [1-9]", headers)
    assert body == b""


def test_the_lock_names_no_registry() -> None:
    assert "://" not in (HERE / "package-lock.json").read_text(encoding="utf-8")
