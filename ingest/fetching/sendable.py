"""What a host gave that may be sent back to it: validators and cookies."""

import re

LONGEST_VALIDATOR = 1_000
"""Characters. Servers refuse fields of more than 8 KB, real validators have less than a hundred."""

_VISIBLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""RFC 9110, 5.5, without letters beyond ASCII: what they were as bytes is not known any more."""


def sendable(value: str | None, most: int) -> str | None:
    """The value where a field may hold it, in at most so many characters; else None."""
    if value is None or len(value) > most or not _VISIBLE.fullmatch(value):
        return None
    return value
