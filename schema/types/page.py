"""Page."""

import strawberry

from schema.context import Info
from schema.scalars import Language, global_id
from schema.types.field import shown
from schema.types.lazy import many, maybe
from snapshots import model


@strawberry.type(description="A web page that was read.")
class Page:
    """Shows a `model.Page`."""

    url: str = strawberry.field(description="Its address.")
    language: Language = strawberry.field(description="The language of its words.")
    family: str = strawberry.field(description="The family of pages that it was read as.")
    whole: bool = strawberry.field(description="False where only a part of the page could be had.")

    @shown("Opaque id of the node.")
    @staticmethod
    def id(page: strawberry.Parent[model.Page]) -> strawberry.ID:
        """The global id."""
        return global_id("page", page.id)

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

    @shown("What the reader could not make out on it.", returns=many("Issue"))
    @staticmethod
    def issues(page: strawberry.Parent[model.Page], info: Info) -> tuple[model.Issue, ...]:
        """The issues of this page."""
        return info.context.view.issues_of("page", page.id)
