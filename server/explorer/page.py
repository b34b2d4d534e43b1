"""The page of the GraphQL explorer and the static files it is made of.

The files in `static/` are built beforehand (see `build/README.md`) and come with the package, so
that the explorer works without Node, without a content delivery network and without the internet.
"""

import json
import os
from html import escape
from pathlib import Path
from typing import Final

import msgspec
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FILES: Final = Path(__file__).parent / "static"
MOUNTED_AT: Final = "/explorer"

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        # Monaco, the editor, places each line by a style attribute and writes its colours into a
        # <style> of its own. Neither can be had by 'self'; where no other origin may be asked for
        # an image or a font, a smuggled style has nowhere to send what it sees.
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

# The empty icon keeps the browser from asking for /favicon.ico.
_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{files}/explorer.css">
<script type="module" src="{files}/explorer.js"></script>
</head>
<body>
<noscript>
<p lang="en">The explorer needs JavaScript. Without it, POST a query to <code>{endpoint}</code>:</p>
<pre><code>curl --header 'Content-Type: application/json' \\
  --data '{{"query": "{{ __typename }}"}}' THIS-SERVER{endpoint}</code></pre>
</noscript>
<div id="explorer" data-config="{config}"></div>
</body>
</html>
"""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The question that an address asks, in the words of GraphQL over HTTP."""

    query: str
    variables: str = ""
    """JSON, as the address has it."""
    operationName: str = ""  # noqa: N815 - named as in the address


def explorer_page(
    *,
    endpoint: str,
    title: str,
    language: str,
    examples: tuple[str, ...] = (),
    asked: Asked | None = None,
    root: str = "",
) -> HTMLResponse:
    """Give the page that sends queries to `endpoint`, with one tab for each of the examples.

    `root` leads from the page to `/`, where the path of the endpoint and of the files begins.

    What was asked is in the first tab. A reader who has been here before finds the tabs as they
    were left: GraphiQL keeps them in the browser, and they win over the examples; what was asked
    is then in a tab behind them, which is open.
    """
    question = msgspec.to_builtins(asked)
    config = {
        "endpoint": f"{root}{endpoint}",
        "title": title,
        "examples": examples,
        "asked": question,
    }
    html = _PAGE.format(
        language=escape(language),
        title=escape(title),
        endpoint=escape(endpoint),
        files=f"{root}{MOUNTED_AT}",
        config=escape(json.dumps(config, ensure_ascii=False)),
    )
    return HTMLResponse(html, headers=_HEADERS)


def explorer_files() -> Mount:
    """Mount the files that the page is made of, where the page looks for them."""
    return Mount(MOUNTED_AT, _ExplorerFiles(directory=FILES), name="explorer")


class _ExplorerFiles(StaticFiles):
    """Static files under the policy of the page, which a worker takes from its own file."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Add the headers, and have browsers ask whether a file they keep is still the newest.

        The names of the files stay the same over releases; a page of one release with a script of
        another would fail in ways hard to explain.
        """
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update({**_HEADERS, "Cache-Control": "no-cache"})
        return response
