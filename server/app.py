"""The application: routes over the current view."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from schema.schema import printed
from server.current import Current
from server.examples import EXAMPLES
from server.explorer.page import explorer_files
from server.graphql import GraphQL
from server.settings import Settings
from server.site.pages import home, site_files
from snapshots.stores.base import Store


def create_app(settings: Settings, store: Store) -> Starlette:
    """The ASGI application over a store; an empty store serves the bundled snapshot."""
    current = Current(store)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with current.polling(settings.poll):
            yield

    return Starlette(
        routes=[
            Route("/", lambda request: home(request, current.view)),
            Route(
                "/graphql", GraphQL(lambda: current.view, EXAMPLES).answer, methods=["GET", "POST"]
            ),
            Route("/schema.graphql", _sdl),
            Route("/healthz", _alive),
            Route("/readyz", lambda request: _ready(request, current)),
            explorer_files(),
            site_files(),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1024)],
        lifespan=lifespan,
    )


def _sdl(_: Request) -> Response:
    return PlainTextResponse(printed(), media_type="text/plain; charset=utf-8")


def _alive(_: Request) -> Response:
    """The process runs; says nothing about the data."""
    return PlainTextResponse("ok\n")


def _ready(_: Request, current: Current) -> Response:
    """What is served, and whether the store could be asked for something newer."""
    version = current.view.version
    body = {
        "status": "degraded" if current.problem else "ready",
        "bundled": version is None,
        "version": version.number if version else None,
        "publishedAt": version.published_at if version else None,
        "digest": current.view.digest,
        "problem": current.problem,
    }
    return JSONResponse(body)
