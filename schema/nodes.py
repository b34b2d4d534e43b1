"""Nodes: records with an identity, found again by an opaque id.

https://relay.dev/graphql/objectidentification.htm
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

import msgspec
import strawberry

from schema.arguments import LARGEST_PAGE
from schema.context import Info
from schema.errors import bad_input
from schema.past import history
from schema.scalars import CODES, ValueSource, global_id
from schema.sources import citations_for, citations_of, source_of
from schema.types.field import shown, shown_as
from schema.types.lazy import many
from snapshots import model
from snapshots.change import RecordedChange
from snapshots.view import View

Field = Annotated[
    str,
    strawberry.argument(
        description="The field, as the citing type names it: `established`, `participations`."
    ),
]


Changed = Annotated[
    str | None,
    strawberry.argument(
        description="Only what changed this field, as `Change.field` names it: `established`."
    ),
]
Newest = Annotated[
    int, strawberry.argument(description=f"So many changes, up to {LARGEST_PAGE:,}.")
]
_UNCHANGED: Final = ("id", "capture", "citations")
"""Fields of records that have no changes of their own."""


class Kind(msgspec.Struct, frozen=True):
    """One kind of node: its name, and where its records are."""

    name: str
    records: Callable[[View], Mapping[str, Any]]


KINDS: Final[Mapping[type, Kind]] = {
    model.Process: Kind("process", lambda view: view.processes),
    model.State: Kind("state", lambda view: view.states),
    model.Organization: Kind("organization", lambda view: view.organizations),
    model.Theme: Kind("theme", lambda view: view.themes),
    model.Series: Kind("series", lambda view: view.series),
    model.Region: Kind("region", lambda view: view.regions),
    model.Place: Kind("place", lambda view: view.places),
    model.Meeting: Kind("meeting", lambda view: view.meetings),
    model.Document: Kind("document", lambda view: view.documents),
    model.Page: Kind("page", lambda view: view.pages),
}
"""Record → kind of node."""

_NAMES: Final = {code: name for name, code in CODES.items()}


@strawberry.interface(description="A record with an identity, which `node` finds again.")
class Node:
    """What all nodes have in common."""

    @shown("Its opaque id: the same in every version, for `node` and for caches.")
    @staticmethod
    def id(record: strawberry.Parent[Any]) -> strawberry.ID:
        """The global id."""
        return global_id(KINDS[type(record)].name, record.id)

    @shown(
        "Where it was read; `field` of each tells what the words support. What is no page's word "
        "(codes of States, names from the catalogue) has none.",
        returns=many("Citation"),
    )
    @staticmethod
    def citations(record: strawberry.Parent[Any], info: Info) -> list[model.Citation]:
        """All citations, in the order of the fields and pages."""
        return citations_of(info.context.view, record)

    @shown(
        "Where one field of it was read; what supports the record as a whole, where nothing is "
        "more exact.",
        returns=many("Citation"),
    )
    @staticmethod
    def citation(record: strawberry.Parent[Any], info: Info, field: Field) -> list[model.Citation]:
        """The citations of the field; none where no page says it."""
        _refuse_unknown(info, field)
        return citations_for(info.context.view, record, _snake(field))

    @shown(
        "Who says one field of it; null where it has no value, and for words of pages in versions "
        "from before all of them were cited."
    )
    @staticmethod
    def source(record: strawberry.Parent[Any], info: Info, field: Field) -> ValueSource | None:
        """PAGE, where `citation` has the words."""
        _refuse_unknown(info, field)
        return source_of(info.context.view, record, _snake(field))

    @shown("What a reader of it should know.", returns=many("Issue"))
    @staticmethod
    def issues(record: strawberry.Parent[Any], info: Info) -> tuple[model.Issue, ...]:
        """The issues of this record."""
        return info.context.view.issues_of(KINDS[type(record)].name, record.id)

    @shown(
        "The ids by which it was known in earlier versions, in which it was told by another id or "
        "as two records. `node` and `nodes` find it by them, and so does what takes a slug."
    )
    @staticmethod
    def former_ids(record: strawberry.Parent[Any], info: Info) -> list[strawberry.ID]:
        """Told by where both were read, never by likeness."""
        former = info.context.view.former_ids.get((KINDS[type(record)].name, record.id), ())
        return [global_id(kind, one) for kind, one in former]

    @shown(
        "Its changes up to the version that is asked, the newest first: of all of it, or of one "
        "field and of its coming and going.",
        returns=many("Change"),
        stored=True,
    )
    @staticmethod
    def history(
        record: strawberry.Parent[Any], info: Info, field: Changed = None, first: Newest = 20
    ) -> list[RecordedChange]:
        """Under its former ids as well."""
        if not 0 <= first <= LARGEST_PAGE:
            raise bad_input(f"history: `first` from 0 to {LARGEST_PAGE:,} expected, {first} found")
        name = None if field is None else _changed(info, record, field)
        return history(info.context, KINDS[type(record)].name, record.id, name, first)


def shows(record: type) -> Callable[[Any, Any], bool]:
    """How a type that implements `Node` knows its records."""

    def is_type_of(one: Any, _: Any) -> bool:
        return isinstance(one, record)

    return is_type_of


def found(view: View, words: str) -> Any | None:
    """The record with the global id, or None: of another form, or not in this version."""
    try:
        version, code, one = base64.urlsafe_b64decode(words).decode().split(":", 2)
    except (binascii.Error, UnicodeError, ValueError):
        return None
    # Decoding is lenient, and an id is the only one: caches know records by it.
    if version != "1" or code not in _NAMES or global_id(_NAMES[code], one) != words:
        return None
    kind = _NAMES[code]
    return view.records(kind).get(view.present(kind, one))


def at(view: View, address: str) -> Any | None:
    """The record that an issue names, `process:hld`; None where the version has it not."""
    name, _, one = address.partition(":")
    return view.records(name).get(view.present(name, one)) if name in CODES else None


def _changed(info: Info, record: Any, field: str) -> str:
    """The field of the record that a field of the schema shows."""
    names: tuple[str, ...] = record.__struct_fields__
    fields = {shown_as(one): one for one in names if one not in _UNCHANGED}
    if field not in fields:
        raise bad_input(
            f"a field of {info._raw_info.parent_type.name} that has a history expected, "
            f"{field[:40]!r} found",
            f"Fields: {', '.join(sorted(fields))}.",
        )
    return fields[field]


def _refuse_unknown(info: Info, field: str) -> None:
    parent = info._raw_info.parent_type
    if field not in parent.fields:
        raise bad_input(
            f"a field of {parent.name} expected, {field[:40]!r} found",
            f"Fields: {', '.join(sorted(parent.fields))}.",
        )


def _snake(words: str) -> str:
    """hostState → host_state: records spell their fields so."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in words)
