"""The page of `/readyz` for a person: what is served, how old it is, and what is wrong."""

from collections.abc import Iterator
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.current import Served
from server.durations import spelled
from server.site.rendering import minute, render


class Stale(msgspec.Struct, frozen=True):
    """A page that is older than it might be."""

    url: str
    since: str
    code: str
    reason: str


def readiness_page(request: Request, served: Served, body: dict[str, Any], code: int) -> Response:
    """What `/readyz` tells programs as JSON, in `body`, with its status code."""
    age = body["age"]
    return render(
        "ready.html",
        request,
        status=code,
        vary="Accept, Accept-Language",
        cache="no-store",
        here=f"?{_others(request)}",
        body=body,
        limit=request.query_params.get("max_age"),
        published=body["publishedAt"] and minute(body["publishedAt"]),
        oldest=body["oldestCheck"] and minute(body["oldestCheck"]),
        age=None if age is None else spelled(age),
        pages=len(served.freshness.pages),
        stale=tuple(_stale(served)),
        ended=body["lastRun"] and minute(body["lastRun"]["finishedAt"]),
    )


def _others(request: Request) -> str:
    """The query of the address without the language, ready for one."""
    kept = request.url.remove_query_params("language").query
    return f"{kept}&language=" if kept else "language="


def _stale(served: Served) -> Iterator[Stale]:
    for page in served.freshness.checks().stale:
        state = served.freshness.state(page)
        yield Stale(
            url=page.url,
            since=minute(str(state.stale_since)),
            code=state.stale_code or "",
            reason=state.stale_reason or "",
        )
