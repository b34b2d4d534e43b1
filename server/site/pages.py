"""The web pages: one function a page, from a view to HTML."""

import tomllib
from collections.abc import Callable
from datetime import UTC
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from schema.context import text_in
from server.current import Served
from server.languages import language_of
from snapshots.freshness import Freshness, moment
from snapshots.model import Language, Page, ParticipationRole, Process
from snapshots.view import View

_HERE = Path(__file__).parent
_LANGUAGES = (("en", "English"), ("fr", "Français"), ("es", "Español"))
_FRESHNESS = "/graphql?query=" + quote(
    "{snapshot{oldestCheck newestCheck age stalePages{url staleSince staleCode staleReason}}}"
)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language",
}


class Listed(msgspec.Struct, frozen=True):
    """A process as the home page lists it."""

    name: str
    acronym: str | None
    participants: int
    declared: int | None
    """What the page itself declares, where it lists another number: the list was cut short."""
    pages: tuple[Page, ...]


class Checked(msgspec.Struct, frozen=True):
    """When the pages were last checked, as the home page says it."""

    oldest: str | None
    """None where some page was never checked."""
    newest: str
    stale: int
    pages: int

    @property
    def span(self) -> str:
        """The key of the words about when."""
        if self.oldest is None:
            return "checked_some"
        return "checked_at" if self.oldest == self.newest else "checked_between"

    @property
    def count(self) -> str:
        """The key of the words about how many are stale."""
        return {0: "stale_none", 1: "stale_one"}.get(self.stale, "stale_many")


def home(request: Request, served: Served) -> HTMLResponse:
    """The page that says what this is, what is served, how fresh that is, and where to go on."""
    language = language_of(request)
    view = served.view
    snapshot = view.snapshot
    numbers = (
        ("processes", len(snapshot.processes)),
        ("states", len(view.parts_of_state)),
        ("meetings", len(snapshot.meetings)),
        ("documents", len(snapshot.documents)),
    )
    processes = [_listed(process, view, language) for process in snapshot.processes]
    return _render(
        "home.html",
        language,
        view=view,
        checked=_checked(served.freshness),
        query=_FRESHNESS,
        numbers=numbers,
        processes=processes,
    )


def site_files() -> Mount:
    """The style sheet."""
    return Mount("/static", StaticFiles(directory=_HERE / "static"), name="static")


def _checked(freshness: Freshness) -> Checked | None:
    """None where no page was ever checked, as in the bundled snapshot."""
    checks = freshness.checks()
    if checks.newest is None:
        return None
    return Checked(
        oldest=_minute(checks.oldest) if checks.oldest else None,
        newest=_minute(checks.newest),
        stale=len(checks.stale),
        pages=len(freshness.pages),
    )


def _minute(at: str) -> str:
    """2026-01-31 04:00 UTC"""
    return f"{moment(at).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _listed(process: Process, view: View, language: Language) -> Listed:
    members = [one for one in process.participations if one.role is ParticipationRole.MEMBER]
    return Listed(
        name=text_in(process.names, language) or process.id,
        acronym=text_in(process.acronyms, language),
        participants=len(members),
        declared=process.participants_declared
        if process.participants_declared != len(members)
        else None,
        pages=tuple(view.pages[page] for page in process.pages),
    )


def _render(template: str, language: Language, **values: Any) -> HTMLResponse:
    html = (
        _templates()
        .get_template(template)
        .render(language=language.value, languages=_LANGUAGES, text=_words(language), **values)
    )
    return HTMLResponse(html, headers={**_HEADERS, "Content-Language": language.value})


def _words(language: Language) -> Callable[[str], str]:
    return lambda key: _texts()[key][language.value]


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )


@cache
def _texts() -> dict[str, dict[str, str]]:
    source = files("server.site").joinpath("texts.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)
