"""Whether the process lives, whether it can serve, and how old what it serves is."""

from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from server.current import Current, Served
from server.durations import parse_duration
from server.http.negotiation import best_type
from server.http.problems import problem
from server.site.kept import KeptPages
from server.site.readiness import readiness_page
from snapshots.freshness import Freshness, seconds_since

_JSON = "application/json"
_HTML = "text/html"
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept"}
"""An answer about freshness is worth nothing from a cache."""


async def alive(_: Request) -> Response:
    """The process runs; says nothing about the data."""
    return PlainTextResponse("ok\n")


def ready(request: Request, current: Current, kept: KeptPages, now: datetime) -> Response:
    """What is served, how old it is, and whether the store could be asked for something newer.

    `?max_age=36h` asks for more: 503 unless every page was checked within that time. A `max_age`
    that is no duration is answered with problem details (RFC 9457). A browser gets a page.
    """
    asked = request.query_params.get("max_age")
    try:
        limit = None if asked is None else parse_duration(asked)
    except ValueError as error:
        return problem(request, 400, f"max_age: {error}"[:300])
    served = current.served
    body = _body(served, current.problem, now)
    late = limit is not None and _is_older(body["age"], limit)
    told, status = ({**body, "status": "stale"}, 503) if late else (body, 200)
    if best_type(request.headers.get("accept", ""), (_JSON, _HTML), _JSON) == _HTML:
        return readiness_page(request, served, kept, told, status)
    return JSONResponse(told, status, _HEADERS)


def _body(served: Served, problem: str | None, now: datetime) -> dict[str, Any]:
    view, freshness = served.view, served.freshness
    version, checks = view.version, freshness.checks()
    return {
        "status": "degraded" if problem else "ready",
        "bundled": version is None,
        "version": version.number if version else None,
        "publishedAt": version.published_at if version else None,
        "digest": view.digest,
        "oldestCheck": checks.oldest,
        "age": seconds_since(checks.oldest, now),
        "stalePages": len(checks.stale),
        "lastRun": _last_run(freshness),
        "problem": problem,
    }


def _last_run(freshness: Freshness) -> dict[str, str] | None:
    if not freshness.runs:
        return None
    report = freshness.runs[0].report
    return {
        "id": report.run,
        "outcome": report.outcome.value,
        "finishedAt": report.finished_at,
    }


def _is_older(age: int | None, limit: timedelta) -> bool:
    """What was never checked is older than any limit."""
    return age is None or age > limit.total_seconds()
