"""`iscm serve`: GraphQL and the web pages."""

import socket
import sys
from typing import Annotated

import typer

from server.commands.options import StoreAddress
from server.errors import UsageError
from server.logs import set_up_logs
from server.serving import server_over
from server.settings import Settings, load_settings
from server.workers import Workers
from snapshots.stores.address import read_store
from snapshots.view import View


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (ISCM_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one (ISCM_PORT).")] = None,
    store: StoreAddress = None,
    root_path: Annotated[
        str | None, typer.Option(help="The path at which a proxy serves this (ISCM_ROOT_PATH).")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that answer (ISCM_WORKERS).")
    ] = None,
) -> None:
    """Serve GraphQL and the web pages from the store's served version.

    Example: iscm serve --port 8080 --store sqlite:///iscm.db

    Exit codes: 130 stopped by Ctrl-C, 143 by SIGTERM, 2 the port or the store cannot be used.
    """
    settings = load_settings(
        host=host, port=port, store=store, root_path=root_path, workers=workers
    )
    set_up_logs(settings.log_level, sys.stderr)
    kept = read_store(settings.store, awaited=True)
    listener = _listen(settings)
    server, view = server_over(kept, settings)
    _announce(listener, view, kept.address)
    if settings.workers == 1:
        server.run(sockets=[listener])
    else:
        Workers(settings, [listener]).run()


def _announce(listener: socket.socket, view: View, store: str) -> None:
    address, bound = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    version = view.version
    what = f"version {version.number}" if version else "the bundled snapshot (no ingest so far)"
    sys.stdout.write(
        f"iscm serves {what} of {store}\n"
        f"  web pages  http://{shown}:{bound}/\n"
        f"  GraphQL    http://{shown}:{bound}/graphql\n"
    )
    sys.stdout.flush()


def _listen(settings: Settings) -> socket.socket:
    """Bind before anything is promised: a port in use is the operator's to choose again."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror}; "
            "choose with --host and --port (ISCM_HOST, ISCM_PORT)"
        ) from error
    return listener
