"""Arguments that many fields take, each described once."""

from typing import Annotated

import strawberry

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
    str, strawberry.argument(description="Alpha-2, alpha-3 or M49 code, in any case: `ke`.")
]
