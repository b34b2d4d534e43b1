"""The page of `/readyz` for a person: what is served, how old it is, and what is wrong."""

from collections.abc import Iterator
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.current import Served
from server.durations import spelled
from server.http.languages import language_of
from server.http.prefix import root_of
from server.site.kept import KeptPages
from server.site.rendering import minute, page, rendered
from snapshots.model import Language


class Stale(msgspec.Struct, frozen=True):
    """A page that is older than it might be."""

    url: str
    since: str
    code: str
    reason: str


def readiness_page(
    request: Request, served: Served, kept: KeptPages, body: dict[str, Any], code: int
) -> Response:
    """What `/readyz` tells programs as JSON, in `body`, with its status code."""
    told = {
        "here": f"?{_others(request)}",
        "limit": request.query_params.get("max_age"),
        "age": None if body["age"] is None else spelled(body["age"]),
    }
    language, root = language_of(request), root_of(request.scope)
    key = ("ready", language, root, *told.values(), body["status"], body["problem"])
    html = kept.html(served, key, lambda: _ready(served, language, root, body, told))
    return page(html, request, status=code, vary="Accept, Accept-Language", cache="no-store")


def _ready(
    served: Served, language: Language, root: str, body: dict[str, Any], told: dict[str, str | None]
) -> bytes:
    return rendered(
        "ready.html",
        language,
        root,
        body=body,
        published=body["publishedAt"] and minute(body["publishedAt"]),
        oldest=body["oldestCheck"] and minute(body["oldestCheck"]),
        pages=len(served.freshness.pages),
        stale=tuple(_stale(served)),
        ended=body["lastRun"] and minute(body["lastRun"]["finishedAt"]),
        **told,
    )


def _others(request: Request) -> str:
    """The query of the address without the language, ready for one."""
    kept = request.url.remove_query_params("language").query
    return f"{kept}&language=" if kept else "language="


def _stale(served: Served) -> Iterator[Stale]:
    for one in served.freshness.checks().stale:
        state = served.freshness.state(one)
        yield Stale(
            url=one.url,
            since=minute(str(state.stale_since)),
            code=state.stale_code or "",
            reason=state.stale_reason or "",
        )
