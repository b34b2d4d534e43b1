"""Snapshot."""

from typing import Annotated

import strawberry

from schema.contents import Contents
from schema.context import Info
from schema.holds import Holds
from schema.scalars import DateTime
from schema.types.field import shown
from schema.types.lazy import many
from snapshots import model
from snapshots.freshness import seconds_since
from snapshots.view import View

IssueCode = Annotated[
    str | None, strawberry.argument(description="Only issues of this code: `declared-count`.")
]


@strawberry.type(
    description="Everything known, as of one moment; all that is asked of it comes from it."
)
class Snapshot(Contents):
    """Shows a `View`: what is asked of it is answered in a context of its own."""

    digest: str = strawberry.field(
        description="Its identity: `sha256:` and the hexadecimal digest of its content."
    )

    @shown("The number of the version; null for the bundled snapshot.")
    @staticmethod
    def version(view: strawberry.Parent[View]) -> int | None:
        """Counted from 1."""
        return view.version.number if view.version else None

    @shown("When it was published; null for the bundled snapshot.")
    @staticmethod
    def published_at(view: strawberry.Parent[View]) -> DateTime | None:
        """A moment in UTC."""
        return DateTime(view.version.published_at) if view.version else None

    @shown(
        "True for the small snapshot that comes with the software and is served until "
        "the first ingest: do not quote it as current."
    )
    @staticmethod
    def bundled(view: strawberry.Parent[View]) -> bool:
        """Whether no ingest has published yet."""
        return view.version is None

    @shown("All pages that it was read from.", returns=many("Page"))
    @staticmethod
    def pages(view: strawberry.Parent[View]) -> tuple[model.Page, ...]:
        """The page records."""
        return view.snapshot.pages

    @shown(
        "What a reader of the data should know, all of it or of one code.",
        returns=many("Issue"),
    )
    @staticmethod
    def issues(view: strawberry.Parent[View], code: IssueCode = None) -> list[model.Issue]:
        """The issue records, sorted by code."""
        return [one for one in view.snapshot.issues if code in (None, one.code)]

    @shown(
        "When the page was checked that was not checked for the longest time; null where a page "
        "was never checked, and for any but the served version, as for the bundled snapshot.",
        holds=Holds.RUNS,
    )
    @staticmethod
    def oldest_check(info: Info) -> DateTime | None:
        """The oldest of the pages' last checks."""
        oldest = info.context.freshness.checks().oldest
        return DateTime(oldest) if oldest else None

    @shown("When a page was last checked; null where none ever was.", holds=Holds.RUNS)
    @staticmethod
    def newest_check(info: Info) -> DateTime | None:
        """The newest of the pages' last checks."""
        newest = info.context.freshness.checks().newest
        return DateTime(newest) if newest else None

    @shown(
        "Seconds since `oldestCheck` when this answer was made: so long ago all that is said here "
        "was confirmed at its source, as the field Age of HTTP counts for a copy (RFC 9111, 5.1).",
        holds=Holds.NOW,
    )
    @staticmethod
    def age(info: Info) -> int | None:
        """Whole seconds, never less than 0; None where `oldestCheck` is."""
        context = info.context
        return seconds_since(context.freshness.checks().oldest, context.now)

    @shown(
        "The pages whose facts may be older than the page; `staleReason` of each says why. It is "
        "only known of the version that is served; empty for others.",
        returns=many("Page"),
        holds=Holds.RUNS,
    )
    @staticmethod
    def stale_pages(info: Info) -> tuple[model.Page, ...]:
        """In the order of `pages`."""
        return info.context.freshness.checks().stale
