"""Several servers on one socket, each in a process of its own, for the cores of one machine.

uvicorn's supervisor starts them, asks whether they live, and ends them. It makes workers of its own
kind alone, by that name: whatever makes one is written here anew, or not offered.
"""

import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from typing import Final

import structlog
import uvicorn
from uvicorn.server import HANDLED_SIGNALS
from uvicorn.supervisors.multiprocess import SIGNALS, Multiprocess, Process

from server.errors import UsageError
from server.logs import set_up_logs
from server.serving import server_over
from server.settings import Settings
from snapshots.errors import SnapshotError
from snapshots.stores.address import read_store

_SILENT: Final = 60
"""Seconds without a sign of life after which a worker is replaced; a big store takes some to load
on a busy machine."""
_log = structlog.get_logger("iscm.workers")


class Worker(Process):
    """uvicorn's, with a server of ours, which is made in the process of the worker."""

    def __init__(
        self, config: uvicorn.Config, sockets: list[socket.socket], settings: Settings
    ) -> None:
        super().__init__(config, sockets)
        self._settings = settings

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop, or until the supervisor is no more."""
        settings = self._settings
        set_up_logs(settings.log_level, sys.stderr)
        threading.Thread(target=_stop_when_orphaned, daemon=True).start()
        try:
            self._server, _ = server_over(read_store(settings.store, awaited=True), settings)
        except (UsageError, SnapshotError) as error:
            _log.error("worker-cannot-start", reason=str(error))
            raise SystemExit(UsageError.exit_code) from error
        super().target(sockets)


class Workers(Multiprocess):
    """uvicorn's, with workers of ours, and without its signals for more, fewer or new workers."""

    def __init__(self, settings: Settings, sockets: Sequence[socket.socket]) -> None:
        self._settings = settings
        self._before = {one: signal.getsignal(one) for one in SIGNALS}
        self._told: list[int] = []
        """Signals to stop."""
        config = uvicorn.Config(
            "",
            workers=settings.workers,
            log_config=None,
            log_level=settings.log_level,
            access_log=False,
            timeout_worker_healthcheck=_SILENT,
        )
        super().__init__(config, list(sockets))
        for one in SIGNALS.keys() - set(HANDLED_SIGNALS):
            signal.signal(one, self._before[one])

    def run(self) -> None:
        """Serve until told to stop, and end as the signal says."""
        super().run()
        signal.signal(self._told[0], self._before[self._told[0]])
        signal.raise_signal(self._told[0])

    def init_processes(self) -> None:
        """Start as many as there shall be."""
        self.processes = [self._started() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        """Replace who has ended or gives no sign of life, again and again if need be."""
        if self.should_exit.is_set():
            return
        for place, worker in enumerate(self.processes):
            if not worker.is_alive(_SILENT):
                worker.kill()
                worker.join()
                _log.warning("worker-replaced", pid=worker.pid, code=worker.exitcode)
                self.processes[place] = self._started()

    def handle_int(self) -> None:
        """Remember it, and stop."""
        self._told.append(signal.SIGINT)
        super().handle_int()

    def handle_term(self) -> None:
        """Remember it, and stop."""
        self._told.append(signal.SIGTERM)
        super().handle_term()

    def terminate_all(self) -> None:
        """Let nobody in whom no worker would answer."""
        for one in self.sockets:
            one.close()
        super().terminate_all()

    def _started(self) -> Worker:
        worker = Worker(self.config, self.sockets, self._settings)
        worker.start()
        return worker


def _stop_when_orphaned() -> None:
    """Who is started in the supervisor's place could not listen as long as workers do."""
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)
