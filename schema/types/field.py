"""The decorator that makes a resolver a field, typed as the library's own is not."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import strawberry

from schema.holds import Holds, marked

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


def spelled(field: str) -> str:
    """participants_declared → participantsDeclared: the schema spells fields of records so."""
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


_SHOWN: Final = {
    "acronyms": "acronym",
    "capture": "digest",
    "cities": "city",
    "formal_names": "formalName",
    "id": "slug",
    "listed": "listedBy",
    "listed_as": "listedAs",
    "names": "name",
    "other_names": "otherNames",
    "node": "about",
    "parts": "symbolParts",
    "path": "headingPath",
    "titles": "title",
}
"""Field of a record → the field of the schema that shows it, where that has another name."""


def shown_as(field: str) -> str:
    """The field of the schema that shows a field of a record."""
    return _SHOWN.get(field, spelled(field))


def shown(
    description: str, returns: Any = None, holds: Holds = Holds.VERSION, *, stored: bool = False
) -> Callable[[Resolver], Resolver]:
    """A field with its description; `returns` names the GraphQL type where a record is given.

    `holds` says for how long what it gives holds true, `stored` that it asks the store. Resolvers
    are static methods: their first argument is a record of the snapshot, not an instance of the
    type that shows it.
    """

    def decorate(resolver: Resolver) -> Resolver:
        made = strawberry.field(
            resolver=resolver,
            description=description,
            graphql_type=returns,
            metadata=marked(holds, stored=stored),
        )
        return cast("Resolver", made)

    return decorate
