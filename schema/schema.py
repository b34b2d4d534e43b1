"""The schema: types, scalars and root, put together once."""

from functools import cache
from importlib.resources import files

import strawberry
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter
from strawberry.schema.config import StrawberryConfig

from schema.query import Query
from schema.scalars import SCALARS

MAX_DEPTH = 10
"""Levels of a query: each further round through States and processes multiplies the answer by
some hundred, and no page shows more than three rounds."""
MAX_ALIASES = 50
MAX_TOKENS = 5_000


@cache
def load_schema() -> strawberry.Schema:
    """The executable schema."""
    return strawberry.Schema(
        query=Query,
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=[
            lambda: QueryDepthLimiter(max_depth=MAX_DEPTH),
            lambda: MaxAliasesLimiter(max_alias_count=MAX_ALIASES),
            lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        ],
    )


def printed() -> str:
    """The SDL as the code defines it."""
    return load_schema().as_str() + "\n"


def committed() -> str:
    """The SDL as `schema.graphql` holds it; a test says when it is stale."""
    return files("schema").joinpath("schema.graphql").read_text(encoding="utf-8")
