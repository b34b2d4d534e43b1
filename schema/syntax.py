"""What stands in a document: its fragments, the variables that it takes, what it gives."""

from collections.abc import Iterator
from typing import TypeVar

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    Node,
    ObjectFieldNode,
    VariableNode,
)
from graphql.language.ast import QUERY_DOCUMENT_KEYS

N = TypeVar("N", bound=Node)
_CONDITIONS = ("skip", "include")


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The fragments of a document by their names."""
    return {
        one.name.value: one
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }


def condition_names(document: DocumentNode) -> frozenset[str]:
    """The variables that decide, in `@skip` and `@include`, what is asked at all."""
    directives = (one for one in _within(document, DirectiveNode) if one.name.value in _CONDITIONS)
    return frozenset(name for one in directives for name in variables_in(one))


def variables_in(node: Node) -> set[str]:
    """The names of the variables that it, or what is in it, takes."""
    return {one.name.value for one in _within(node, VariableNode)}


def inputs_in(node: Node) -> set[str]:
    """The names of the fields of input objects that it, or what is in it, gives."""
    return {one.name.value for one in _within(node, ObjectFieldNode)}


def _within(node: Node, kind: type[N]) -> Iterator[N]:
    """Of it and what is in it, what is of the kind; to visit them would take ten times as long."""
    nodes = [node]
    while nodes:
        one = nodes.pop()
        if isinstance(one, kind):
            yield one
        for name in QUERY_DOCUMENT_KEYS.get(one.kind, ()):
            value = getattr(one, name, None)
            if isinstance(value, tuple):
                nodes += value
            elif value is not None:
                nodes.append(value)
