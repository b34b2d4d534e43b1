"""Citation and Issue: where a fact was read, and what a reader of it should know."""

from typing import Any

import strawberry

from schema.context import Info
from schema.nodes import at
from schema.scalars import ValueSource
from schema.types.field import shown, spelled
from schema.types.lazy import many, maybe, one
from snapshots import model


@strawberry.type
class Cited:
    """What shows a `model.Citation`, but for its page."""

    words: str = strawberry.field(description="The words of the page.")
    line: int = strawberry.field(description="The line of the page's outline, counted from 1.")
    rule: str = strawberry.field(description="The reading rule that made the fact of the words.")

    @shown(
        "The field of the citing record that these words support, as `citation` takes it; empty "
        "for all of it."
    )
    @staticmethod
    def field(citation: strawberry.Parent[model.Citation]) -> str:
        """As the schema spells it."""
        return spelled(citation.field)

    @shown("Digest of the bytes that were read: `sha256:` and hexadecimal.")
    @staticmethod
    def digest(citation: strawberry.Parent[model.Citation]) -> str:
        """The capture's digest."""
        return citation.capture

    @shown("The headings above the words, the outermost first.")
    @staticmethod
    def heading_path(citation: strawberry.Parent[model.Citation]) -> list[str]:
        """The heading path."""
        return list(citation.path)


@strawberry.type(description="Where a fact was read: the words, and how to find them again.")
class Citation(Cited):
    """Shows a `model.Citation` of the version that is asked."""

    @shown("The page that the words stand on.", returns=one("Page"))
    @staticmethod
    def page(citation: strawberry.Parent[model.Citation], info: Info) -> model.Page:
        """The page record."""
        return info.context.view.pages[citation.page]


@strawberry.type(description="Something that a reader of the data should know.")
class Issue:
    """Shows a `model.Issue`."""

    code: str = strawberry.field(
        description="What sort of issue it is, stable and lower case: `declared-count`."
    )
    message: str = strawberry.field(description="The issue in one English sentence.")
    citations: None = strawberry.field(
        description="The words that raise the issue; both sides where pages disagree.",
        graphql_type=many("Citation"),
    )

    @shown("Who says it: PAGE, where words are cited; else what was read leads to it.")
    @staticmethod
    def source(issue: strawberry.Parent[model.Issue]) -> ValueSource:
        """What is lacking has no words."""
        return ValueSource.PAGE if issue.citations else ValueSource.DERIVED

    @shown("The field that it is about, if it is one: `participantsDeclared`.")
    @staticmethod
    def field(issue: strawberry.Parent[model.Issue]) -> str | None:
        """As the schema spells it."""
        return spelled(issue.field) if issue.field else None

    @shown(
        "The record that it is about; null where it is about none that the version has.",
        returns=maybe("Node"),
    )
    @staticmethod
    def node(issue: strawberry.Parent[model.Issue], info: Info) -> Any | None:
        """Of any kind."""
        return at(info.context.view, issue.node) if issue.node else None

    @shown(
        "The same as words: `process:hld`, `meeting:hld-2013-10-03`, `document:A/RES/68/4` or "
        "`page:hld-fr`."
    )
    @staticmethod
    def about(issue: strawberry.Parent[model.Issue]) -> str | None:
        """Kind and id."""
        return issue.node
