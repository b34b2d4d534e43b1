"""One run at a time: the lease on ingest, kept alive by a thread while a run goes on."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import psutil

from ingest.clock import timestamp
from server.errors import Overlap
from snapshots.errors import StoreError
from snapshots.freshness import moment
from snapshots.stores.base import Store
from snapshots.stores.records import Holder

_ROUNDING: Final = 1.0
"""Seconds: the kernel counts births in hundredths, the start of the machine in whole ones."""
_RENEWED_EVERY: Final = 10.0
"""Seconds."""
_SILENT_FOR: Final = timedelta(seconds=120)
"""A holder on another machine that said nothing for so long is dead."""
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
"""Names the time since the machine was started; there is none but on Linux."""
_PROCESSES: Final = Path("/proc/self/ns/pid")
"""Names the PID namespace (pid_namespaces(7)); there is none but on Linux."""
_EVERYBODYS: Final = "pid:[4026531836]"
"""The namespace outside all containers, the same on every machine."""


@contextmanager
def leased(store: Store, run: str) -> Iterator[threading.Event]:
    """Hold the lease within; raises Overlap where a run that lives has it.

    What is given is set once another run has taken the lease: nothing can be written any more.

    A run that was killed has no lease: its process is gone, or it has gone silent.
    """
    other = store.take_lease(_holder(run), is_dead)
    if other is not None:
        raise Overlap(other)
    over = threading.Event()
    lost = threading.Event()
    heart = threading.Thread(target=_beat, args=(store, over, lost), daemon=True)
    heart.start()
    try:
        yield lost
    finally:
        over.set()
        heart.join()
        # What the run did is done: a lease that cannot be given back ends with this process.
        with suppress(StoreError):
            store.drop_lease()


def machine() -> str:
    """Where process ids mean what they mean here: the host since it was started, and the container.

    Containers may share a host's name and yet not see each other's processes.
    """
    name = f"{socket.gethostname()} {_booted()}".strip()
    try:
        processes = str(_PROCESSES.readlink())
    except OSError:
        return name
    return name if processes == _EVERYBODYS else f"{name} {processes}"


def is_dead(holder: Holder) -> bool:
    """Whether the holder cannot be running any more.

    On this machine the process tells; elsewhere only its silence does. A stamp from the future, as
    a clock that jumped leaves it, is no sign of life either, and a stamp that is no moment is none:
    who lives and loses the lease by it can write nothing any more.
    """
    if holder.host == machine():
        return not _lives(holder)
    try:
        silent = datetime.now(UTC) - moment(holder.renewed_at)
    except ValueError:
        return True
    return abs(silent) > _SILENT_FOR


def _lives(holder: Holder) -> bool:
    try:
        process = psutil.Process(holder.process)
        born_then = abs(born(process) - holder.born_at) < _ROUNDING
        return born_then and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, ValueError, OverflowError):  # numbers that no process can have
        return False
    except psutil.AccessDenied:
        return True


def born(process: psutil.Process) -> float:
    """Seconds from the start of the machine to that of the process: no clock that is set changes
    them.
    """
    return float(process.create_time()) - float(psutil.boot_time())


def _booted() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _beat(store: Store, over: threading.Event, lost: threading.Event) -> None:
    while not over.wait(_RENEWED_EVERY):
        try:
            if not store.renew_lease(timestamp(datetime.now(UTC))):
                lost.set()
                return
        except StoreError:  # a busy or full disk: the next beat may pass, and writes are fenced
            continue


def _holder(run: str) -> Holder:
    return Holder(
        id=run,
        host=machine(),
        process=os.getpid(),
        born_at=born(psutil.Process()),
        renewed_at=timestamp(datetime.now(UTC)),
    )
