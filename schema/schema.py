"""The schema: types, scalars and root, put together once."""

from functools import cache
from importlib.resources import files

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.query import Query
from schema.scalars import SCALARS


@cache
def load_schema() -> strawberry.Schema:
    """The executable schema."""
    return strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))


def printed() -> str:
    """The SDL as the code defines it."""
    return load_schema().as_str() + "\n"


def committed() -> str:
    """The SDL as `schema.graphql` holds it; a test says when it is stale."""
    return files("schema").joinpath("schema.graphql").read_text(encoding="utf-8")
