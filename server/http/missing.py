"""The page for a reader who followed a link to nowhere."""

from starlette.requests import Request
from starlette.responses import Response

from server.site.rendering import render


def missing_page(request: Request) -> Response:
    """It says so in the asker's language, with the status 404."""
    return render(
        "missing.html",
        request,
        status=404,
        vary="Accept, Accept-Language",
        cache="no-store",
        here=None,
        path=request.url.path,
    )
