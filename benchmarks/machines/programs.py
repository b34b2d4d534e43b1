"""`iscm serve` and `iscm worker` in processes of their own."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_SCRIPT: Final = Path(sys.executable).parent / "iscm"
_PATIENCE: Final = 60.0
"""Seconds in which a program begins and ends."""


@contextmanager
def running(name: str, settings: Mapping[str, str], folder: Path, *command: str) -> Iterator[Path]:
    """A program until it is told to end; its log."""
    log = folder / f"{name}.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [_SCRIPT, *command], env=settings, stdout=written, stderr=written, cwd=folder
        )
    try:
        yield log
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)


@contextmanager
def server(name: str, settings: Mapping[str, str], folder: Path) -> Iterator[str]:
    """A server that answers; its address."""
    settings = {**settings, "ISCM_PORT": "0"}
    with running(name, settings, folder, "serve") as log:
        yield _address(log)


def _address(log: Path) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for word in log.read_text().split():
            found = word.strip("\",}'")
            if found.startswith("http://127.0.0.1:") and not found.endswith(":0"):
                return found
        time.sleep(0.02)
    raise TimeoutError(log.read_text())


def logged(log: Path, event: str) -> list[dict[str, object]]:
    """The lines of a log of JSON that tell of the event."""
    lines = (json.loads(line) for line in log.read_text().splitlines() if line.startswith("{"))
    return [line for line in lines if line["event"] == event]
