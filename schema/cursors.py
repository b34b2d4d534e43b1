"""Cursors: a place in one list of one version.

A version never changes, so a place in it is exact for ever: whoever pages on with a cursor pages on
in the version that the cursor came from, whatever was published since.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

import msgspec
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)

from schema.errors import bad_input
from schema.syntax import fragments_of
from snapshots.view import View

_FORM: Final = re.compile(r"1:(0|[1-9][0-9]{0,8}):(0|[1-9][0-9]{0,8}):([0-9a-f]{8})")
_CURSORS: Final = ("after", "before")


class Cursor(msgspec.Struct, frozen=True):
    """A place in a list."""

    version: int
    """The number of the version; 0 for the bundled snapshot."""
    place: int
    """Where the entry stands in the list as the version has it, before any filter or order."""
    mark: str
    """Tells the list and the entry, so that no cursor is taken for one of another list."""


def number_of(view: View) -> int:
    """The number that cursors of the view carry."""
    return view.version.number if view.version else 0


def mark_of(words: str) -> str:
    """The mark of an entry, by words that tell it from others."""
    return f"{zlib.crc32(words.encode()):08x}"


def encode(cursor: Cursor) -> str:
    """Opaque: who takes it apart finds its form changed one day."""
    plain = f"1:{cursor.version}:{cursor.place}:{cursor.mark}".encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def decode(words: str) -> Cursor:
    """The place that a cursor means; raises GraphQLError on anything that is none."""
    try:
        padded = words.encode("ascii") + b"=" * (-len(words) % 4)
        found = _FORM.fullmatch(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
    except (UnicodeError, binascii.Error, ValueError):
        found = None
    if found is None:
        raise bad_input(
            f"a cursor expected, {words[:60]!r} found",
            "Take cursors as an answer gives them: `pageInfo { endCursor }`.",
            "BAD_CURSOR",
        )
    return Cursor(int(found[1]), int(found[2]), found[3])


def may_name_versions(document: DocumentNode) -> bool:
    """Whether a field of the document takes a cursor, or all of it is asked by number."""
    fragments: Mapping[str, FragmentDefinitionNode] = {}
    sets = [one for it in document.definitions if (one := getattr(it, "selection_set", None))]
    return any(True for one in sets for _ in _values(one, fragments)) or any(map(_numbers, sets))


def versions_named(
    document: DocumentNode,
    variables: Mapping[str, Any],
    operation: OperationDefinitionNode | None = None,
) -> frozenset[int]:
    """The versions of an operation's cursors, or the one by whose number all of it is asked.

    What is no cursor is left aside. Without an operation all those of the document are looked at.
    """
    found: set[int] = set()
    if operation is not None:
        given = {_given(one, operation, variables) for one in _numbers(operation.selection_set)}
        found.update(one for one in given if isinstance(one, int) and len(given) == 1)
    for words in _cursors(document, variables, operation):
        with suppress(GraphQLError):  # the field that it is given to says what is wrong with it
            found.add(decode(words).version)
    return frozenset(found)


def _cursors(
    document: DocumentNode, variables: Mapping[str, Any], operation: OperationDefinitionNode | None
) -> Iterator[str]:
    """The values of all arguments by which fields page on."""
    fragments = fragments_of(document)
    every = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    for one in every if operation is None else (operation,):
        for value in _values(one.selection_set, fragments):
            given = _given(value, one, variables)
            if isinstance(given, str):
                yield given


def _values(
    selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[ValueNode]:
    """What is given to `after` and `before`, each fragment looked at once.

    What is asked of a snapshot by moment or number pages on in that one, whatever else is asked.
    """
    waiting, met = [selections], set()
    while waiting:
        for one in waiting.pop().selections:
            if isinstance(one, FieldNode) and one.name.value == "snapshot" and one.arguments:
                continue
            if isinstance(one, FragmentSpreadNode):
                name = one.name.value
                if name in fragments and name not in met:
                    met.add(name)
                    waiting.append(fragments[name].selection_set)
            elif isinstance(one, FieldNode | InlineFragmentNode) and one.selection_set:
                waiting.append(one.selection_set)
            if isinstance(one, FieldNode):
                yield from (arg.value for arg in one.arguments or () if arg.name.value in _CURSORS)


def _numbers(selections: SelectionSetNode) -> list[ValueNode]:
    """The numbers by which snapshots are asked; none where anything else is asked, too."""
    found = [
        argument.value
        for one in selections.selections
        if isinstance(one, FieldNode) and one.name.value == "snapshot"
        for argument in one.arguments or ()
        if argument.name.value == "version"
    ]
    return found if len(found) == len(selections.selections) else []


def _given(
    value: ValueNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Any:
    """What a value is in the end: words, a number, a variable, or the variable's default."""
    if isinstance(value, StringValueNode):
        return value.value
    if isinstance(value, IntValueNode):
        return int(value.value)
    if not isinstance(value, VariableNode):
        return None
    name = value.name.value
    if name in variables:
        return variables[name]
    for one in operation.variable_definitions or ():
        if one.variable.name.value == name and one.default_value is not None:
            return _given(one.default_value, operation, {})
    return None
