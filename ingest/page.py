"""One capture of one page: what came back from an address at one moment."""

import hashlib

import msgspec


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a page and where they came from."""

    url: str
    body: bytes
    media_type: str = ""
    """The Content-Type header as sent, or nothing."""
    retrieved_at: str | None = None
    """RFC 3339, UTC; None for a file whose time is not known."""
    whole: bool = True
    """False where only a part of the page could be had."""

    @property
    def digest(self) -> str:
        """`sha256:` and the hexadecimal digest of the body."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()
