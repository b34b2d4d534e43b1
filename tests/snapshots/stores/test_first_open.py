"""A store that is new, and opened by many programs at once: all of them find it."""

import subprocess
import sys
from collections.abc import Callable

from snapshots.stores.address import open_store

PROGRAMS = 6
ROUNDS = 8
SCRIPT = """\
import sys
from snapshots.errors import StoreError
from snapshots.stores.address import open_store, read_store
for line in sys.stdin:
    try:
        open_store(line.strip()).runs()
        read_store(line.strip()).runs()
        print("opened", flush=True)
    except StoreError as error:
        print(error, flush=True)
"""


def test_a_new_store_is_opened_by_many_programs_at_once(
    address: str, fresh: Callable[[int], str]
) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROGRAMS)
    ]
    said = set()
    for number in range(ROUNDS):
        for one in programs:
            assert one.stdin is not None
            one.stdin.write(f"{fresh(number)}\n")
            one.stdin.flush()
        for one in programs:
            assert one.stdout is not None
            said.add(one.stdout.readline())
    for one in programs:
        one.communicate(timeout=60)
    assert said == {"opened\n"}
    assert open_store(fresh(0)).versions() == ()
