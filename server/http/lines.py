"""Headers as HTTP/1.1 writes them."""

from collections.abc import Iterable


def lines_of(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Field lines (RFC 9112, 5), each with its end."""
    return b"".join([b"%b: %b\r\n" % pair for pair in headers])
