"""The decorator that makes a resolver a field, typed as the library's own is not."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

from schema.holds import Holds, marked

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


def spelled(field: str) -> str:
    """participants_declared → participantsDeclared: the schema spells fields of records so."""
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


def shown(
    description: str, returns: Any = None, holds: Holds = Holds.VERSION
) -> Callable[[Resolver], Resolver]:
    """A field with its description; `returns` names the GraphQL type where a record is given.

    `holds` says for how long what it gives holds true. Resolvers are static methods: their first
    argument is a record of the snapshot, not an instance of the type that shows it.
    """

    def decorate(resolver: Resolver) -> Resolver:
        made = strawberry.field(
            resolver=resolver,
            description=description,
            graphql_type=returns,
            metadata=marked(holds),
        )
        return cast("Resolver", made)

    return decorate
