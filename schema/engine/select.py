"""Which fields an operation asks of an object (GraphQL, 6.3.2, CollectFields).

Fragments are spread, what `@skip` and `@include` leave out is left out, and fields of one key are
one field of the answer. A selection depends on no variables but those of these two directives.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    ObjectFieldNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    is_abstract_type,
    value_from_ast_untyped,
    visit,
)
from graphql.language import Visitor

N = TypeVar("N", bound=Node)
_CONDITIONS = ("skip", "include")


class Selecting(msgspec.Struct, frozen=True):
    """What every selection of an operation needs to know."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Mapping[str, Any]
    """The values of the variables that `@skip` and `@include` ask."""

    def fields(
        self, kind: GraphQLObjectType, selections: tuple[SelectionSetNode, ...]
    ) -> dict[str, list[FieldNode]]:
        """The fields asked of an object of this type: their nodes by the key of the answer."""
        found: dict[str, list[FieldNode]] = {}
        spread: set[str] = set()
        for one in selections:
            self._collect(kind, one, found, spread)
        return found

    def _collect(
        self,
        kind: GraphQLObjectType,
        selections: SelectionSetNode,
        found: dict[str, list[FieldNode]],
        spread: set[str],
    ) -> None:
        for one in selections.selections:
            if self._left_out(one.directives or ()):
                continue
            if isinstance(one, FieldNode):
                key = one.alias.value if one.alias else one.name.value
                found.setdefault(key, []).append(one)
                continue
            below = self._below(kind, one, spread)
            if below is not None:
                self._collect(kind, below, found, spread)

    def _below(
        self, kind: GraphQLObjectType, node: Any, spread: set[str]
    ) -> SelectionSetNode | None:
        """What a fragment selects of the type; None where it is met again or means another one."""
        fragment: FragmentDefinitionNode | InlineFragmentNode = node
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in spread:
                return None
            spread.add(node.name.value)
            fragment = self.fragments[node.name.value]
        condition = fragment.type_condition
        if condition is not None and not self._is_of(kind, condition.name.value):
            return None
        return fragment.selection_set

    def _is_of(self, kind: GraphQLObjectType, name: str) -> bool:
        if kind.name == name:
            return True
        asked = self.schema.type_map[name]
        return is_abstract_type(asked) and self.schema.is_sub_type(asked, kind)

    def _left_out(self, directives: tuple[DirectiveNode, ...]) -> bool:
        for one in directives:
            if one.name.value in _CONDITIONS:
                value = value_from_ast_untyped(_condition(one), dict(self.conditions))
                if value is (one.name.value == "skip"):
                    return True
        return False


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


def _condition(node: DirectiveNode) -> ValueNode:
    """What `@skip` and `@include` are given as `if`; validation sees that it is there."""
    (given,) = node.arguments or ()
    return given.value
