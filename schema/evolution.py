"""How the schema may change: what is explained, what is given notice of, and what breaks askers.

https://spec.graphql.org/draft/#sec-Schema-Coordinates is how elements are named.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    find_breaking_changes,
    find_dangerous_changes,
    get_named_type,
    is_introspection_type,
    is_specified_directive,
    is_specified_scalar_type,
)
from graphql.utilities.find_schema_changes import BreakingChange

NOTICE: Final = timedelta(days=365)
"""From the day an element is deprecated to the day it may go, at least."""
_FORM: Final = "Deprecated on 2026-11-01: use …; goes on 2027-11-01"
_REASON: Final = re.compile(
    r"Deprecated on (\d{4}-\d\d-\d\d): (\S.*); goes on (\d{4}-\d\d-\d\d)\.?", re.DOTALL
)
_REMOVED: Final = re.compile(r"(?:Field|Argument|Enum value) (\S+) was removed\.")
_TYPE_REMOVED: Final = re.compile(r"(\w+) was removed\.")
_UNUSED: Final = "Standard scalar "
"""Begins a change that follows from others: the last mention of Int, say, went with a field."""

Element = Any
"""A type, a field, an argument, an enum value or a directive: they share no class."""


class Notice(msgspec.Struct, frozen=True):
    """What the reason of a deprecation says."""

    since: date
    instead: str
    """What to use in its place, in words."""
    until: date
    """The first day on which the element may be gone."""


class Change(msgspec.Struct, frozen=True):
    """One difference between two schemas."""

    type: str
    """The kind of change, as graphql-core names it."""
    description: str
    reason: str = ""
    """Why it may be made, or why not yet; empty where there is nothing to add."""


class Comparison(msgspec.Struct, frozen=True):
    """What a new schema does to those who ask by the old one."""

    breaking: tuple[Change, ...]
    """Questions that were answered are not answered any more."""
    dangerous: tuple[Change, ...]
    """Questions are answered as before, but answers may hold what a program does not know."""
    retired: tuple[Change, ...]
    """Would be breaking, but notice was given and its time is over."""


def notice_of(reason: str) -> Notice:
    """Read the reason of a deprecation. Raises ValueError where it has not the form."""
    found = _REASON.fullmatch(reason.strip())
    if found is None:
        raise ValueError(f"{_FORM!r} expected, {reason!r} found")
    since, instead, until = found.groups()
    notice = Notice(date.fromisoformat(since), instead, date.fromisoformat(until))
    if notice.until - notice.since < NOTICE:
        days = (notice.until - notice.since).days
        raise ValueError(f"at least {NOTICE.days} days of notice expected, {days} found")
    return notice


def elements(schema: GraphQLSchema) -> Iterator[tuple[str, Element]]:
    """Everything that the schema defines itself, by its coordinate."""
    for name, kind in schema.type_map.items():
        if not is_introspection_type(kind) and not is_specified_scalar_type(kind):
            yield name, kind
            yield from _members(kind)
    for directive in schema.directives:
        if not is_specified_directive(directive):
            yield f"@{directive.name}", directive
            yield from _arguments(f"@{directive.name}", directive)


def undescribed(schema: GraphQLSchema) -> tuple[str, ...]:
    """What has no description, by its coordinate."""
    return tuple(name for name, one in elements(schema) if not (one.description or "").strip())


def unannounced(schema: GraphQLSchema) -> tuple[str, ...]:
    """What is deprecated without a proper notice: its coordinate, and what is wrong."""
    found = []
    for name, reason in _reasons(schema).items():
        try:
            notice_of(reason)
        except ValueError as error:
            found.append(f"{name}: {error}")
    return tuple(found)


def compare(old: GraphQLSchema, new: GraphQLSchema, today: date) -> Comparison:
    """Compare today's schema with one that askers may rely on."""
    reasons = _reasons(old)
    gone = frozenset(name for name, reason in reasons.items() if _is_over(reason, today))
    kept = _reached(old, gone)
    breaking, retired = [], []
    for found in find_breaking_changes(old, new):
        if found.description.startswith(_UNUSED):
            continue
        reason = _retirement(found, gone, kept)
        if reason:
            retired.append(_change(found, reason))
        else:
            breaking.append(_change(found, _objection(found, reasons)))
    dangerous = tuple(_change(one) for one in find_dangerous_changes(old, new))
    return Comparison(tuple(breaking), dangerous, tuple(retired))


def _members(kind: GraphQLNamedType) -> Iterator[tuple[str, Element]]:
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{kind.name}.{name}", value) for name, value in kind.values.items())
    elif isinstance(kind, GraphQLInputObjectType):
        yield from ((f"{kind.name}.{name}", field) for name, field in kind.fields.items())
    elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field
            yield from _arguments(f"{kind.name}.{name}", field)


def _arguments(owner: str, one: Element) -> Iterator[tuple[str, Element]]:
    yield from ((f"{owner}({name}:)", argument) for name, argument in one.args.items())


def _reasons(schema: GraphQLSchema) -> dict[str, str]:
    """The reason of everything deprecated, by its coordinate."""
    found = ((name, getattr(one, "deprecation_reason", None)) for name, one in elements(schema))
    return {name: reason for name, reason in found if reason is not None}


def _is_over(reason: str, today: date) -> bool:
    try:
        return notice_of(reason).until <= today
    except ValueError:
        return False


def _reached(schema: GraphQLSchema, gone: frozenset[str]) -> frozenset[str]:
    """The types that can be met without what may be gone."""
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    waiting: list[GraphQLNamedType] = [root for root in roots if root]
    found: set[str] = set()
    while waiting:
        kind = waiting.pop()
        if kind.name not in found:
            found.add(kind.name)
            waiting += _neighbours(schema, kind, gone)
    return frozenset(found)


def _neighbours(
    schema: GraphQLSchema, kind: GraphQLNamedType, gone: frozenset[str]
) -> Iterator[GraphQLNamedType]:
    for name, one in _members(kind):
        field = name.partition("(")[0]
        if name not in gone and field not in gone and hasattr(one, "type"):
            yield get_named_type(one.type)
    if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
        yield from schema.get_possible_types(kind)
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        yield from kind.interfaces


def _retirement(found: BreakingChange, gone: frozenset[str], kept: frozenset[str]) -> str:
    """Why the change may be made, if it may."""
    element = _REMOVED.fullmatch(found.description)
    if element and element[1] in gone:
        return "its notice is over"
    kind = _TYPE_REMOVED.fullmatch(found.description)
    if found.type.name == "TYPE_REMOVED" and kind and kind[1] not in kept:
        return "all that led to it was given notice, and that is over"
    return ""


def _objection(found: BreakingChange, reasons: Mapping[str, str]) -> str:
    """Why something deprecated may not go yet."""
    element = _REMOVED.fullmatch(found.description)
    if element is None or element[1] not in reasons:
        return ""
    try:
        return f"it was promised until {notice_of(reasons[element[1]]).until}"
    except ValueError as error:
        return f"its notice says no date: {error}"


def _change(found: Any, reason: str = "") -> Change:
    return Change(found.type.name, found.description, reason)
