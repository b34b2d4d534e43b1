"""The web pages: one function a page, from a view to HTML."""

from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from schema.context import text_in
from schema.types.statistics import is_state
from server.current import Served
from server.http.languages import language_of
from server.http.prefix import root_of
from server.site.kept import KeptPages
from server.site.rendering import minute, page, rendered
from snapshots.freshness import Freshness
from snapshots.model import Language, Page, ParticipationRole, Process
from snapshots.view import View

_HERE = Path(__file__).parent


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


def home(request: Request, served: Served, kept: KeptPages) -> HTMLResponse:
    """The page that says what this is, what is served, how fresh that is, and where to go on."""
    language, root = language_of(request), root_of(request.scope)
    html = kept.html(served, ("home", language, root), lambda: _home(served, language, root))
    return page(html, request, vary="Accept-Language")


def _home(served: Served, language: Language, root: str) -> bytes:
    """It tells moments and no ages, so that it holds for as long as the same is served."""
    view = served.view
    snapshot = view.snapshot
    numbers = (
        ("processes", len(snapshot.processes)),
        ("states", sum(is_state(view, code) for code in view.parts_of_state)),
        ("meetings", len(snapshot.meetings)),
        ("documents", len(snapshot.documents)),
    )
    return rendered(
        "home.html",
        language,
        root,
        here="?language=",
        view=view,
        checked=_checked(served.freshness),
        numbers=numbers,
        processes=[_listed(process, view, language) for process in snapshot.processes],
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
        oldest=minute(checks.oldest) if checks.oldest else None,
        newest=minute(checks.newest),
        stale=len(checks.stale),
        pages=len(freshness.pages),
    )


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
