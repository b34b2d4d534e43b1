"""The application: routes over the current view."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from schema.context import Context
from schema.schema import printed
from server.current import Current
from server.examples import EXAMPLES
from server.explorer.page import explorer_files
from server.graphql import GraphQL
from server.health import alive, ready
from server.metrics import Metrics
from server.settings import Settings
from server.site.pages import home, site_files
from snapshots.model import Language
from snapshots.stores.base import Store


def utc_now() -> datetime:
    """The clock of the application, unless it is given another one."""
    return datetime.now(UTC)


def create_app(
    settings: Settings, store: Store, now: Callable[[], datetime] = utc_now
) -> Starlette:
    """The ASGI application over a store; an empty store serves the bundled snapshot.

    `now` is asked once for each answer. Raises SnapshotError where the store cannot be read; one
    that breaks later is a problem that `/readyz` shows while the last good version is served.
    """
    current = Current(store)

    def context(language: Language) -> Context:
        served = current.served
        return Context(served.view, language, served.freshness, now())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with current.polling(settings.poll):
            yield

    return Starlette(
        routes=[
            Route("/", lambda request: home(request, current.served)),
            Route("/graphql", GraphQL(context, EXAMPLES).answer, methods=["GET", "POST"]),
            Route("/schema.graphql", _sdl),
            Route("/healthz", alive),
            Route("/readyz", lambda request: ready(request, current, now())),
            Route("/metrics", Metrics(current).answer),
            explorer_files(),
            site_files(),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1024)],
        lifespan=lifespan,
    )


def _sdl(_: Request) -> Response:
    return PlainTextResponse(printed(), media_type="text/plain; charset=utf-8")
