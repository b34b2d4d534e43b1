"""Arguments that many fields take, each described once."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

import strawberry

from schema.errors import bad_input
from schema.scalars import Language, OrganizationRole

DEFAULT_PAGE = 100
LARGEST_PAGE = 1_000

InLanguage = Annotated[
    Language | None,
    strawberry.argument(
        description="The language asked for; by default that of Accept-Language. Where it is "
        "missing, English, French or Spanish is given."
    ),
]
First = Annotated[
    int | None,
    strawberry.argument(
        description=f"So many from the beginning, up to {LARGEST_PAGE:,}; {DEFAULT_PAGE} if "
        "neither `first` nor `last` is given."
    ),
]
After = Annotated[
    str | None,
    strawberry.argument(
        description="Only what comes behind this cursor, in the version that it came from."
    ),
]
Last = Annotated[
    int | None,
    strawberry.argument(description=f"So many from the end, up to {LARGEST_PAGE:,}."),
]
Before = Annotated[
    str | None,
    strawberry.argument(
        description="Only what comes before this cursor, in the version that it came from."
    ),
]
Slug = Annotated[str, strawberry.argument(description="The short name, as `slug` gives it.")]
InRole = Annotated[
    OrganizationRole | None, strawberry.argument(description="Only parts of this role.")
]
StateCode = Annotated[
    str | None, strawberry.argument(description="Alpha-2, alpha-3 or M49 code, in any case: `ke`.")
]

T = TypeVar("T")


def one_argument(*, example: str, **given: Any) -> None:
    """Raises GraphQLError unless exactly one of the arguments is given; `example` shows how."""
    found = [name for name, value in given.items() if value is not None]
    if len(found) != 1:
        names = " or ".join(f"`{name}`" for name in given)
        number = "both" if found else "none"
        raise bad_input(f"{names} expected, {number} found", f"Ask for one: `{example}`.")


def only(found: Sequence[T], words: str, argument: str) -> T | None:
    """The one that has the name; raises GraphQLError where several have it.

    They are told by their ids, which the other argument takes.
    """
    if len(found) > 1:
        ids = ", ".join(sorted(one.id for one in found))  # type: ignore[attr-defined] # records
        raise bad_input(
            f"a name of one expected, {words[:40]!r} found, which {ids} have",
            f"Ask for one of them by `{argument}`.",
            "AMBIGUOUS_NAME",
        )
    return next(iter(found), None)
