"""What stands in a document: its fragments, the variables that it takes, what it gives."""

from typing import Any, TypeVar

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    Node,
    ObjectFieldNode,
    VariableNode,
    visit,
)
from graphql.language import Visitor

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


def _within(node: Node, kind: type[N]) -> list[N]:
    found: list[N] = []

    class Finding(Visitor):
        def enter(self, one: Node, *_: Any) -> None:
            if isinstance(one, kind):
                found.append(one)

    visit(node, Finding())
    return found
