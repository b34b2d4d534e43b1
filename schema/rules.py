"""Many rules of validation as one, which asks of each node only those that look at its kind.

The library asks each rule about each node, and most of them look at one kind or two.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from graphql import BREAK, SKIP, Node
from graphql.language.visitor import EnterLeaveVisitor
from graphql.validation import ASTValidationRule
from graphql.validation.validation_context import ASTValidationContext

Rules = Sequence[type[ASTValidationRule]]
_Method = Callable[..., Any]
_ENDS: Final = (BREAK, True)
"""What a rule gives when it has seen enough."""


def together(rules: Rules) -> type[ASTValidationRule]:
    """A rule that finds what these find, in the same order."""

    class Together(_Together):
        """These rules."""

        members = tuple(rules)

    return Together


class _Together(ASTValidationRule):
    members: tuple[type[ASTValidationRule], ...]

    def __init__(self, context: ASTValidationContext) -> None:
        super().__init__(context)
        self._rules = [one(context) for one in self.members]
        self._passed: list[Any] = [None] * len(self._rules)
        """By rule: the node below which it looks at nothing, or BREAK where it has ended."""

    def get_enter_leave_for_kind(self, kind: str) -> EnterLeaveVisitor:
        """What the rules do at nodes of a kind."""
        found = self.enter_leave_map.get(kind)
        if found is None:
            found = self.enter_leave_map[kind] = self._made(kind)
        return found

    def _made(self, kind: str) -> EnterLeaveVisitor:
        entering, leaving = [], []
        for place in _looking(self.members, kind):
            enter, leave = self._rules[place].get_enter_leave_for_kind(kind)
            if enter:
                entering.append((place, enter))
            leaving.append((place, leave))
        if not leaving:
            return EnterLeaveVisitor(None, None)
        return EnterLeaveVisitor(
            lambda node, *where: self._enter(entering, node, where),
            lambda node, *where: self._leave(leaving, node, where),
        )

    def _enter(
        self, entering: Iterable[tuple[int, _Method]], node: Node, where: tuple[Any, ...]
    ) -> None:
        passed = self._passed
        for place, enter in entering:
            if passed[place] is None:
                action = enter(node, *where)
                if action is not None:
                    passed[place] = _passed(action, node)

    def _leave(
        self, leaving: Iterable[tuple[int, _Method | None]], node: Node, where: tuple[Any, ...]
    ) -> None:
        passed = self._passed
        for place, leave in leaving:
            if passed[place] is node:
                passed[place] = None
            elif passed[place] is None and leave and leave(node, *where) in _ENDS:
                passed[place] = BREAK


@lru_cache(maxsize=1_000)
def _looking(rules: Rules, kind: str) -> tuple[int, ...]:
    """The places of those that look at nodes of a kind, on the way down or up."""
    names = ("enter", "leave", f"enter_{kind}", f"leave_{kind}")
    return tuple(
        place for place, one in enumerate(rules) if any(hasattr(one, name) for name in names)
    )


def _passed(action: Any, node: Node) -> Any:
    """What a rule is to look at no more; rules change nothing, so there is no other action."""
    return node if action is SKIP or action is False else BREAK
