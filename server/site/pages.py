"""The web pages: one function a page, from a view to HTML."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from schema.context import text_in
from server.languages import language_of
from snapshots.model import Language, Page, ParticipationRole, Process
from snapshots.view import View

_HERE = Path(__file__).parent
_LANGUAGES = (("en", "English"), ("fr", "Français"), ("es", "Español"))
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


def home(request: Request, view: View) -> HTMLResponse:
    """The page that says what this is, what is served, and where to go on."""
    language = language_of(request)
    snapshot = view.snapshot
    numbers = (
        ("processes", len(snapshot.processes)),
        ("states", len(view.parts_of_state)),
        ("meetings", len(snapshot.meetings)),
        ("documents", len(snapshot.documents)),
    )
    processes = [_listed(process, view, language) for process in snapshot.processes]
    return _render("home.html", language, view=view, numbers=numbers, processes=processes)


def site_files() -> Mount:
    """The style sheet."""
    return Mount("/static", StaticFiles(directory=_HERE / "static"), name="static")


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
