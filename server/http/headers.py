"""Requests with more header than any client sends are refused before anything is read of it.

RFC 6585, 5: 431 Request Header Fields Too Large.
"""

from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from server.http.problems import problem

MOST: Final = 32_768
"""Bytes of all names and values together; cookies and tokens of other sites included."""


class HeaderLimit:
    """The outermost layer: what is behind it may read headers as it likes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        size = sum(len(name) + len(value) for name, value in scope.get("headers", ()))
        if size <= MOST:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1009})
        else:
            detail = f"headers of at most {MOST:,} bytes expected, {size:,} found"
            await problem(Request(scope), 431, detail)(scope, receive, send)
