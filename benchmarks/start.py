"""How long commands take to start, as multiples of `python -c pass`.

    .venv/bin/python benchmarks/start.py [ROUNDS]

A machine that is busy is slow for everything; a multiple stays nearly the same. Every command is
run once a round, in turn, and the median of all rounds (11 unless another number is given) is
printed. `serve` is timed until `/readyz` answers. `python -X importtime` tells where time goes.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.request import urlopen

ISCM = Path(sys.executable).with_name("iscm")
BUNDLED = Path(__file__).parents[1] / "snapshots" / "bundled"
PAGE = "pages/hld-fr.txt"


def run(*command: str | Path) -> float:
    """Seconds until the command has ended."""
    began = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def serve(store: str) -> float:
    """Seconds until the server says that it is ready."""
    began = perf_counter()
    command = [ISCM, "serve", "--port", "0", "--store", store]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        line = next(one for one in server.stdout if "web pages" in one)
        address = line.split()[-1]
        while True:
            with suppress(OSError), urlopen(f"{address}readyz") as answer:
                answer.read()
                break
            sleep(0.002)
        took = perf_counter() - began
        server.terminate()
    return took


def commands(folder: str) -> dict[str, Callable[[], float]]:
    """What is timed, by name; `pass` is the measure."""
    lines = (BUNDLED / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    url = next(one["url"] for one in map(json.loads, lines) if one["file"] == PAGE)
    store = f"sqlite:///{folder}/iscm.db"
    return {
        "python -c pass": lambda: run(sys.executable, "-c", "pass"),
        "iscm --help": lambda: run(ISCM, "--help"),
        "iscm --version": lambda: run(ISCM, "--version"),
        "iscm versions": lambda: run(ISCM, "versions", "--store", store),
        "iscm extract PAGE": lambda: run(ISCM, "extract", BUNDLED / PAGE, "--url", url),
        "iscm serve, to ready": lambda: serve(store),
    }


def main() -> None:
    """Print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(folder)
        serve(f"sqlite:///{folder}/iscm.db")  # makes the store, and the compiled files of ours
        taken = {name: [] for name in timed}
        for _ in range(rounds):
            for name, one in timed.items():
                taken[name].append(one())
    bare = median(taken["python -c pass"])
    print(f"{rounds} rounds, load {os.getloadavg()[0]:.1f}")
    for name, seconds in taken.items():
        print(f"{name:22} {median(seconds):6.3f} s {median(seconds) / bare:6.1f} x")


if __name__ == "__main__":
    main()
