"""What each step costs a record as the data grow: `python -m benchmarks.scale 1 10 100`.

A record is a process, a meeting or a document. Each scale has a process of its own, so that the
peak of memory is its own; times are of its processor. Below them, what questions take that look
at every record, in milliseconds, by the reference executor, once they were asked before.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from time import process_time
from typing import Any, Final

import msgspec

from benchmarks.postgres import Server, installed
from benchmarks.snapshots import snapshot_of
from schema.context import Context
from schema.schema import load_schema
from server.starting import nothing_collected
from snapshots.codec import decode, encode
from snapshots.diff import diff
from snapshots.gate import Approved, review
from snapshots.model import Snapshot
from snapshots.stores.address import open_store
from snapshots.stores.sql.rows import packed
from snapshots.view import View

STEPS: Final = (
    *("encode", "decode", "publish", "publish again"),
    *("review", "diff", "load", "view", "index"),
)
SERVED: Final = ("decode", "load", "view", "index")
"""What a server does while it takes up a version, with its garbage left alone."""
SIZES: Final = ("KiB as JSON", "KiB packed", "KiB once decoded", "KiB at the peak")
QUESTIONS: Final = {
    "one record": '{ state(code: "de") { name } }',
    "a page": "{ meetings(first: 10) { nodes { slug } } }",
    "a filter": '{ meetings(first: 10, where: { hostStates: ["de"] }) { totalCount } }',
    "an order": "{ meetings(first: 10, orderBy: [{ field: TITLE }]) { nodes { slug } } }",
    "a facet": "{ meetings { facets(by: [HOST_STATE]) { counts { count } } } }",
    "a search": '{ search(query: "WORD", first: 10) { totalCount } }',
}
WORDS: Final = ("dialogue", "migration")
SEED: Final = 1
_AT: Final = "2026-01-01T00:00:00Z"


def main(scales: list[int], further: tuple[str, ...]) -> None:
    """Print a line of microseconds a record for each step and one of milliseconds a question."""
    for scale in scales:
        command = (sys.executable, "-m", "benchmarks.scale", str(scale), "--json", *further)
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        sys.stdout.write(f"scale {scale}, {found['records']} records\n")
        for names, unit in ((STEPS, "µs a record"), (QUESTIONS, "ms"), (SIZES, "a record")):
            told = ", ".join(f"{name} {found[name]:.2f}" for name in names)
            sys.stdout.write(f"    {unit}: {told}\n")
        sys.stdout.flush()


def measure(scale: int, *, postgres: bool) -> dict[str, Any]:
    """All that is printed, by its name."""
    snapshot = snapshot_of(SEED, scale)
    records = len(snapshot.processes) + len(snapshot.meetings) + len(snapshot.documents)
    content = encode(snapshot)
    found: dict[str, Any] = {"records": records}
    for step, work in _steps(snapshot, content, postgres=postgres):
        began = process_time()
        with nothing_collected() if step in SERVED else nullcontext():
            work()
        found[step] = (process_time() - began) / records * 1e6
    before = _resident()
    kept = decode(content)
    found["KiB once decoded"] = (_resident() - before) / records
    found["KiB as JSON"] = len(content) / records / 1024
    found["KiB packed"] = len(packed(content)) / records / 1024
    found["KiB at the peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / records
    return found | _asked(View(kept, "", None))


def _asked(view: View) -> dict[str, float]:
    """Milliseconds that each question takes of a version that was asked it before."""
    found = {}
    for name, question in QUESTIONS.items():
        for word in WORDS:
            asked = question.replace("WORD", word)
            began = process_time()
            answer = load_schema().execute_sync(asked, context_value=Context(view))
            found[name] = (process_time() - began) * 1e3
        if answer.errors:
            raise ValueError(f"an answer to {question} expected, {answer.errors} found")
    return found


def _steps(
    snapshot: Snapshot, content: bytes, *, postgres: bool
) -> Iterator[tuple[str, Callable[[], object]]]:
    later = edited(snapshot)
    with _in_postgres() if postgres else _in_sqlite() as address:
        store = open_store(address)
        first, second = (_approved(one) for one in (snapshot, later))
        view = View(snapshot, "", None)
        yield "encode", lambda: encode(snapshot)
        yield "decode", lambda: decode(content)
        yield "publish", lambda: store.publish(first, run="one", at=_AT)
        yield "publish again", lambda: store.publish(second, run="two", at=_AT)
        yield "review", lambda: review(later, snapshot)
        yield "diff", lambda: diff(snapshot, later)
        yield "load", store.load
        yield "view", lambda: View(snapshot, "", None)
        yield "index", lambda: view.index


@contextmanager
def _in_sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/iscm.db"


@contextmanager
def _in_postgres() -> Iterator[str]:
    server = Server(next(iter(installed().values())))
    yield server.new()
    server.remove()


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
    parser = argparse.ArgumentParser(description="What each step costs a record.")
    parser.add_argument("scales", nargs="*", type=int, default=[1, 10, 100])
    parser.add_argument("--postgres", action="store_true", help="publish there, not into SQLite")
    parser.add_argument("--json", action="store_true", help="of one scale, measured here")
    given = parser.parse_args()
    if given.json:
        sys.stdout.write(json.dumps(measure(given.scales[0], postgres=given.postgres)))
    else:
        main(given.scales, ("--postgres",) * given.postgres)
