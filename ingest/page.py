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
    status: int | None = None
    """The status code that came with it; None for a file."""
    headers: tuple[tuple[str, str], ...] = ()
    """The header fields as sent, in their order."""
    final_url: str | None = None
    """The address that answered, where redirects led to another one."""
    etag: str | None = None
    last_modified: str | None = None
    """The validators that a later request may name (RFC 9110, 8.8)."""

    @property
    def digest(self) -> str:
        """`sha256:` and the hexadecimal digest of the body."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()
