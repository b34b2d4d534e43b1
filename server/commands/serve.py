"""`iscm serve`: GraphQL and the web pages."""

import gc
import resource
import socket
import sys
from math import ceil
from time import monotonic
from typing import Annotated, Final

import typer
import uvicorn

from server.app import create_app
from server.errors import UsageError
from server.graphql.request import MAX_BODY
from server.http.connections import Connections
from server.http.protocol import HttpProtocol
from server.http.websocket import WebSocketProtocol
from server.live.serving import LiveServer
from server.logs import set_up_logs
from server.settings import Settings, load_settings
from server.starting import nothing_collected
from snapshots.stores.address import read_store

_FILES: Final = 16_384
"""Files that are asked for; 15,000 connections with nothing in them take 150 MB."""
_OTHERS: Final = 128


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (ISCM_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one (ISCM_PORT).")] = None,
    store: Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")] = None,
    root_path: Annotated[
        str | None, typer.Option(help="The path at which a proxy serves this (ISCM_ROOT_PATH).")
    ] = None,
) -> None:
    """Serve GraphQL and the web pages from the store's served version.

    Example: iscm serve --port 8080 --store sqlite:///iscm.db

    Exit codes: 130 stopped by Ctrl-C, 143 by SIGTERM, 2 the port or the store cannot be used.
    """
    settings = load_settings(host=host, port=port, store=store, root_path=root_path)
    set_up_logs(settings.log_level, sys.stderr)
    kept = read_store(settings.store, awaited=True)
    listener = _listen(settings)
    with nothing_collected():
        app = create_app(settings, kept)
    address, bound = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    version = app.state.current.view.version
    what = f"version {version.number}" if version else "the bundled snapshot (no ingest so far)"
    sys.stdout.write(
        f"iscm serves {what} of {kept.address}\n"
        f"  web pages  http://{shown}:{bound}/\n"
        f"  GraphQL    http://{shown}:{bound}/graphql\n"
    )
    sys.stdout.flush()
    config = uvicorn.Config(
        app,
        http=HttpProtocol,
        ws=WebSocketProtocol,
        log_config=None,
        log_level=settings.log_level,
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=ceil(settings.live_patience),
        ws_max_size=2 * MAX_BODY,
    )
    gc.collect()
    gc.freeze()
    connections = Connections(settings.live_patience, _places(), monotonic)
    LiveServer(config, app.state.live.close, connections).run(sockets=[listener])


def _places() -> int:
    """As many connections as the system lets the process have, less what else it keeps open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < _FILES:
        soft = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    files = _FILES if soft == resource.RLIM_INFINITY else min(soft, _FILES)
    return max(1, files - _OTHERS)


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
