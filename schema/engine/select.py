"""Which fields an operation asks of an object (GraphQL, 6.3.2, CollectFields).

Fragments are spread, what `@skip` and `@include` leave out is left out, and fields of one key are
one field of the answer. A selection depends on no variables but those of these two directives.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
    is_abstract_type,
)
from graphql.execution.values import VariableValues, get_directive_values

_ALWAYS = {"if": True}


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
            if self._left_out(one):
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

    def _left_out(self, node: Any) -> bool:
        values = VariableValues({}, dict(self.conditions))
        skip = get_directive_values(GraphQLSkipDirective, node, values)
        include = get_directive_values(GraphQLIncludeDirective, node, values)
        return bool(skip and skip["if"]) or not (include or _ALWAYS)["if"]
