"""Questions beyond what the server can answer are refused before anything is read of them."""

from typing import Final

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

from server.graphql.errors import rule_of
from server.http.admission import RETRY_AFTER, Admission, Overloaded
from server.http.prefix import path_within

GUARDED: Final = ("/graphql", "/graphql/stream")
_GRAPHQL: Final = b"application/graphql-response+json"
_JSON: Final = b"application/json"


class Door:
    """Passes on unless the admission is full; what needs no thread passes always."""

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self._app = app
        self._admission = admission
        self._body = refusal_body()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if self._admission.full and _asks(scope):
            self._admission.shed["full"] += 1
            await send({"type": "http.response.start", "status": 503, "headers": self._told(scope)})
            await send({"type": "http.response.body", "body": self._body})
        else:
            await self._app(scope, receive, send)

    def _told(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
        return [
            (b"content-type", _GRAPHQL if _GRAPHQL in accept else _JSON),
            (b"content-length", b"%d" % len(self._body)),
            (b"cache-control", b"no-store"),
            (b"retry-after", RETRY_AFTER.encode()),
            (b"access-control-allow-origin", b"*"),
        ]


def refusal_body() -> bytes:
    """A response of GraphQL that has no data."""
    code = "OVERLOADED"
    extensions = {"code": code, "help": rule_of(code).help}
    return msgspec.json.encode(
        {"errors": [{"message": str(Overloaded()), "extensions": extensions}]}
    )


def _asks(scope: Scope) -> bool:
    """Whether there is a question in it, as far as can be told without reading it."""
    if scope["type"] != "http" or path_within(scope) not in GUARDED:
        return False
    return scope["method"] == "POST" or (scope["method"] == "GET" and bool(scope["query_string"]))
