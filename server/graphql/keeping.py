"""What the application says of an answer to those who may keep it."""

from typing import Final

from starlette.types import Scope

from schema.context import Context
from schema.holds import Holds

KEEPING: Final = "iscm.keeping"
"""Where in the scope an application says it."""


class Keeping:
    """Nothing is said yet, and nothing kept where that stays so."""

    __slots__ = ("context", "holds")

    def __init__(self) -> None:
        self.context: Context | None = None
        """What the answer was made from."""
        self.holds = Holds.NOW


def keep(scope: Scope, context: Context, holds: Holds) -> None:
    """Say that the answer to a request may be kept for so long."""
    keeping: Keeping | None = scope.get(KEEPING)
    if keeping is not None:
        keeping.context, keeping.holds = context, holds
