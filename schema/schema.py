"""The schema: types, scalars and root, put together once."""

from functools import cache
from importlib.resources import files

import strawberry
from strawberry.extensions import AddValidationRules, MaxTokensLimiter
from strawberry.schema.config import StrawberryConfig

from schema.limits import LIMITS, MAX_TOKENS
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import ContextExecutor, Subscription


@cache
def load_schema() -> strawberry.Schema:
    """The executable schema."""
    return strawberry.Schema(
        query=Query,
        subscription=Subscription,
        execution_context_class=ContextExecutor,
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=[
            lambda: AddValidationRules(list(LIMITS)),
            lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        ],
    )


def printed() -> str:
    """The SDL as the code defines it."""
    return load_schema().as_str() + "\n"


def committed() -> str:
    """The SDL as `schema.graphql` holds it; a test says when it is stale."""
    return files("schema").joinpath("schema.graphql").read_text(encoding="utf-8")
