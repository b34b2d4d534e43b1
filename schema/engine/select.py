"""Which fields an operation asks of an object (GraphQL, 6.3.2, CollectFields), as the library says.

Fragments are spread, what `@skip` and `@include` leave out is left out, and fields of one key are
one field of the answer. A selection depends on no variables but those of these two directives.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
)
from graphql.execution.collect_fields import (
    CollectFieldsContext,
    FragmentDetails,
    GroupedFieldSet,
    visit_selection_sets,
)
from graphql.execution.values import VariableValues


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
        fragments = {name: FragmentDetails(one) for name, one in self.fragments.items()}
        values = VariableValues({}, dict(self.conditions))
        operation = cast("OperationDefinitionNode", None)  # only `@defer` would ask for it
        common: Any = (self.schema, fragments, values, operation, kind, {}, False, [], False)
        context = CollectFieldsContext(*common)
        found: GroupedFieldSet = defaultdict(list)
        for one in selections:
            visit_selection_sets(context, one, found, [])
        return {key: [one.node for one in details] for key, details in found.items()}
