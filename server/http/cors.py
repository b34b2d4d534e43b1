"""Pages of every origin may ask, because nobody is logged in here and nothing can be changed.

https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Send

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
EXPOSED: Final = (
    "ETag",
    "X-Iscm-Version",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
)
ANY_ORIGIN: Final = {"Access-Control-Allow-Origin": "*"}
_DAY: Final = 86_400
"""Seconds that a browser may keep the answer to a preflight; none keeps it longer."""


class OpenToAll(CORSMiddleware):
    """Credentials are never taken, any header of a request is.

    Every answer allows every origin, asked for or not: it need not vary by `Origin`, so that a
    shared cache keeps one answer for all origins.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            app,
            allow_origins=("*",),
            allow_methods=METHODS,
            allow_headers=("*",),
            expose_headers=EXPOSED,
            max_age=_DAY,
        )

    async def send(self, message: Message, send: Send, request_headers: Headers) -> None:  # noqa: ARG002 - as in the class above
        """Add the headers to the beginning of an answer."""
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(self.simple_headers)
        await send(message)
