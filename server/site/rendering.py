"""From a template, its words in one language and its values to an HTML page."""

from datetime import UTC
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from server.http.languages import language_of
from server.http.prefix import root_of
from server.site.texts import text
from snapshots.freshness import moment
from snapshots.model import Language

_TEMPLATES: Final = Path(__file__).parent / "templates"
_LANGUAGES: Final = (("en", "English"), ("fr", "Français"), ("es", "Español"))
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def render(
    template: str,
    request: Request,
    *,
    status: int = 200,
    vary: str,
    cache: str = "",
    **values: Any,
) -> HTMLResponse:
    """The page in the asker's language; `vary` names what of the request it depends on."""
    html = rendered(template, language_of(request), root_of(request.scope), **values)
    return page(html, request, status=status, vary=vary, cache=cache)


def rendered(template: str, language: Language, root: str, **values: Any) -> bytes:
    """The HTML; `root` leads from the page to `/`."""
    told = {"language": language.value, "languages": _LANGUAGES, "root": root}
    html = (
        _templates().get_template(template).render(**told, text=partial(text, language), **values)
    )
    return html.encode()


def page(
    html: bytes, request: Request, *, status: int = 200, vary: str, cache: str = ""
) -> HTMLResponse:
    """HTML with the headers that it is sent with."""
    kept = {"Cache-Control": cache} if cache else {}
    own = {"Content-Language": language_of(request).value, "Vary": vary}
    return HTMLResponse(html, status, {**_HEADERS, **own, **kept})


def minute(at: str) -> str:
    """2026-01-31 04:00 UTC"""
    return f"{moment(at).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
