"""What an operation costs, reckoned before it runs: how many values its answer can have at most.

A value is a field of the answer; one with a long text counts as several (`schema.weights`). Lists
count as often as they can have entries in the version that is asked (`schema.sizes`), connections
as often as the page that is asked for, if that is less. What is looked at for a filter or an order
is work as well. What each of them costs is said in one place (`schema.prices`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

import msgspec
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)
from graphql.execution import get_argument_values
from graphql.execution.values import VariableValues
from msgspec import structs

from schema import prices
from schema.arguments import DEFAULT_PAGE
from schema.context import Context
from schema.errors import bad_input
from schema.past import dated
from schema.sizes import INTROSPECTION, sizes
from schema.syntax import fragments_of
from schema.weights import weights

MAX_COST: Final = 100_000
"""Values of an answer; some 10 MB of JSON. Everything about one process has a tenth of that."""
_ENTRIES: Final = ("nodes", "edges")


class Cost(msgspec.Struct, frozen=True):
    """What was reckoned, and what may be asked."""

    values: int
    limit: int = MAX_COST


class _Asked(msgspec.Struct, frozen=True):
    """What the reckoning needs at every step."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues
    context: Context
    """Of the version that is asked."""
    sizes: Mapping[str, int]
    weights: Mapping[str, int]
    known: dict[tuple[Any, ...], int]
    """Costs that are reckoned already: a fragment may be met very often."""
    limit: int
    taken_up: list[int]
    """What each version that was taken up to reckon with costs."""

    def within(self, context: Context) -> "_Asked":
        """The same of what is asked of another version."""
        if context is self.context:
            return self
        view = context.view
        return structs.replace(
            self, context=context, sizes=sizes(view), weights=weights(view), known={}
        )


def cost_of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: VariableValues,
    context: Context,
    limit: int = MAX_COST,
) -> Cost:
    """The cost of a valid operation with variables that are as it declares them.

    It is asked of the version of the context, and what is asked of other versions, of those.
    """
    view = context.view
    fragments = fragments_of(document)
    root = schema.get_root_type(operation.operation)
    asked = _Asked(schema, fragments, variables, context, sizes(view), weights(view), {}, limit, [])
    return Cost(_below(asked, (operation.selection_set,), root, 0), limit)


def refuse_costly(cost: Cost) -> None:
    """Raises GraphQLError where the cost is over its limit."""
    if cost.values > cost.limit:
        raise too_costly(cost.limit)


def too_costly(limit: int) -> GraphQLError:
    """The error for an answer that would have more values than it may."""
    return bad_input(
        f"an answer of {limit:,} values at most expected, more asked for",
        "Ask for smaller pages (`first`), for fewer fields inside lists, or in several questions.",
        "COST_LIMIT",
    )


def _below(asked: _Asked, selections: tuple[SelectionSetNode, ...], parent: Any, page: int) -> int:
    """The values below a field; `page` is the number of entries where it is a connection."""
    place = (tuple(map(id, selections)), parent.name, page)
    if place not in asked.known:
        asked.known[place] = sum(
            _field(asked, nodes, asked.schema.type_map[kind], key, page)
            for (kind, key), nodes in _fields(asked, selections, parent).items()
        )
    return asked.known[place]


def _fields(
    asked: _Asked, selections: Iterable[SelectionSetNode], parent: Any
) -> dict[tuple[str, str], list[FieldNode]]:
    """The fields that may be answered, by the type that they are asked of and their key.

    Those of one key are one field of the answer, and a fragment counts once, as for the executor
    (GraphQL, 6.3.2, CollectFields).
    """
    found: dict[tuple[str, str], list[FieldNode]] = {}
    met: set[str] = set()
    waiting = [(one, parent.name) for one in selections]
    while waiting:
        selection, kind = waiting.pop()
        for one in selection.selections:
            if _skipped(asked, one.directives or ()):
                continue
            if isinstance(one, FieldNode):
                key = one.alias.value if one.alias else one.name.value
                found.setdefault((kind, key), []).append(one)
                continue
            if isinstance(one, FragmentSpreadNode):
                if one.name.value in met:
                    continue
                met.add(one.name.value)
            below, condition = _fragment(asked, one)
            waiting.append((below, condition or kind))
    return found


def _fragment(asked: _Asked, node: SelectionNode) -> tuple[SelectionSetNode, str | None]:
    """What a spread or an inline fragment selects, and the type that it asks for."""
    if isinstance(node, FragmentSpreadNode):
        fragment = asked.fragments[node.name.value]
        return fragment.selection_set, fragment.type_condition.name.value
    inline = cast("InlineFragmentNode", node)
    return inline.selection_set, inline.type_condition.name.value if inline.type_condition else None


def _field(asked: _Asked, nodes: list[FieldNode], parent: Any, key: str, page: int) -> int:
    node = nodes[0]
    name = node.name.value
    if name.startswith("__") or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        return INTROSPECTION
    definition = parent.fields[name]
    arguments = _arguments(asked, definition, node)
    place = f"{parent.name}.{name}"
    longest = asked.sizes.get(place)
    own = prices.value(key, asked.weights.get(place, 0))
    price = prices.looked_at(arguments, longest or 0)
    own += price
    selections = tuple(one.selection_set for one in nodes if one.selection_set)
    within = _within(asked, arguments, price) if "version" in definition.args else asked
    if not selections or within is None:
        return own
    asked = within
    below = get_named_type(definition.type)
    if below.name.endswith("Connection"):
        shown = _page(arguments, asked.sizes[place])
        return own + _below(asked, selections, below, shown)
    inner = _below(asked, selections, below, 0)
    if not _is_list(definition.type):
        return own + inner
    if parent.name.endswith("Connection") and name in _ENTRIES:
        return own + inner * page
    return own + inner * _times(arguments, place, longest)


def _within(asked: _Asked, arguments: Mapping[str, Any], price: int) -> _Asked | None:
    """What is asked of the version that the arguments name; None where there is none such.

    None as well where those before it cost too much already: no more are taken up.
    """
    asked.taken_up.append(price)
    if sum(asked.taken_up) > asked.limit:
        return None
    try:
        return asked.within(dated(asked.context, arguments.get("at"), arguments.get("version")))
    except GraphQLError:
        return None


def _times(arguments: Mapping[str, Any], place: str, longest: int | None) -> int:
    """How often the selection below a list can be answered."""
    listed = arguments.get("ids", arguments.get("by"))
    if isinstance(listed, list):
        return len(listed)
    if longest is None:
        raise LookupError(f"schema.sizes has no size of {place}")
    first = arguments.get("first")
    return min(longest, max(0, first)) if isinstance(first, int) else longest


def _page(arguments: Mapping[str, Any], longest: int) -> int:
    given = [one for one in map(arguments.get, ("first", "last")) if isinstance(one, int)]
    return min(longest, max(0, min(given, default=DEFAULT_PAGE)))


def _arguments(asked: _Asked, definition: GraphQLField, node: FieldNode) -> Mapping[str, Any]:
    """The arguments as the executor will have them, defaults included; none where it refuses."""
    try:
        return get_argument_values(definition, node, asked.variables)
    except GraphQLError:
        return {}


def _skipped(asked: _Asked, directives: Iterable[DirectiveNode]) -> bool:
    for one in directives:
        given = next(iter(one.arguments or ()), None)
        value = given and value_from_ast_untyped(given.value, asked.variables.coerced)
        if one.name.value in ("skip", "include") and value is (one.name.value == "skip"):
            return True
    return False


def _is_list(kind: GraphQLOutputType) -> bool:
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return isinstance(inner, GraphQLList)
