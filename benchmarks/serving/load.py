"""One run of wrk against one server."""

import shutil
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.serving.peer import Missing

_SCRIPT: Final = Path(__file__).with_name("load.lua")
_TIMEOUT: Final = "10s"
"""An answer that takes longer counts as failed."""


class Measured(NamedTuple):
    """What one run gave."""

    requests: int
    rate: float
    """Answers a second."""
    median: float
    """Milliseconds until half of the answers were there."""
    slowest: float
    """Milliseconds until 99 of 100 answers were there."""
    answers: int
    wrong: int
    """Answers with errors or another status than 200."""
    failed: int
    """Connections that broke, and answers that did not come in time."""
    example: str
    """The beginning of a wrong answer."""


def measure(url: str, bodies: Path, *, core: int, connections: int, seconds: int) -> Measured:
    """Send the lines of the file in turn, as fast as answers come. Raises Missing without wrk."""
    if shutil.which("wrk") is None:
        raise Missing("wrk expected, none found: apt-get install wrk")
    command = [
        *("taskset", "-c", str(core), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s"),
        *("--timeout", _TIMEOUT, "-s", str(_SCRIPT), url, "--", str(bodies)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return _measured(done.stdout.rpartition("RESULT\t")[2].rstrip("\n").split("\t"))


def _measured(values: list[str]) -> Measured:
    requests, duration, median, slowest, answers, wrong, failed = map(int, values[:7])
    # wrk counts in microseconds.
    return Measured(
        requests=requests,
        rate=requests / duration * 1e6,
        median=median / 1e3,
        slowest=slowest / 1e3,
        answers=answers,
        wrong=wrong,
        failed=failed,
        example=values[7],
    )
