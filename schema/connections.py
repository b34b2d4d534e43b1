"""Relay's connections: a page of a list with its cursors, the whole number and facets.

https://relay.dev/graphql/connections.htm
"""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import msgspec
import strawberry

from schema.filters.documents import DOCUMENTS
from schema.filters.listing import Listing
from schema.filters.meetings import MEETINGS
from schema.filters.organizations import ORGANIZATIONS
from schema.filters.participations import PARTICIPATIONS
from schema.filters.processes import PROCESSES
from schema.filters.states import STATES
from schema.pagination import Slice
from schema.types.field import shown
from schema.types.lazy import many, one


@strawberry.type(description="Where a page of a list stands in it.")
class PageInfo:
    """Shows a `Slice`."""

    has_next_page: bool = strawberry.field(description="Whether there is more behind this page.")
    has_previous_page: bool = strawberry.field(
        description="Whether there is more before this page."
    )

    @shown("The cursor of the first entry; null on an empty page.")
    @staticmethod
    def start_cursor(page: strawberry.Parent[Slice[Any]]) -> str | None:
        """Where the page begins."""
        return page.start_cursor

    @shown("The cursor of the last entry, to go on `after`; null on an empty page.")
    @staticmethod
    def end_cursor(page: strawberry.Parent[Slice[Any]]) -> str | None:
        """Where the page ends."""
        return page.end_cursor


class Count(msgspec.Struct, frozen=True):
    """How often a value occurs."""

    value: str
    count: int


class Counts(msgspec.Struct, frozen=True):
    """The counts of one facet."""

    by: str
    counts: tuple[Count, ...]


@strawberry.type(description="How many entries of a list have one value.")
class FacetCount:
    """Shows a `Count`."""

    value: str = strawberry.field(
        description="The value: an enum's name, a slug, an alpha-3 or M49 code, a year."
    )
    count: int = strawberry.field(description="How many entries have it.")


@strawberry.type(description="The entries of a list counted by one of their values.")
class Facet:
    """Shows `Counts`."""

    by: str = strawberry.field(description="The value that they are counted by.")

    @shown("Values with their counts, the most frequent first.")
    @staticmethod
    def counts(facet: strawberry.Parent[Counts]) -> list[FacetCount]:
        """Equal counts in the order of the values."""
        return list(facet.counts)  # type: ignore[arg-type] # shown by FacetCount


def connection(listing: Listing, words: str) -> tuple[Any, Any]:
    """The types of edge and connection of a listing; `words` names an entry in descriptions."""
    kind = listing.kind

    @strawberry.type(name=f"{kind}Edge", description=f"{words} in a list, and its place there.")
    class Edge:
        cursor: str = strawberry.field(
            description="Its place in the list, for `after` and `before`; good for as long as "
            "the version is kept."
        )
        node: None = strawberry.field(description=f"{words}.", graphql_type=one(kind))

    @strawberry.type(name=f"{kind}Connection", description="One page of a list.")
    class Connection:
        total_count: int = strawberry.field(
            description="How many entries there are on all pages together."
        )
        edges: list[Edge] = strawberry.field(description="The entries with their cursors.")

        @shown("The entries alone.", returns=many(kind))
        @staticmethod
        def nodes(page: strawberry.Parent[Slice[Any]]) -> Sequence[Any]:
            return page.nodes

        @shown("Where this page stands in the list.", returns=PageInfo)
        @staticmethod
        def page_info(page: strawberry.Parent[Slice[Any]]) -> Slice[Any]:
            return page

        @shown("All entries that the filter keeps, on whatever page, counted.", list[Facet])
        @staticmethod
        def facets(
            page: strawberry.Parent[Slice[Any]],
            by: Annotated[Any, listing.facets_by],
        ) -> list[Counts]:
            return [_counted(page, listing, one) for one in dict.fromkeys(by)]

    return Edge, Connection


def _counted(page: Slice[Any], listing: Listing, facet: Enum) -> Counts:
    counter = Counter(
        value
        for entry in page.everything
        for value in listing.values(page.list.view, facet.value, entry)
    )
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return Counts(facet.name, tuple(Count(value, count) for value, count in ordered))


ProcessEdge, ProcessConnection = connection(PROCESSES, "A process")
StateEdge, StateConnection = connection(STATES, "A State")
OrganizationEdge, OrganizationConnection = connection(ORGANIZATIONS, "An organization")
MeetingEdge, MeetingConnection = connection(MEETINGS, "A meeting")
DocumentEdge, DocumentConnection = connection(DOCUMENTS, "A document")
ParticipationEdge, ParticipationConnection = connection(PARTICIPATIONS, "A participation")
