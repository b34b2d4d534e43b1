"""`iscm serve`: starts, says where, answers, and stops when told to."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from snapshots.model import Version

Run = Callable[..., subprocess.CompletedProcess[str]]
Publish = Callable[..., Version]

QUERY = '{ process(slug: "hld") { slug } snapshot { bundled version } }'
STOPPED = {0, -signal.SIGTERM}
"""Stopped in good order; uvicorn hands the signal on after its shutdown."""


class Server:
    """A running `iscm serve`: what it printed, and where it listens."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.printed = "".join(process.stdout.readline() for _ in range(3))
        found = re.search(r"GraphQL +(http://\S+)/graphql", self.printed)
        assert found, self.printed
        self.address = found[1]

    def ask(self, query: str) -> dict[str, object]:
        answer = httpx.post(f"{self.address}/graphql", json={"query": query}, timeout=30)
        made = answer.json()
        assert isinstance(made, dict)
        return made

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """The exit code, and what stood on stderr."""
        self.process.send_signal(how)
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors


@pytest.fixture
def serving(tmp_path: Path, environment: dict[str, str]) -> Callable[..., "contextmanager[Server]"]:
    @contextmanager
    def start(*options: str) -> Iterator[Server]:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "iscm", "serve", "--port", "0", *options],
            cwd=tmp_path,
            env=environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield Server(process)
            finally:
                process.kill()

    return start


def test_it_says_where_it_listens_answers_and_stops_when_told(
    serving: Callable, tmp_path: Path
) -> None:
    with serving("--store", f"sqlite:///{tmp_path}/to-come.db") as server:
        assert "the bundled snapshot (no ingest so far)" in server.printed
        assert f"sqlite:///{tmp_path}/to-come.db" in server.printed
        assert re.search(r"web pages +http://127\.0\.0\.1:\d+/\n", server.printed)
        assert server.ask(QUERY)["data"] == {
            "process": {"slug": "hld"},
            "snapshot": {"bundled": True, "version": None},
        }
        code, errors = server.stop()
    assert code in STOPPED
    assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == [], "no store is made before something is published"


def test_it_stops_in_good_order_on_an_interrupt_too(serving: Callable) -> None:
    with serving() as server:
        server.ask(QUERY)
        code, errors = server.stop(signal.SIGINT)
    assert code in {0, 130, -signal.SIGINT}
    assert "Traceback" not in errors


def test_it_serves_the_published_version(serving: Callable, publish: Publish) -> None:
    publish("hld", "midsa")
    with serving() as server:
        assert "iscm serves version 1 of sqlite:///iscm.db" in server.printed
        asked = server.ask("{ processes { nodes { slug } } snapshot { version } }")
        server.stop()
    assert asked["data"] == {
        "processes": {"nodes": [{"slug": "hld"}, {"slug": "midsa"}]},
        "snapshot": {"version": 1},
    }


def test_it_serves_the_last_good_version_of_a_damaged_store(
    serving: Callable, publish: Publish, tmp_path: Path
) -> None:
    publish("hld")
    publish("hld", "midsa")
    with closing(sqlite3.connect(tmp_path / "iscm.db")) as store, store:
        store.execute("UPDATE versions SET content = x'' WHERE number = 2")
    with serving() as server:
        assert "iscm serves version 1 of sqlite:///iscm.db" in server.printed
        ready = httpx.get(f"{server.address}/readyz", timeout=30).json()
        _, errors = server.stop()
    assert (ready["status"], ready["version"]) == ("degraded", 1)
    assert "version 2 cannot be read" in ready["problem"]
    assert "version 2 cannot be read" in errors
    assert "Traceback" not in errors


def test_it_stops_while_somebody_listens(serving: Callable) -> None:
    query = "subscription { snapshotPublished { version } }"
    headers = {"Accept": "text/event-stream"}
    with serving() as server:
        address = f"{server.address}/graphql/stream"
        with httpx.stream("POST", address, json={"query": query}, headers=headers) as answer:
            assert answer.status_code == 200
            code, errors = server.stop()
    assert code in STOPPED
    assert "Traceback" not in errors


def test_what_was_sent_just_before_it_is_told_to_stop_is_answered(serving: Callable) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    with serving() as server, ExitStack() as stack:
        host, port = server.address.removeprefix("http://").split(":")
        clients = [
            stack.enter_context(socket.create_connection((host, int(port)), timeout=20))
            for _ in range(100)
        ]
        for one in clients[:50]:  # these have asked before
            one.sendall(request)
            while not one.recv(1000).endswith(b"ok\n"):
                pass
        for one in clients:
            one.sendall(request)
        code, errors = server.stop()
        answers = [b"".join(iter(lambda one=one: one.recv(1000), b"")) for one in clients]
    assert sum(one.endswith(b"ok\n") for one in answers) == 100
    assert code in STOPPED
    assert "Traceback" not in errors


def test_it_stops_although_a_body_does_not_come(
    serving: Callable, environment: dict[str, str]
) -> None:
    environment["ISCM_LIVE_PATIENCE"] = "1"
    with serving() as server:
        host, port = server.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as client:
            client.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Content-Length: 100\r\n\r\n{"
            )
            code, errors = server.stop()
    assert code in STOPPED
    assert "Traceback" not in errors


@pytest.mark.parametrize("level", ["debug", "info"])
def test_every_line_of_the_log_is_json_and_none_tells_what_was_asked(
    serving: Callable, environment: dict[str, str], level: str
) -> None:
    environment["ISCM_LOG_LEVEL"] = level
    with serving() as server:
        address = server.address.replace("http", "ws") + "/graphql?secret"
        with connect(address, subprotocols=["graphql-transport-ws"], proxy=None):
            httpx.get(f"{server.address}/graphql?secret")
        _, errors = server.stop()
    logged = [json.loads(line) for line in errors.splitlines()]
    assert {"Started server process", "Shutting down"} <= {
        one["event"].partition(" [")[0] for one in logged
    }
    assert all({"level", "timestamp"} <= one.keys() for one in logged)
    assert "secret" not in errors


def test_an_address_of_the_new_kind_is_printed_in_brackets(serving: Callable) -> None:
    with serving("--host", "::1") as server:
        assert re.fullmatch(r"http://\[::1\]:\d+", server.address)
        assert httpx.get(f"{server.address}/healthz", timeout=30).text == "ok\n"
        server.stop()


def test_a_port_in_use_is_named(iscm: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = iscm("serve", "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"iscm: cannot listen on 127.0.0.1 port {port}: ")
    assert "ISCM_PORT" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_host_that_is_none_is_named(iscm: Run) -> None:
    done = iscm("serve", "--host", "no such host", "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("iscm: cannot listen on no such host port 0: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["65536", "-1"])
def test_a_port_that_is_none_is_named(iscm: Run, port: str) -> None:
    done = iscm("serve", f"--port={port}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "PORT" in done.stderr.upper()
    assert port in done.stderr


@pytest.mark.parametrize(("trusted", "allowed"), [("", 1), ("127.0.0.1", 3)])
def test_who_asks_is_what_a_trusted_proxy_says_and_nobody_else(
    serving: Callable, environment: dict[str, str], trusted: str, allowed: int
) -> None:
    environment |= {"ISCM_RATE": "1/1h", "ISCM_TRUSTED_PROXIES": trusted}
    with serving() as server:
        answers = [
            httpx.get(
                f"{server.address}/graphql?query={{__typename}}",
                headers={"X-Forwarded-For": f"192.0.2.{n}"},
            ).status_code
            for n in range(3)
        ]
        server.stop()
    assert answers.count(200) == allowed
