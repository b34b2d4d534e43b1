"""How much longer a hostile page takes when it gets twice as long: about 2 is linear, 4 quadratic.

    python -m benchmarks.hostile [CHARACTERS [SLOWEST]]

reads each page at the size (3,000 characters unless told) and at twice the size, at an address of
each family, and prints the slowest ones; then pages of many megabytes, each in a process of its
own, with time and peak memory.
"""

import resource
import subprocess
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from benchmarks.traps import FAMILIES, TRAPS
from ingest.errors import IngestError
from ingest.page import Capture
from ingest.reading.outline.read import LARGEST
from ingest.reading.read import read_page

ROUNDS = 2
LARGE = {
    "text, one line": lambda size: b"a " * (size // 2),
    "text, letters": lambda size: b"a" * size,
    "text, entries": lambda size: b"Member States\n" + b"- Ghana\n" * (size // 8),
    "text, prose": lambda size: (
        b"The Process was established in 2006 by its members.\n" * (size // 52)
    ),
    "HTML, one line": lambda size: b"<html><p>" + b"a " * (size // 2),
    "HTML, entries": lambda size: b"<html><ul>" + b"<li>Ghana\n" * (size // 10),
    "HTML, elements": lambda size: b"<html>" + b"<b>aaaaaaa" * (size // 10),
    "HTML, nested": lambda size: (
        b"<html>" + b"<div>" * (size // 20) + b"aaaaaaaa</div>" * (size // 20)
    ),
}
SIZES = (LARGEST * 99 // 100, 50_000_000)


class Row(NamedTuple):
    """A page at two sizes."""

    name: str
    family: str
    once: float
    twice: float

    def shown(self) -> str:
        """The row of the table."""
        return (
            f"{self.name:36} {self.family:14} {self.once * 1000:8.1f} {self.twice * 1000:8.1f}"
            f" {self.twice / max(self.once, 1e-9):6.1f}\n"
        )


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--large"]:
        _large(sys.argv[2], int(sys.argv[3]))
        return
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    slowest = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    sys.stdout.write(f"{'page':36} {'family':14} {'ms at n':>8} {'at 2n':>8} {'ratio':>6}\n")
    rows = [
        Row(
            f"{name} {shape}",
            family,
            _seconds(page(unit, size), url),
            _seconds(page(unit, 2 * size), url),
        )
        for name, unit in TRAPS.items()
        for shape, page in SHAPES.items()
        for family, url in FAMILIES.items()
    ]
    for row in sorted(rows, key=lambda row: -row.twice)[:slowest]:
        sys.stdout.write(row.shown())
    worst = sorted((row for row in rows if row.twice > 0.02), key=lambda row: -row.twice / row.once)
    sys.stdout.write("\nthe steepest of those that take over 20 ms\n")
    for row in worst[:slowest]:
        sys.stdout.write(row.shown())
    _megabytes()


def _on_a_line(unit: str, size: int) -> bytes:
    """Under a label, so that it is read as prose and as what the label announces."""
    bomb = unit * (size // len(unit))
    return (
        f"Established: 2006\nObjectives\n{bomb}\nMember States\n{bomb}\nSecretariat\nIOM\n".encode()
    )


def _bare(unit: str, size: int) -> bytes:
    """The whole page is that line."""
    return (unit * (size // len(unit))).encode()


def _as_entries(unit: str, size: int) -> bytes:
    """Many entries under each of several labels."""
    listed = f"- {unit.strip()}\n" * (size // (3 + len(unit)))
    labels = ("Member States", "Meetings", "Documents", "Partners", "Previous chairs", "Themes")
    return "".join(f"{label}\n{listed}" for label in labels).encode()


def _as_breaks(unit: str, size: int) -> bytes:
    """One entry of many lines, in markup."""
    listed = f"{unit.strip()}<br>" * (size // (4 + len(unit)))
    return f"<html><p>Member States<ul><li>{listed}</ul><p>Meetings<ul><li>{listed}</ul>".encode()


SHAPES = {"on a line": _on_a_line, "alone": _bare, "entries": _as_entries, "breaks": _as_breaks}


def _seconds(body: bytes, url: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        with suppress(IngestError):
            read_page(Capture(url=url, body=body))
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return best


def _megabytes() -> None:
    sys.stdout.write(f"\n{'page':20} {'MB':>4} {'s':>7} {'peak MB':>8}\n")
    for name in LARGE:
        for size in SIZES:
            asked = [sys.executable, "-m", "benchmarks.hostile", "--large", name, str(size)]
            done = subprocess.run(asked, capture_output=True, text=True, check=False)
            sys.stdout.write(done.stdout or f"{name:20} failed: {done.stderr[-200:]}\n")


def _large(name: str, size: int) -> None:
    body = LARGE[name](size)
    start, refused = time.process_time(), ""
    try:
        read_page(Capture(url=FAMILIES["iom-iscm"], body=body))
    except IngestError as error:
        refused = f"refused: {error.code}"
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{name:20} {size / 1e6:4.0f} {took:7.2f} {peak:8.0f} {refused}\n")


if __name__ == "__main__":
    main()
