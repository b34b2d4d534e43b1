"""Each example is run as it stands, against a live server."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

PYTHON = Path(__file__).parents[2] / "examples" / "python"
PATIENCE = 90
"""Seconds after which a client that hears nothing is ended."""
ESWATINI = "Eswatini: hld (as Swaziland), midcom (as Eswatini)"
HONDURAS = "Honduras: fibemyd (as Honduras), hld (as Honduras), rcm (as Honduras)"
ETHIOPIA = "Éthiopie: hld (as Ethiopia), midcom (as Ethiopia), mtm (as Ethiopia)"
REFUSED = "error PAGE_TOO_LARGE: `first` from 0 to 1,000 expected, 5000 found"
VERSIONS = ["version 1 is served", "version 2 is served"]
Run = Callable[..., list[str]]


@pytest.fixture
def run(server: Any) -> Run:
    """Run a client to its end; once it says that it hears version 1, version 2 is published."""

    def do(*command: str | Path) -> list[str]:
        lines = []
        with subprocess.Popen(
            [*command, server.address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            patience = Timer(PATIENCE, process.kill)
            patience.start()
            try:
                for line in process.stdout:
                    lines.append(line.rstrip("\n"))
                    if lines[-1] == VERSIONS[0]:
                        server.publish()
                errors = process.stderr.read()
                process.wait()
            finally:
                patience.cancel()
                process.kill()
        assert (process.returncode, errors) == (0, ""), lines
        return lines

    return do


def test_curl_asks_by_post_by_get_and_by_hash(run: Run, curl: Path) -> None:
    lines = run("bash", curl)
    statuses = [line.removeprefix("== ") for line in lines if line.startswith("== ")]
    assert statuses == ["200", "200", "304", "404", "200", "200", "200", "400"]
    answers = [line for line in lines if line.startswith("{")]
    assert '"name":"Eswatini"' in answers[0]
    assert "Dialogue de haut niveau" in answers[1]
    assert '"message":"PersistedQueryNotFound"' in answers[2]
    assert answers[3] == answers[4] == answers[5]
    assert '"participantsDeclared":195' in answers[5]
    assert '"code":"GRAPHQL_VALIDATION_FAILED"' in answers[6]


def test_gql_asks_at_once_and_concurrently(run: Run, python: Path) -> None:
    lines = run(python, "-W", "error", PYTHON / "ask.py")
    assert lines == [ESWATINI, REFUSED, ESWATINI, ETHIOPIA]


def test_gql_hears_of_a_new_version(run: Run, python: Path) -> None:
    assert run(python, "-W", "error", PYTHON / "listen.py") == VERSIONS


def test_apollo_sends_hashes_turns_pages_and_hears_of_a_new_version(
    run: Run, typescript: Path
) -> None:
    assert run("node", typescript / "apollo.js") == [
        "GET 404",
        "POST 200",
        ESWATINI,
        "GET 200",
        HONDURAS,
        "GET 404",
        "POST 200",
        "GET 200",
        "GET 200",
        "GET 200",
        "31 of 31 processes, hld among them: true",
        "GET 294",
        REFUSED,
        *VERSIONS,
    ]


def test_urql_sends_hashes_and_hears_of_a_new_version(run: Run, typescript: Path) -> None:
    lines = run("node", typescript / "urql.js")
    hashed = ["GET 404", "GET 200", ESWATINI, "GET 200", HONDURAS]
    assert lines == [*hashed, "GET 404", "GET 294", REFUSED, *VERSIONS]


def test_graphql_request_asks_in_french(run: Run, typescript: Path) -> None:
    names = [
        "acp-eu: Dialogue ACP-UE sur la migration et le développement",
        "add: Dialogue d’Abou Dhabi",
        "alami: Asia-EU Dialogue on Labour Migration",
    ]
    assert run("node", typescript / "graphql-request.js") == [ESWATINI, *names, REFUSED]


@pytest.mark.parametrize("client", ["graphql-ws", "graphql-sse"])
def test_a_bare_client_hears_of_a_new_version(run: Run, typescript: Path, client: str) -> None:
    assert run("node", typescript / f"{client}.js") == VERSIONS


def test_relay_turns_pages_and_finds_a_node_again(run: Run, relay: Path) -> None:
    assert run("node", relay / "main.js") == [
        "31 processes, hld among them: true",
        "195 States in hld, Eswatini as Swaziland",
        "the store has a Process under MTpwOmhsZA==",
    ]
