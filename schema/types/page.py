"""Page."""

import strawberry

from schema.context import Info
from schema.holds import Holds
from schema.nodes import Node, shows
from schema.scalars import DateTime, Language
from schema.types.field import shown
from schema.types.lazy import maybe
from snapshots import model
from snapshots.freshness import seconds_since


@strawberry.type(description="A web page that was read.")
class Page(Node):
    """Shows a `model.Page`."""

    is_type_of = shows(model.Page)

    url: str = strawberry.field(description="Its address.")
    language: Language = strawberry.field(description="The language of its words.")
    family: str = strawberry.field(description="The family of pages that it was read as.")
    whole: bool = strawberry.field(description="False where only a part of the page could be had.")

    @shown("Short name in citations: `hld-fr`.")
    @staticmethod
    def slug(page: strawberry.Parent[model.Page]) -> str:
        """The page's own id."""
        return page.id

    @shown("Digest of the bytes that were read: `sha256:` and hexadecimal.")
    @staticmethod
    def digest(page: strawberry.Parent[model.Page]) -> str:
        """The capture's digest."""
        return page.capture

    @shown("The process that it tells of.", returns=maybe("Process"))
    @staticmethod
    def process(page: strawberry.Parent[model.Page], info: Info) -> model.Process | None:
        """The process record."""
        return info.context.view.processes[page.process] if page.process else None

    @shown(
        "When its address last answered with the page, changed or not; null where it never did, "
        "for pages of the bundled snapshot and of a version that is not served any more, as all "
        "that tells how fresh a page is.",
        holds=Holds.RUNS,
    )
    @staticmethod
    def checked_at(page: strawberry.Parent[model.Page], info: Info) -> DateTime | None:
        """The last check."""
        return _moment(info.context.freshness.state(page).checked_at)

    @shown("When it was last seen to say something new.", holds=Holds.RUNS)
    @staticmethod
    def changed_at(page: strawberry.Parent[model.Page], info: Info) -> DateTime | None:
        """The last change."""
        return _moment(info.context.freshness.state(page).changed_at)

    @shown(
        "Since when the facts served of it may be older than the page: it could not be had or "
        "read, or waits for a person; null while they are fresh.",
        holds=Holds.RUNS,
    )
    @staticmethod
    def stale_since(page: strawberry.Parent[model.Page], info: Info) -> DateTime | None:
        """When the staleness began."""
        return _moment(info.context.freshness.state(page).stale_since)

    @shown(
        "What keeps its facts from being renewed, in English; null while they are fresh.",
        holds=Holds.RUNS,
    )
    @staticmethod
    def stale_reason(page: strawberry.Parent[model.Page], info: Info) -> str | None:
        """The reason, for people."""
        return info.context.freshness.state(page).stale_reason

    @shown(
        "The same as a code, stable and lower case: `http-status`; null while they are fresh.",
        holds=Holds.RUNS,
    )
    @staticmethod
    def stale_code(page: strawberry.Parent[model.Page], info: Info) -> str | None:
        """The reason, for programs."""
        return info.context.freshness.state(page).stale_code

    @shown(
        "Whole seconds since `checkedAt` when this answer was made; null where that is.",
        holds=Holds.NOW,
    )
    @staticmethod
    def age(page: strawberry.Parent[model.Page], info: Info) -> int | None:
        """Never less than 0."""
        return seconds_since(info.context.freshness.state(page).checked_at, info.context.now)


def _moment(at: str | None) -> DateTime | None:
    return DateTime(at) if at else None
