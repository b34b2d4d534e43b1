"""The application under a server of the operator's choice."""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx

COMMAND = (sys.executable, "-m", "uvicorn", "--factory", "server.asgi:app", "--port", "0")


def test_any_server_of_asgi_can_serve_it(tmp_path: Path, environment: dict[str, str]) -> None:
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    with subprocess.Popen(
        COMMAND, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if found := re.search(r"running on (http://127.0.0.1:\d+)", line):
                break
        assert found, lines
        asked = httpx.get(f"{found[1]}/graphql?query={{__typename}}", timeout=30)
        process.terminate()
        lines += process.stderr.readlines()
    assert asked.json()["data"] == {"__typename": "Query"}
    assert all(json.loads(line)["event"] for line in lines)


def test_a_setting_that_makes_no_sense_is_one_line(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    environment |= {"PYTHONPATH": str(Path(__file__).parents[2]), "ISCM_POLL": "never"}
    done = subprocess.run(
        COMMAND, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("iscm: ISCM_POLL: ")
    assert done.stderr.count("\n") == 1
