"""The application for a server of your own choice: `uvicorn --factory server.asgi:app`."""

import sys

from starlette.applications import Starlette

from server.app import create_app
from server.errors import UsageError
from server.logs import set_up_logs
from server.settings import load_settings
from snapshots.errors import SnapshotError
from snapshots.stores.address import read_store


def app() -> Starlette:
    """The application as the environment says; one line and exit code 2 where that cannot be.

    Whatever is logged has one form, the server's own included. Bounds on connections are the
    server's: those of `iscm serve` are not here.
    """
    try:
        settings = load_settings()
        set_up_logs(settings.log_level, sys.stderr)
        return create_app(settings, read_store(settings.store, awaited=True))
    except (UsageError, SnapshotError) as error:
        sys.stderr.write(f"iscm: {error}\n")
        raise SystemExit(UsageError.exit_code) from error
