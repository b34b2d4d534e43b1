"""What caches may do with an answer (RFC 9110, 8.8 and 13; RFC 9111)."""

import re
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import Final

NO_STORE: Final = {"Cache-Control": "no-store"}
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


def tag_of(kind: str, content: bytes) -> str:
    """A strong entity tag of one representation: these bytes, of this media type."""
    digest = blake2b(content, digest_size=15, person=kind.encode()[-16:]).digest()
    return f'"{urlsafe_b64encode(digest).decode()}"'


def is_known(if_none_match: str, tag: str) -> bool:
    """Whether the asker has it already: compared weakly (RFC 9110, 13.1.2 and 8.8.3.2)."""
    return if_none_match.strip() == "*" or tag in _TAG.findall(if_none_match)
