"""The application: routes over the current view."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from time import monotonic
from typing import Any
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from schema.schema import load_schema, printed
from server.contexts import Contexts
from server.current import Current
from server.errors import UsageError
from server.explorer.examples import EXAMPLES
from server.explorer.page import explorer_files
from server.graphql.documents import Documents
from server.graphql.endpoint import GraphQL, Policy
from server.graphql.execution import Executor
from server.graphql.kept import KeptAnswers
from server.graphql.memory import Memory
from server.graphql.ready import Ready
from server.graphql.trusted import load_trusted
from server.http.admission import Admission
from server.http.compression import Compression
from server.http.cors import OpenToAll
from server.http.door import Door
from server.http.headers import HeaderLimit
from server.http.health import alive
from server.http.health import ready as answer_ready
from server.http.metrics import Metrics
from server.http.prefix import Prefix
from server.http.problems import crashed, left, refused
from server.http.rate import Bucket, RateLimit
from server.live.answers import Answering
from server.live.limits import Limits
from server.live.live import Live
from server.setting_values import parse_origins, parse_rate
from server.settings import Settings
from server.site.kept import KeptPages
from server.site.pages import home, site_files
from server.versions import Versions
from snapshots.stores.base import StoreReader


def utc_now() -> datetime:
    """The clock of the application, unless it is given another one."""
    return datetime.now(UTC)


def new_error_id() -> str:
    """Names one error in an answer and in the log, unless the application is given other names."""
    return uuid4().hex[:12]


def create_app(
    settings: Settings,
    store: StoreReader,
    now: Callable[[], datetime] = utc_now,
    seconds: Callable[[], float] = monotonic,
    new_id: Callable[[], str] = new_error_id,
) -> Starlette:
    """The ASGI application over a store; an empty store serves the bundled snapshot.

    `now` is asked once for each answer, `seconds` is a monotonic clock. Raises SnapshotError where
    no version of the store can be read; what breaks later is a problem that `/readyz` shows while
    the last good version is served. Raises UsageError where the schema does not answer a trusted
    document.
    """
    current = Current(store)
    versions = Versions(store)
    contexts = Contexts(current, versions, settings.time_budget, now, seconds)
    executor, documents = _documents(settings, versions)
    bucket = _bucket(settings, seconds)
    admission, pages = Admission(seconds), KeptPages()
    memory = Memory(settings.keep * 1_000_000)
    answering = Answering(load_schema(), executor, documents, new_id, admission)
    live = Live(current, contexts.of, answering, _limits(settings), bucket)
    graphql = GraphQL(
        executor, documents, contexts.current, _policy(settings), new_id=new_id, admission=admission
    )
    ready = Ready(current, memory, graphql, contexts.of)
    metrics = Metrics(current, admission, executor.planned, memory)
    app = Starlette(
        routes=[
            *_questions(graphql, live),
            *_pages(current, pages, now),
            Route("/metrics", metrics.answer),
        ],
        middleware=_layers(settings, admission, bucket, ready),
        exception_handlers=_failures(new_id),
        lifespan=_lifespan(current, settings.poll, live),
    )
    app.router.redirect_slashes = False  # a redirect would lead wherever the header Host says
    app.state.live, app.state.current, app.state.memory = live, current, memory
    # Where requests are counted by client none is answered before.
    app.state.ready = ready if bucket is None else None
    return app


def _questions(graphql: GraphQL, live: Live) -> list[BaseRoute]:
    return [
        Route("/graphql", graphql),
        WebSocketRoute("/graphql", live.socket),
        Route("/graphql/stream", live.stream, methods=["GET", "POST"]),
        Route("/schema.graphql", _sdl),
        explorer_files(),
    ]


def _pages(current: Current, pages: KeptPages, now: Callable[[], datetime]) -> list[BaseRoute]:
    async def front(request: Request) -> Response:
        return home(request, current.served, pages)

    async def readiness(request: Request) -> Response:
        return answer_ready(request, current, pages, now())

    return [
        Route("/", front),
        Route("/healthz", alive),
        Route("/readyz", readiness),
        site_files(),
    ]


def _failures(new_id: Callable[[], str]) -> dict[Any, Any]:
    return {HTTPException: refused, ClientDisconnect: left, Exception: crashed(new_id)}


def _lifespan(
    current: Current, poll: float, live: Live
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with current.polling(poll):
            yield
        await live.close()

    return lifespan


def _bucket(settings: Settings, seconds: Callable[[], float]) -> Bucket | None:
    rate = parse_rate(settings.rate)
    return Bucket(rate, seconds) if rate else None


def _layers(
    settings: Settings, admission: Admission, bucket: Bucket | None, ready: Ready
) -> list[Middleware]:
    """From the outside in. What is ready stands as far outside as it is the same for everybody."""
    kept = Middleware(KeptAnswers, ready=ready)
    prefix, door = (
        Middleware(Prefix, path=settings.root_path),
        Middleware(Door, admission=admission),
    )
    open_to_all, compression = Middleware(OpenToAll), Middleware(Compression)
    if bucket is None:
        return [kept, prefix, door, Middleware(HeaderLimit), open_to_all, compression]
    limits = (Middleware(HeaderLimit), open_to_all, Middleware(RateLimit, bucket=bucket))
    return [prefix, door, *limits, kept, compression]


def _documents(settings: Settings, versions: Versions) -> tuple[Executor, Documents]:
    if settings.only_trusted and not settings.documents:
        raise UsageError("ISCM_ONLY_TRUSTED: ISCM_DOCUMENTS must say which documents are trusted")
    executor = Executor(load_schema(), versions.view, settings.max_cost, keep=settings.keep > 0)
    trusted = load_trusted(settings.documents, executor)
    return executor, Documents(executor, trusted, only_trusted=settings.only_trusted)


def _policy(settings: Settings) -> Policy:
    return Policy(
        examples=EXAMPLES,
        explorer=not settings.only_trusted,
        cache_control=settings.cache_control,
    )


def _limits(settings: Settings) -> Limits:
    return Limits(
        origins=parse_origins(settings.origins),
        connections=settings.live_connections,
        operations=settings.live_operations,
        keep_alive=settings.live_keep_alive,
        patience=settings.live_patience,
    )


def _sdl(_: Request) -> Response:
    return PlainTextResponse(_printed(), media_type="text/plain; charset=utf-8")


@cache
def _printed() -> str:
    """Printing takes as long as fifty answers."""
    return printed()
