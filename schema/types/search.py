"""Search: hits over all kinds of records, with what matched."""

from collections import Counter
from enum import Enum
from typing import Any

import strawberry

from schema.connections import Count, PageInfo
from schema.pagination import EdgeOf, Slice
from schema.types.field import shown
from schema.types.lazy import one
from snapshots import search


@strawberry.enum(description="What may be searched for.")
class SearchType(Enum):
    """A kind of record each."""

    PROCESS = strawberry.enum_value(
        "processes", description="Names and acronyms of processes, former ones among them."
    )
    STATE = strawberry.enum_value("states", description="Names and codes of States.")
    ORGANIZATION = strawberry.enum_value("organizations", description="Names and acronyms.")
    THEME = strawberry.enum_value("themes", description="Names of themes.")
    SERIES = strawberry.enum_value("series", description="Names of series of meetings.")
    REGION = strawberry.enum_value("regions", description="Codes and names of regions.")
    PLACE = strawberry.enum_value(
        "places", description="Names of cities that meetings were held in."
    )
    MEETING = strawberry.enum_value("meetings", description="Titles, cities and venues.")
    DOCUMENT = strawberry.enum_value("documents", description="Symbols and titles.")


@strawberry.enum(description="In what of a record words were found.")
class SearchField(Enum):
    """A field of the index each."""

    CODE = strawberry.enum_value("code", description="A code, an acronym or a symbol.")
    NAME = strawberry.enum_value("name", description="A name or a title.")
    PLACE = strawberry.enum_value("place", description="A city or a venue.")
    MORE = strawberry.enum_value("more", description="A formal, former or usual name.")


@strawberry.type(description="A piece of a text.")
class TextPart:
    """Shows a `search.Part`."""

    text: str = strawberry.field(description="The words as they stand.")
    matched: bool = strawberry.field(description="Whether they are what was asked for.")


@strawberry.type(description="A line of a record in which words were found.")
class Highlight:
    """Shows a `search.Highlight`."""

    parts: list[TextPart] = strawberry.field(description="The line in pieces, in order.")

    @shown("In what they were found.")
    @staticmethod
    def field(highlight: strawberry.Parent[search.Highlight]) -> SearchField:
        """The field of the index."""
        return SearchField(highlight.field)


@strawberry.type(description="A record that was found, and its place among the others.")
class SearchEdge:
    """Shows an `EdgeOf` a `search.Hit`."""

    cursor: str = strawberry.field(description="Its place in the list, for `after` and `before`.")

    @shown("The record.", returns=one("Node"))
    @staticmethod
    def node(edge: strawberry.Parent[EdgeOf[search.Hit]]) -> Any:
        """Of any searched kind."""
        return edge.node.record

    @shown("How well it fits: greater is better, and only comparable within one question.")
    @staticmethod
    def score(edge: strawberry.Parent[EdgeOf[search.Hit]]) -> float:
        """BM25."""
        return edge.node.score

    @shown("The lines in which the words were found.", returns=list[Highlight])
    @staticmethod
    def highlights(
        edge: strawberry.Parent[EdgeOf[search.Hit]],
    ) -> tuple[search.Highlight, ...]:
        """In the order of the fields."""
        return edge.node.highlights


@strawberry.type(description="How many records of one kind were found.")
class SearchCount:
    """Shows a `Count`."""

    count: int = strawberry.field(description="How many.")

    @shown("The kind.")
    @staticmethod
    def type(count: strawberry.Parent[Count]) -> SearchType:
        """As `types` takes it."""
        return SearchType(count.value)


@strawberry.type(description="One page of what was found, the best first.")
class SearchConnection:
    """Shows a `Slice` of hits."""

    total_count: int = strawberry.field(description="How many were found on all pages together.")
    edges: list[SearchEdge] = strawberry.field(description="What was found.")

    @shown("The records alone.", returns=list[one("Node")])  # type: ignore[misc]
    @staticmethod
    def nodes(page: strawberry.Parent[Slice[search.Hit]]) -> list[Any]:
        """Of any searched kind."""
        return [hit.record for hit in page.nodes]

    @shown("Where this page stands in the list.", returns=PageInfo)
    @staticmethod
    def page_info(page: strawberry.Parent[Slice[search.Hit]]) -> Slice[search.Hit]:
        """The page itself."""
        return page

    @shown("All that was found, counted by kind; kinds without a record are left out.")
    @staticmethod
    def types(page: strawberry.Parent[Slice[search.Hit]]) -> list[SearchCount]:
        """The most frequent kind first."""
        counter = Counter(hit.kind for hit in page.everything)
        return [Count(kind, number) for kind, number in counter.most_common()]  # type: ignore[misc]


def hit_name(hit: search.Hit) -> str:
    """What tells a hit from others of the question."""
    return f"{hit.kind}/{hit.record.id}"
