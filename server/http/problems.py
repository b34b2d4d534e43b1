"""Errors outside of GraphQL: problem details (RFC 9457), or a small page for a browser."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.http.cors import ANY_ORIGIN
from server.http.missing import missing_page
from server.http.negotiation import best_type

PROBLEM: Final = "application/problem+json"
_HTML: Final = "text/html"
_log = structlog.get_logger("iscm.problems")


def problem(
    request: Request,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: str,
) -> Response:
    """Problem details of the type `about:blank`: the status says all (RFC 9457, 4.2.1).

    `detail` is about this one occurrence; `more` are members of our own (3.2). None is kept by a
    cache: an address that leads nowhere today may lead somewhere tomorrow.
    """
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(body, status, kept, PROBLEM)


async def refused(request: Request, error: Exception) -> Response:
    """What a route refused: an unknown path, a method that is not allowed."""
    if not isinstance(error, HTTPException):
        raise TypeError(f"HTTPException expected, {type(error).__name__} found")
    path, status, headers = request.url.path, error.status_code, error.headers or {}
    accept = request.headers.get("accept", "")
    if status == HTTPStatus.NOT_FOUND:
        if best_type(accept, (PROBLEM, _HTML), PROBLEM) == _HTML:
            return missing_page(request)
        detail = f"nothing is at {path}; / leads to everything that is here"
        return problem(request, status, detail, {"Vary": "Accept"})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = headers.get("Allow", "GET, HEAD")
        detail = f"{path} takes {allowed}; {request.method} found"
        return problem(request, status, detail, {**headers, "Allow": allowed})
    return problem(request, status, error.detail, headers)


async def left(_: Request, __: Exception) -> Response:
    """For a client that left before its request was whole: nobody reads it."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


def crashed(new_id: Callable[[], str]) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The answer to what nobody foresaw: the id leads from what the asker saw to the log."""

    async def answer(request: Request, error: Exception) -> Response:
        error_id = new_id()
        path = request.url.path
        _log.error("crashed", error_id=error_id, path=path, kind=type(error).__name__)
        detail = "the error is ours and was logged; tell us its errorId"
        return problem(request, 500, detail, ANY_ORIGIN, errorId=error_id)

    return answer
