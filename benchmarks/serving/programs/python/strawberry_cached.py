"""Strawberry with the caches that it has for parsing and validation."""

import strawberry
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from strawberry_types import Query

SIZE = 1000

app = GraphQL(strawberry.Schema(Query, extensions=[ParserCache(SIZE), ValidationCache(SIZE)]))
