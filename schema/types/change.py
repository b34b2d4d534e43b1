"""Version, and what it changed."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec
import strawberry
from strawberry.scalars import JSON

from schema.connections import PageInfo
from schema.context import Info
from schema.nodes import at
from schema.pagination import Slice
from schema.past import readable
from schema.scalars import ChangeReason, DateTime, global_id
from schema.types.citation import Cited
from schema.types.field import shown, shown_as, spelled
from schema.types.lazy import maybe, one
from snapshots import model
from snapshots.change import RecordedChange
from snapshots.diff import KINDS


@strawberry.enum(description="The kinds of records that have an identity.")
class NodeKind(Enum):
    """As stores name them."""

    PROCESS = strawberry.enum_value("process", description="`Process`.")
    STATE = strawberry.enum_value("state", description="`State`.")
    ORGANIZATION = strawberry.enum_value("organization", description="`Organization`.")
    THEME = strawberry.enum_value("theme", description="`Theme`.")
    SERIES = strawberry.enum_value("series", description="`Series`.")
    REGION = strawberry.enum_value("region", description="`Region`.")
    PLACE = strawberry.enum_value("place", description="`Place`.")
    MEETING = strawberry.enum_value("meeting", description="`Meeting`.")
    DOCUMENT = strawberry.enum_value("document", description="`Document`.")
    PAGE = strawberry.enum_value("page", description="`Page`.")


class KindCount(msgspec.Struct, frozen=True):
    """How many changes a version brought to records of one kind."""

    kind: str
    count: int


@strawberry.type(description="How many changes a version brought to records of one kind.")
class ChangeCount:
    """Shows a `KindCount`."""

    count: int = strawberry.field(description="How many.")

    @shown("The kind.")
    @staticmethod
    def kind(count: strawberry.Parent[KindCount]) -> NodeKind:
        """As `kinds` takes it."""
        return NodeKind(count.kind)


@strawberry.type(description="A snapshot that was published; `snapshot(version:)` gives all of it.")
class Version:
    """Shows a `model.Version`."""

    number: int = strawberry.field(description="Its number, counted from 1.")
    digest: str = strawberry.field(
        description="Its identity: `sha256:` and the hexadecimal digest of its content."
    )
    run: str = strawberry.field(description="The id of the run of ingest that published it.")

    @shown("When it was published; it was served until the next one was.")
    @staticmethod
    def published_at(version: strawberry.Parent[model.Version]) -> DateTime:
        """A moment in UTC."""
        return DateTime(version.published_at)

    @shown(
        "How many changes it brought, by kind of record; kinds without a change are left out.",
        returns=list[ChangeCount],
    )
    @staticmethod
    def change_counts(version: strawberry.Parent[model.Version], info: Info) -> list[KindCount]:
        """In the order of kinds."""
        with readable():
            counts = info.context.past.counts(version.number)
        return [KindCount(kind, counts[kind]) for kind in KINDS if kind in counts]


@strawberry.type(description="Where a value was read, in the version that changed it.")
class ChangeCitation(Cited):
    """Shows a `model.Citation` of a version that may be another than the one that is asked."""

    @shown(
        "The page that the words stood on; null where the version that is asked lacks it.",
        maybe("Page"),
    )
    @staticmethod
    def page(citation: strawberry.Parent[model.Citation], info: Info) -> model.Page | None:
        """The page record."""
        return at(info.context.view, f"page:{citation.page}")

    @shown("The `slug` of the page.")
    @staticmethod
    def page_slug(citation: strawberry.Parent[model.Citation]) -> str:
        """The page's id."""
        return citation.page


@strawberry.type(description="One value of one record, before and after a version.")
class Change:
    """Shows a `RecordedChange`."""

    version: int = strawberry.field(description="The number of the version that brought it.")

    @shown("The kind of the record.")
    @staticmethod
    def kind(one: strawberry.Parent[RecordedChange]) -> NodeKind:
        """As `kinds` takes it."""
        return NodeKind(one.change.kind)

    @shown("The `id` of the record, whether or not the version that is asked has it.")
    @staticmethod
    def node_id(one: strawberry.Parent[RecordedChange]) -> strawberry.ID:
        """The global id."""
        return global_id(one.change.kind, one.change.id)

    @shown("The same within its kind: the short name, the code, or the symbol.")
    @staticmethod
    def slug(one: strawberry.Parent[RecordedChange]) -> str:
        """The id of the record."""
        return one.change.id

    @shown(
        "The record as the version that is asked has it, under the id that it has there; null "
        "where that lacks it.",
        returns=maybe("Node"),
    )
    @staticmethod
    def node(one: strawberry.Parent[RecordedChange], info: Info) -> Any | None:
        """Of any kind."""
        return at(info.context.view, f"{one.change.kind}:{one.change.id}")

    @shown(
        "The field, as `history` takes it. Null where the record came or went as a whole; `slug` "
        "where it goes on under another one, `after`."
    )
    @staticmethod
    def field(one: strawberry.Parent[RecordedChange]) -> str | None:
        """As the schema spells it."""
        return shown_as(one.change.field) or None

    @shown(
        "Of a list the entry: a code, a slug, or the words; of texts the language. Null where the "
        "field has one value."
    )
    @staticmethod
    def element(one: strawberry.Parent[RecordedChange]) -> str | None:
        """By what people know it."""
        return one.change.element

    @shown("The value before, as JSON, without citations; null where there was none.")
    @staticmethod
    def before(one: strawberry.Parent[RecordedChange]) -> JSON | None:
        """In the schema's spelling."""
        return _value(one.change.before)

    @shown("The value after, as JSON, without citations; null where there is none.")
    @staticmethod
    def after(one: strawberry.Parent[RecordedChange]) -> JSON | None:
        """In the schema's spelling."""
        return _value(one.change.after)

    @shown(
        "Where the value after was read, or the one before where there is none after; null where "
        "no page says it.",
        returns=maybe("ChangeCitation"),
    )
    @staticmethod
    def citation(one: strawberry.Parent[RecordedChange]) -> model.Citation | None:
        """Of the version that brought it, or of the one before."""
        return one.change.citation

    @shown("Why it changed; null of versions that an older iscm published, as far as unknown.")
    @staticmethod
    def reason(one: strawberry.Parent[RecordedChange]) -> ChangeReason | None:
        """As it was judged at publication."""
        return one.change.reason


def _value(text: str | None) -> JSON | None:
    """The bytes of the answer: one value, however much is in it."""
    if text is None:
        return None
    return JSON(msgspec.Raw(msgspec.json.encode(_spelled(msgspec.json.decode(text)))))


def _spelled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {spelled(key): _spelled(one) for key, one in value.items()}
    return [_spelled(one) for one in value] if isinstance(value, list) else value


@strawberry.type(description="A change in a list, and its place there.")
class ChangeEdge:
    """Shows an `EdgeOf` a `RecordedChange`."""

    cursor: str = strawberry.field(
        description="Its place in the list, for `after` and `before`; good for as long as the "
        "version is kept."
    )
    node: None = strawberry.field(description="The change.", graphql_type=one("Change"))


@strawberry.type(description="One page of a list of changes.")
class ChangeConnection:
    """Shows a `Slice` of `RecordedChange`."""

    total_count: int = strawberry.field(
        description="How many changes there are on all pages together."
    )
    edges: list[ChangeEdge] = strawberry.field(description="The changes with their cursors.")
    nodes: list[Change] = strawberry.field(description="The changes alone.")

    @shown("Where this page stands in the list.", returns=PageInfo)
    @staticmethod
    def page_info(page: strawberry.Parent[Slice[RecordedChange]]) -> Slice[RecordedChange]:
        """The page itself."""
        return page


def change_name(one: RecordedChange) -> str:
    """What tells a change from others."""
    return f"{one.version}/{one.position}"
