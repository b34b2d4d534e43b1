"""The door of the engine: a validated operation in, the bytes of its data and its errors out.

An operation with lists is made into Python before it is answered: that takes less time than to walk
a list of a hundred entries. One without is walked at first, and worth it when it comes again.
"""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any, Final

import msgspec
import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from graphql.execution.values import VariableValues

from schema.context import Context
from schema.engine.emit import Answer, emitted
from schema.engine.kept import Shelf, Shelves
from schema.engine.plan import Plan, planned
from schema.engine.read import Arguments, Bound, Prices, Unplanned
from schema.engine.walk import Walk
from schema.holds import Holds
from schema.lru import Lru
from schema.meter import Costly, Meter
from schema.remembered import once_a_view

MOST_PLANS: Final = 1_000
MOST_FIELDS: Final = 100_000
"""Of all plans together; one of twenty fields takes some 30 KB."""
MOST_COMPILED: Final = 500
"""Fields of a plan that is compiled: nothing else goes on while Python compiles."""
_SIGNS: Final = 20
"""Characters of a document that take as much memory as a field of its plan."""
_ALL_BOUND: Final = frozenset((Bound,))
_WORTH: Final = 2
"""Uses from which on any plan is made into Python."""
_AT_ONCE: Final = 100
"""Fields of a plan with lists that is made into Python at its first use: some ten milliseconds."""


class Made(msgspec.Struct, frozen=True):
    """What an operation came to."""

    data: msgspec.Raw
    errors: tuple[GraphQLError, ...]
    values: int
    """What the answer has; no more than it may cost."""
    holds: Holds


class Prepared:
    """An operation with its plan, and the Python that is made of it when it comes again."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.fixed = once_a_view(plan.fixed)
        self.compiled: Answer | None = None
        self.took = 0.0
        """Seconds of its last answers on average, once it is compiled; for who has a clock."""
        self._uses = 0

    def answer(self, *, keep: bool) -> Answer | None:
        """The function, once it is worth it; long ones take too long to compile."""
        self._uses += 1
        if self.compiled is None and self._is_worth_it():
            self.compiled = emitted(self.plan, keep=keep)
        return self.compiled

    def _is_worth_it(self) -> bool:
        if self._uses >= _WORTH:
            return self.plan.fields <= MOST_COMPILED
        return self.plan.lists and self.plan.fields <= _AT_ONCE


class Engine:
    """Plans by operation, as many as are worth keeping. Threads may share it."""

    def __init__(self, schema: strawberry.Schema, *, keep: bool = True) -> None:
        """Without `keep` every subtree is made anew each time."""
        self._schema = schema
        self._keep = keep
        self._shelves = Shelves()
        self._prepared = Lru[Hashable, Prepared](number=MOST_PLANS, weight=MOST_FIELDS)

    @property
    def plans(self) -> int:
        """How many operations are kept ready."""
        return len(self._prepared)

    def prepared(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        conditions: Mapping[str, Any],
        text: str,
    ) -> Prepared:
        """The operation made ready; `text` is the document's. Raises Unplanned.

        `conditions` are the values of the variables that `condition_names` gives.
        """
        if None in conditions.values():
            raise Unplanned("null as a condition")
        key = _key(operation, conditions, text)
        found = self._prepared.get(key)
        if found is None:
            found = Prepared(planned(self._schema, document, operation, conditions))
            self._prepared.put(key, found, found.plan.weight + len(text) // _SIGNS)
        return found

    def known(
        self, operation: OperationDefinitionNode, conditions: Mapping[str, Any], text: str
    ) -> Prepared | None:
        """The operation, where it is ready: nothing is planned."""
        return self._prepared.get(_key(operation, conditions, text))

    def answer(
        self, prepared: Prepared, variables: VariableValues, context: Context, limit: int
    ) -> Made:
        """Answer it. Raises Costly where the answer has more values than the limit."""
        plan, view = prepared.plan, context.view
        given, prices = plan.arguments(variables, prepared.fixed(view), view, limit)
        if prices and sum(prices.get(one.number, 0) for one in plan.root.fields) > limit:
            raise Costly  # before the first of them is worked out
        function = prepared.answer(keep=self._keep)
        if function is not None and _ALL_BOUND.issuperset(map(type, given.values())):
            meter = Meter(limit)
            meter.spend(plan.root.width)
            shelf = partial(self._shelf, prepared)

            def enter(scope: range, within: Context) -> tuple[Prices, Shelf | None]:
                return plan.within(scope, given, within.view), shelf(within)

            data = _tried(function, context, given, meter, enter, prices, shelf(context))
            if data is not None:
                return Made(data, (), limit - meter.left, plan.held(given))
        return walked(plan, given, prices, context, limit)

    def _shelf(self, prepared: Prepared, context: Context) -> Shelf | None:
        if not self._keep:
            return None
        return self._shelves.shelf(context.view, prepared, context.language)


def _key(operation: OperationDefinitionNode, conditions: Mapping[str, Any], text: str) -> Hashable:
    name = operation.name.value if operation.name else None
    return (text, name, tuple(conditions.items()))


def _tried(answer: Answer, *given: Any) -> msgspec.Raw | None:
    """The bytes; None where something went wrong, which the walk tells exactly."""
    try:
        return msgspec.Raw(msgspec.json.encode(answer(*given)))
    except Costly:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the walk meets it again and says it
        return None


def walked(plan: Plan, given: Arguments, prices: Prices, context: Context, limit: int) -> Made:
    """Answer it without making anything of the plan. Raises Costly."""
    meter = Meter(limit)
    walk = Walk(plan, given, prices, context, meter)
    data = msgspec.json.encode(walk.data())
    return Made(msgspec.Raw(data), tuple(walk.errors), limit - meter.left, plan.held(given))
