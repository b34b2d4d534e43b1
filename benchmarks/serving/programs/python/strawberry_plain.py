"""Strawberry as its documentation shows it."""

import strawberry
from strawberry.asgi import GraphQL
from strawberry_types import Query

app = GraphQL(strawberry.Schema(Query))
