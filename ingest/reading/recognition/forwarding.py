"""Where a page leads by itself: a browser shows another one in its place."""

import re
from urllib.parse import urldefrag, urljoin

from ingest.reading.outline.lines import Outline

_SOON = 10
"""Seconds after which a page that leads on is not meant to be read."""
_BARE = 200
"""Characters of a page on which nothing stands but that it leads on."""
_REFRESH = re.compile(
    r"\s*+(?P<delay>\d{0,9})[\d.]*+(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?+[\"']?(?P<target>[^\"']+)",
    re.I,
)
"""Seconds and an address (HTML, 4.2.5.3); without an address, the page shows itself anew."""
_SCRIPT = re.compile(
    r"\blocation(?:\.href)?\s{0,9}(?:=\s{0,9}|\.\s{0,9}(?:replace|assign)\s{0,9}\(\s{0,9})"
    r"[\"'`](?P<target>[^\"'`\s]{1,2000})"
)


def refreshed_to(outline: Outline, url: str, text: str | None, header: str = "") -> str | None:
    """The other page that a meta element, or the header of the same sense, leads to.

    `text` is all that the page says, where that is little: then the time does not count.
    """
    for content in filter(None, (outline.unseen.refresh, header)):
        found = _REFRESH.match(content)
        if found and (text is not None or int(found["delay"] or 0) <= _SOON):
            return _other(url, found["target"])
    return None


def scripted_to(outline: Outline, url: str, text: str | None) -> str | None:
    """The other page that a script of a page without words leads to."""
    if text is None or len(text) > _BARE:
        return None
    found = _SCRIPT.search(outline.unseen.script)
    return _other(url, found["target"]) if found else None


def _other(url: str, target: str) -> str | None:
    try:
        where = urljoin(url, target.strip())
    except ValueError:  # brackets that are no IPv6 address
        return target.strip()
    return where if urldefrag(where).url != urldefrag(url).url else None
