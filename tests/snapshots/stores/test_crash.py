"""A publish that dies, at whichever statement, leaves the served version as it was.

A child process publishes and kills itself before its first call of `execute`, the next child
before its second, and so on until one lives to the end.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

SCRIPT = """\
import json, os, signal, sys
from snapshots.gate import review
from snapshots.model import Snapshot, Theme
from snapshots.stores.address import open_store

address = sys.argv[1]

def approved(name):
    return review(Snapshot(themes=(Theme(id=name, names={"en": name}),)), None)

def publish_and_die_before(call):
    store, wanted, left = open_store(address), approved("b"), [call]
    def count(frame, event, argument):
        if event not in ("call", "c_call"):
            return
        name = argument.__name__ if event == "c_call" else frame.f_code.co_name
        if name in ("execute", "executemany"):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(count)
    store.publish(wanted, run="dies", at="2026-02-01T00:00:00Z")
    sys.setprofile(None)

open_store(address).publish(approved("a"), run="lives", at="2026-01-01T00:00:00Z")
code, call = None, 0
while code != 0:
    call += 1
    child = os.fork()
    if child == 0:
        publish_and_die_before(call)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    store = open_store(address)
    published = store.load()
    print(json.dumps({
        "code": code,
        "served": store.served().number,
        "content": published.snapshot.themes[0].id,
        "versions": len(store.versions()),
        "changes": len(store.changes(2)),
    }))
"""


@pytest.fixture
def deaths(address: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, address],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_publish_killed_at_any_statement_leaves_the_served_version(
    deaths: list[dict[str, Any]],
) -> None:
    *killed, lived = deaths
    assert len(killed) > 5, "too few statements for a publish: is the right call counted?"
    for death in killed:
        assert death == {"code": -9, "served": 1, "content": "a", "versions": 1, "changes": 0}
    assert lived == {"code": 0, "served": 2, "content": "b", "versions": 2, "changes": 2}
