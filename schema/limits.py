"""Limits that a document must keep before it is even compared with the schema; each says which.

What an operation may cost is reckoned later (`schema.cost`), when it is known to make sense.
"""

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    BREAK,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    SelectionSetNode,
    ValidationContext,
    VisitorAction,
)
from graphql.validation import ASTValidationRule, ValidationRule
from graphql.validation.validate import ValidationAbortedError

from schema.errors import bad_input
from schema.syntax import fragments_of

MAX_DEPTH: Final = 12
"""Levels of fields: a round through a connection takes three, and no page shows more than three
rounds."""
MAX_ALIASES: Final = 50
MAX_DIRECTIVES: Final = 50
MAX_INTROSPECTIONS: Final = 3
MAX_TOKENS: Final = 3_000
MAX_DOCUMENT: Final = 100_000
"""Characters of a document, some 30 for each token: blanks and comments are none, and take time."""
MAX_DEFINITIONS: Final = 100
"""Operations and fragments: some rules compare each of them with each."""
MAX_COMPARISONS: Final = 20_000
"""Steps in which fields of one name are compared with each other, a twentieth of a second."""
MAX_VALUES: Final = 5_000
"""Values of variables: each of some thousand records by its id, a few times."""
MAX_SIGNS: Final = 1_000
"""Characters of one name or value; no id and no cursor has half of it."""


class DepthLimit(ASTValidationRule):
    """Fields lie at most `MAX_DEPTH` deep, fragments counted; introspection goes its own ways."""

    def enter_document(self, node: DocumentNode, *_: Any) -> None:
        """Look at each operation."""
        fragments = fragments_of(node)
        for one in node.definitions:
            if isinstance(one, OperationDefinitionNode):
                depth = _depth(one.selection_set, fragments, {})
                if depth > MAX_DEPTH:
                    self.report_error(
                        bad_input(
                            f"{MAX_DEPTH} levels of fields at most expected, {depth} found",
                            "Ask in two questions: ids first, then `nodes(ids:)`.",
                            "DEPTH_LIMIT",
                        )
                    )


class AliasLimit(ASTValidationRule):
    """So many aliases at most in a document."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._found = 0

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Count."""
        self._found += node.alias is not None

    def leave_document(self, *_: Any) -> None:
        """Say so where there are too many."""
        if self._found > MAX_ALIASES:
            self.report_error(
                bad_input(
                    f"{MAX_ALIASES} aliases at most expected, {self._found} found",
                    "Ask for a list with a filter: `states(where: {codes: [...]})`.",
                    "ALIAS_LIMIT",
                )
            )


class DirectiveLimit(ASTValidationRule):
    """So many directives at most in a document."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._found = 0

    def enter_directive(self, *_: Any) -> None:
        """Count."""
        self._found += 1

    def leave_document(self, *_: Any) -> None:
        """Say so where there are too many."""
        if self._found > MAX_DIRECTIVES:
            self.report_error(
                bad_input(
                    f"{MAX_DIRECTIVES} directives at most expected, {self._found} found",
                    "Leave out of the document what you skip.",
                    "DIRECTIVE_LIMIT",
                )
            )


class IntrospectionLimit(ValidationRule):
    """The schema is asked for once, and without aliases: it is public, and it does not multiply.

    Tools ask so. With aliases in fragments within fragments a kilobyte would ask for a gigabyte.
    """

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._asked = 0

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Count the ways in, and look for aliases behind them."""
        self._asked += node.name.value in ("__schema", "__type")
        parent = self.context.get_parent_type()
        if node.alias is not None and parent is not None and parent.name.startswith("__"):
            self._report(f"no alias below __schema and __type expected, {node.alias.value} found")

    def leave_document(self, *_: Any) -> None:
        """Say so where the schema is asked for too often."""
        if self._asked > MAX_INTROSPECTIONS:
            self._report(
                f"__schema and __type {MAX_INTROSPECTIONS} times at most expected, "
                f"{self._asked} found"
            )

    def _report(self, message: str) -> None:
        help = "Take the schema as a whole from /schema.graphql."
        self.report_error(bad_input(message, help, "INTROSPECTION_LIMIT"))


class DefinitionLimit(ASTValidationRule):
    """So many operations and fragments at most in a document."""

    def enter_document(self, node: DocumentNode, *_: Any) -> None:
        """Count."""
        found = len(node.definitions)
        if found > MAX_DEFINITIONS:
            self.report_error(
                bad_input(
                    f"{MAX_DEFINITIONS} operations and fragments at most expected, {found} found",
                    "Leave out of the document what the operation does not need.",
                    "DEFINITION_LIMIT",
                )
            )


class ValueLimit(ASTValidationRule):
    """No name and no value in a document is longer than any that could be meant."""

    def enter(self, node: Node, *_: Any) -> None:
        """Measure what is written in signs."""
        value = getattr(node, "value", None)
        if isinstance(value, str) and len(value) > MAX_SIGNS:
            self.report_error(too_long(len(value)))


class ComparisonLimit(OverlappingFieldsCanBeMergedRule):
    """Fields of one name can be merged (GraphQL, 5.3.2), or there are not too many to tell.

    Each is compared with each; the library gives up without a word after a second or two.
    """

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MAX_COMPARISONS

    def enter_selection_set(  # type: ignore[override] # an action is what visitors may give
        self, selection_set: SelectionSetNode, key: Any, parent: Any, *above: Any
    ) -> VisitorAction:
        """Compare; where it takes too long, say so once."""
        try:
            super().enter_selection_set(selection_set, key, parent, *above)
        except ValidationAbortedError:
            if self.rule_context.remaining_complexity_budget >= 0:
                raise
            self.report_error(
                bad_input(
                    "fields that can be merged in a moment expected, too many of one name found",
                    "Ask for each field once, and share fragments instead of repeating them.",
                    "COMPARISON_LIMIT",
                )
            )
            return BREAK
        return None


LIMITS: Final = (
    DefinitionLimit,
    DepthLimit,
    AliasLimit,
    DirectiveLimit,
    IntrospectionLimit,
    ValueLimit,
    ComparisonLimit,
)


def too_long(signs: int) -> GraphQLError:
    """The error for a value of so many characters."""
    return bad_input(
        f"names and values of {MAX_SIGNS:,} characters at most expected, one of {signs:,} found",
        "Give a shorter one.",
        "VALUE_LIMIT",
    )


def _depth(
    selections: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    known: dict[str, int],
) -> int:
    """Levels of fields below; `known` has the depths of fragments that were measured."""
    deepest = 0
    for one in selections.selections:
        if isinstance(one, FieldNode):
            if one.name.value.startswith("__"):
                continue
            below = _depth(one.selection_set, fragments, known) if one.selection_set else 0
            deepest = max(deepest, 1 + below)
        elif isinstance(one, FragmentSpreadNode):
            deepest = max(deepest, _of_fragment(one.name.value, fragments, known))
        else:
            deepest = max(deepest, _depth(one.selection_set, fragments, known))  # type: ignore[attr-defined]
    return deepest


def _of_fragment(
    name: str, fragments: Mapping[str, FragmentDefinitionNode], known: dict[str, int]
) -> int:
    if name not in known:
        known[name] = 0  # for one that leads back to itself, which another rule refuses
        known[name] = (
            _depth(fragments[name].selection_set, fragments, known) if name in fragments else 0
        )
    return known[name]
