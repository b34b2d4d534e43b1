"""`iscm schema`: the GraphQL schema."""

import sys

from schema.schema import printed


def schema() -> None:
    """Print the GraphQL schema (SDL).

    Example: iscm schema > schema.graphql
    """
    sys.stdout.write(printed())
