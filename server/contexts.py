"""What the resolvers of one answer may know, with the clock and the time that it may take."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from schema.context import Budget, Context, Past
from server.current import Current, Served
from snapshots.model import Language


class Contexts:
    """Contexts of operations, each of one version and one instant."""

    def __init__(
        self,
        current: Current,
        past: Past,
        time_budget: float,
        now: Callable[[], datetime],
        seconds: Callable[[], float],
    ) -> None:
        """`time_budget`: seconds that an answer may take, by the monotonic clock `seconds`."""
        self._current: Final = current
        self._past: Final = past
        self._time_budget: Final = time_budget
        self._now: Final = now
        self._seconds: Final = seconds

    def current(self, language: Language) -> Context:
        """The context of an operation that begins now, over what is served now."""
        return self.of(self._current.served, language)

    def of(self, served: Served, language: Language) -> Context:
        """The context of an operation that begins now, over the version served."""
        ends = self._seconds() + self._time_budget
        budget = Budget(self._time_budget, ends, self._seconds)
        return Context(
            served.view, language, served.freshness, self._now(), budget, past=self._past
        )
