"""A path under which a proxy serves all of this, as in https://example.org/iscm/."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """Takes the path for the one that the proxy was asked for, cut off by the proxy or not.

    ASGI has both in `path` (https://asgi.readthedocs.io/en/latest/specs/www.html). Who asks for the
    path alone is led to what stands there, behind a slash: links start from it.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        """`path` is empty, or begins with a slash and ends with none."""
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the path before it."""
        if scope["type"] == "lifespan" or not self._path:
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if scope["type"] == "http" and path == self._path:
            query = scope["query_string"]
            location = f"{self._path}/".encode() + (b"?" + query if query else b"")
            headers = [(b"location", location)]
            await send({"type": "http.response.start", "status": 308, "headers": headers})
            await send({"type": "http.response.body"})
            return
        if not path.startswith(f"{self._path}/"):
            path = self._path + path
        await self._app({**scope, "root_path": self._path, "path": path}, receive, send)


def path_within(scope: Scope) -> str:
    """The path without what stands before all paths."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path[len(root) :] if path.startswith(f"{root}/") else path


def root_of(scope: Scope) -> str:
    """The way from the path that was asked for to `/`, as links take it: `.`, `..`, `../..`.

    It leads there under whatever path a proxy serves this, told or not.
    """
    root = scope.get("root_path", "").encode()
    asked: bytes = scope.get("raw_path") or scope["path"].encode()
    within = asked[len(root) :] if asked.startswith(root + b"/") else asked
    return "/".join([".."] * (within.count(b"/") - 1)) or "."
