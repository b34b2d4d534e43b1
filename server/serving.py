"""One server over a store: its application, its protocols and its bounds."""

import gc
import resource
import sys
from math import ceil
from time import monotonic
from typing import Final

import uvicorn

from server.app import create_app
from server.graphql.request import MAX_BODY
from server.http.connections import Connections
from server.http.direct import answering
from server.http.websocket import WebSocketProtocol
from server.live.serving import LiveServer
from server.settings import Settings
from server.starting import nothing_collected
from snapshots.stores.base import StoreReader
from snapshots.view import View

_FILES: Final = 16_384
"""Files that are asked for; 15,000 connections with nothing in them take 150 MB."""
_OTHERS: Final = 128
_GARBAGE: Final = (50_000, 20, 20)
"""New objects after which the youngest are looked through, and after how many such looks older ones
are. A question that is new makes ten thousand, and looking took a quarter of its time."""
_TURN: Final = 0.0005
"""Seconds that a thread which takes up a version, or makes a long answer, keeps the others waiting;
ten times as many by default."""


def server_over(store: StoreReader, settings: Settings) -> tuple[LiveServer, View]:
    """A server that is ready to run, and what it begins to serve. Raises as `create_app` does."""
    with nothing_collected():
        app = create_app(settings, store)
    config = uvicorn.Config(
        app,
        http=answering(app.state.ready),
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
    gc.set_threshold(*_GARBAGE)
    sys.setswitchinterval(_TURN)
    connections = Connections(settings.live_patience, _places(), monotonic)
    return LiveServer(config, app.state.live.close, connections), app.state.current.view


def _places() -> int:
    """As many connections as the system lets the process have, less what else it keeps open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < _FILES:
        soft = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    files = _FILES if soft == resource.RLIM_INFINITY else min(soft, _FILES)
    return max(1, files - _OTHERS)
