"""Whether a document can be answered: the rules of GraphQL (5, Validation) and ours, in one walk.

The rules are the library's. It asks each of forty about each node, though most of them look at one
kind or two, and makes thousands of objects on the way; here a node meets the rules of its kind.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from graphql import BREAK, SKIP, DocumentNode, GraphQLError, GraphQLSchema, Node, TypeInfo
from graphql.validation import ASTValidationRule, ValidationContext
from graphql.validation.validate import ValidationAbortedError, query_document_keys_to_validate

Rules = Sequence[type[ASTValidationRule]]
_TOO_MANY: Final = "Too many validation errors, error limit reached. Validation aborted."


def faults(
    schema: GraphQLSchema, document: DocumentNode, rules: Rules, most: int
) -> tuple[GraphQLError, ...]:
    """What the rules find, in the order of the document; of more than `most` the last says so."""
    found: list[GraphQLError] = []

    def tell(error: GraphQLError) -> None:
        if len(found) >= most:
            raise ValidationAbortedError(_TOO_MANY)
        found.append(error)

    types = TypeInfo(schema)
    context = ValidationContext(schema, document, types, tell)
    try:
        _Walk(tuple(rules), context, types).node(document, None, None)
    except ValidationAbortedError as error:
        error.__context__ = None  # else the frames of the walk live as long as the error
        found.append(error.with_traceback(None))
    return tuple(found)


class _Walk:
    def __init__(
        self, rules: tuple[type[ASTValidationRule], ...], context: Any, types: TypeInfo
    ) -> None:
        self._kinds = rules
        self._rules = [one(context) for one in rules]
        self._types = types
        self._above: list[Any] = []
        """The nodes and lists of nodes around the one that is met and its parent."""
        self._passed: list[Any] = [None] * len(rules)
        """By rule: the node below which it looks at nothing, or BREAK where it has ended."""

    def node(self, node: Node, key: Any, parent: Any) -> None:
        """Show the rules a node, and what is below it."""
        looking = _looking(self._kinds, node.kind)
        self._types.enter(node)
        for place, enter, _ in looking:
            if enter and self._passed[place] is None:
                action = getattr(self._rules[place], enter)(node, key, parent, (), self._above)
                if action is not None:
                    self._passed[place] = node if action in (SKIP, False) else BREAK
        self._below(node, parent)
        for place, _, leave in looking:
            if self._passed[place] is node:
                self._passed[place] = None
            elif leave and self._passed[place] is None:
                getattr(self._rules[place], leave)(node, key, parent, (), self._above)
        self._types.leave(node)

    def _below(self, node: Node, parent: Any) -> None:
        self._above.append(parent)
        for name in query_document_keys_to_validate.get(node.kind, ()):
            value = getattr(node, name, None)
            if isinstance(value, tuple):
                self._above.append(node)
                for place, one in enumerate(value):
                    self.node(one, place, value)
                self._above.pop()
            elif value is not None:
                self.node(value, name, node)
        self._above.pop()


@lru_cache(maxsize=1_000)
def _looking(rules: Rules, kind: str) -> tuple[tuple[int, str, str], ...]:
    """Which rules look at nodes of a kind, and their methods on the way down and up."""
    methods = (
        (place, _method(one, "enter", kind), _method(one, "leave", kind))
        for place, one in enumerate(rules)
    )
    return tuple(one for one in methods if one[1] or one[2])


def _method(rule: type[ASTValidationRule], way: str, kind: str) -> str:
    """The name of the method of a visitor: the one of the kind comes before the general one."""
    return next((name for name in (f"{way}_{kind}", way) if hasattr(rule, name)), "")
