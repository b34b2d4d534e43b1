"""What each step costs a record as the data grow: `python -m benchmarks.scale 1 10 100`.

A record is a process, a meeting or a document. Each scale has a process of its own, so that the
peak of memory is its own; times are the processor's.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any, Final

import msgspec

from benchmarks.snapshots import snapshot_of
from snapshots.codec import decode, encode
from snapshots.diff import diff
from snapshots.gate import Approved, review
from snapshots.model import Snapshot
from snapshots.stores.address import open_store
from snapshots.view import View

STEPS: Final = ("encode", "decode", "publish", "publish again", "diff", "load", "view", "index")
SEED: Final = 1
_AT: Final = "2026-01-01T00:00:00Z"


def main(scales: list[str]) -> None:
    """Print microseconds a record for each step, and what the snapshot itself takes of memory."""
    head = "".join(f"{step:>14}" for step in STEPS)
    sys.stdout.write(f"{'scale':>6}{'records':>9}{head}{'KiB/record':>12}{'peak MB':>9}\n")
    for scale in scales:
        command = (sys.executable, "-m", "benchmarks.scale", "--one", scale)
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        times = "".join(f"{found[step]:>14.1f}" for step in STEPS)
        row = f"{scale:>6}{found['records']:>9}{times}{found['KiB']:>12.2f}{found['peak']:>9}"
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()


def measure(scale: int) -> dict[str, Any]:
    """Microseconds a record for each step, KiB a record once loaded, and the peak in MB."""
    snapshot = snapshot_of(SEED, scale)
    records = len(snapshot.processes) + len(snapshot.meetings) + len(snapshot.documents)
    content = encode(snapshot)
    found: dict[str, Any] = {"records": records}
    for step, work in _steps(snapshot, content):
        began = process_time()
        work()
        found[step] = (process_time() - began) / records * 1e6
    before = _resident()
    kept = decode(content)
    found["KiB"] = (_resident() - before) / records
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found if kept.processes else {}


def _steps(snapshot: Snapshot, content: bytes) -> Iterator[tuple[str, Callable[[], object]]]:
    later = edited(snapshot)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/iscm.db")
        first, second = (_approved(one) for one in (snapshot, later))
        view = View(snapshot, "", None)
        yield "encode", lambda: encode(snapshot)
        yield "decode", lambda: decode(content)
        yield "publish", lambda: store.publish(first, run="one", at=_AT)
        yield "publish again", lambda: store.publish(second, run="two", at=_AT)
        yield "diff", lambda: diff(snapshot, later)
        yield "load", store.load
        yield "view", lambda: View(snapshot, "", None)
        yield "index", lambda: view.index


def _approved(snapshot: Snapshot) -> Approved:
    verdict = review(snapshot, None)
    if not isinstance(verdict, Approved):
        raise TypeError(f"an approved snapshot expected, {verdict} found")
    return verdict


def edited(snapshot: Snapshot) -> Snapshot:
    """The same after a night: every hundredth meeting was held in another venue."""
    meetings = tuple(
        one if at % 100 else msgspec.structs.replace(one, venue="Another venue")
        for at, one in enumerate(snapshot.meetings)
    )
    return msgspec.structs.replace(snapshot, meetings=meetings)


def _resident() -> float:
    """KiB of this process."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]))))
    else:
        main(sys.argv[1:] or ["1", "10", "100"])
