"""What a page prints as an address of the web → an address that a browser may be sent to."""

import re
from urllib.parse import urlsplit

from ingest.reading.patterns import lazy_pattern

_HOST = lazy_pattern(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})"
)
"""A name with a top-level domain (RFC 1035, 2.3.1, and letters of other scripts)."""
_BARE = lazy_pattern(r"www\.[^:]*(?:[:/?#].*)?", re.I | re.S)
"""The suffix of an address (RFC 3986, 4.5); without www it could be the name of a file."""
_FORBIDDEN = lazy_pattern(r"[\s<>\"{}|\\^`\x00-\x20\x7f]")
"""What no address holds as it is (RFC 3986, 2)."""
_LONGEST = 2_000


def web_address(words: str) -> str | None:
    """The address by http or https that the words are, and nothing besides; else None.

    One without a scheme, www.example.org, is by http (RFC 3986, 4.5). Names and passwords, hosts
    that are no public names and ports that are none make it no address.
    """
    bare = words.strip().rstrip(".,;:").strip("<>")
    if len(bare) > _LONGEST or _FORBIDDEN.search(bare):
        return None
    url = f"http://{bare}" if _BARE.fullmatch(bare) else bare
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # brackets that hold no IPv6 address, a port that is no number
        return None
    web = parts.scheme in ("http", "https") and port != 0
    plain = "@" not in parts.netloc and _HOST.fullmatch((parts.hostname or "").rstrip("."))
    return url if web and plain else None
