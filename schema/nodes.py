"""Nodes: records with an identity, found again by an opaque id.

https://relay.dev/graphql/objectidentification.htm
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final

import msgspec
import strawberry

from schema.context import Info
from schema.errors import bad_input
from schema.scalars import CODES, global_id
from schema.types.field import shown
from schema.types.lazy import many
from snapshots import model
from snapshots.view import View

Field = Annotated[
    str,
    strawberry.argument(
        description="The field, as the citing type names it: `established`, `participations`."
    ),
]


class Kind(msgspec.Struct, frozen=True):
    """One kind of node: its name, where its records are, and what cites for them."""

    name: str
    records: Callable[[View], Mapping[str, Any]]
    citations: Callable[[View, Any], Iterable[model.Citation]]
    """Each says by `field` what its words support; empty is the record as a whole."""


def _of_state(view: View, state: model.State) -> Iterable[model.Citation]:
    for part in view.parts_of_state.get(state.id, ()):
        yield from _as("participations", part.record.citations)
    for chair in view.chairs_of_state.get(state.id, ()):
        yield from _as("chairs", chair.record.citations)


def _of_organization(view: View, one: model.Organization) -> Iterable[model.Citation]:
    for role in view.roles_of_organization.get(one.id, ()):
        yield from _as("roles", role.record.citations)


def _of_theme(view: View, theme: model.Theme) -> Iterable[model.Citation]:
    for focus in view.focuses_of_theme.get(theme.id, ()):
        yield from _as("focuses", focus.record.citations)


def _of_series(view: View, series: model.Series) -> Iterable[model.Citation]:
    for meeting in view.meetings_of_series.get(series.id, ()):
        yield from _as("meetings", meeting.citations)


def _of_place(view: View, place: model.Place) -> Iterable[model.Citation]:
    for meeting in view.meetings_of_place.get(place.id, ()):
        yield from _as("meetings", meeting.citations)


def _of_process(_: View, process: model.Process) -> Iterable[model.Citation]:
    yield from process.citations
    for part in process.participations:
        yield from _as("participations", part.citations)
    for role in process.organizations:
        yield from _as("organizations", role.citations)
    for chair in process.chairs:
        yield from _as("chairs", chair.citations)
    for theme in process.themes:
        yield from _as("themes", theme.citations)
    if process.contact:
        yield from _as("contact", process.contact.citations)


def _as(field: str, citations: Iterable[model.Citation]) -> Iterable[model.Citation]:
    return (msgspec.structs.replace(one, field=field) for one in citations)


KINDS: Final[Mapping[type, Kind]] = {
    model.Process: Kind("process", lambda view: view.processes, _of_process),
    model.State: Kind("state", lambda view: view.states, _of_state),
    model.Organization: Kind("organization", lambda view: view.organizations, _of_organization),
    model.Theme: Kind("theme", lambda view: view.themes, _of_theme),
    model.Series: Kind("series", lambda view: view.series, _of_series),
    model.Region: Kind("region", lambda view: view.regions, lambda _, __: ()),
    model.Place: Kind("place", lambda view: view.places, _of_place),
    model.Meeting: Kind("meeting", lambda view: view.meetings, lambda _, one: one.citations),
    model.Document: Kind("document", lambda view: view.documents, lambda _, one: one.citations),
    model.Page: Kind("page", lambda view: view.pages, lambda _, __: ()),
}
"""Record → kind of node."""

_BY_NAME: Final = {kind.name: kind for kind in KINDS.values()}
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
        return list(KINDS[type(record)].citations(info.context.view, record))

    @shown(
        "Where one field of it was read; what supports the record as a whole, where nothing is "
        "more exact.",
        returns=many("Citation"),
    )
    @staticmethod
    def citation(record: strawberry.Parent[Any], info: Info, field: Field) -> list[model.Citation]:
        """The citations of the field; none where no page says it."""
        _refuse_unknown(info, field)
        found = tuple(KINDS[type(record)].citations(info.context.view, record))
        exact = [one for one in found if one.field == _snake(field)]
        return exact or [one for one in found if not one.field]

    @shown("What a reader of it should know.", returns=many("Issue"))
    @staticmethod
    def issues(record: strawberry.Parent[Any], info: Info) -> tuple[model.Issue, ...]:
        """The issues of this record."""
        return info.context.view.issues_of(KINDS[type(record)].name, record.id)


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
    return _BY_NAME[_NAMES[code]].records(view).get(one)


def at(view: View, address: str) -> Any | None:
    """The record that an issue names, `process:hld`; None where the version has it not."""
    name, _, one = address.partition(":")
    return _BY_NAME[name].records(view).get(one) if name in _BY_NAME else None


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
