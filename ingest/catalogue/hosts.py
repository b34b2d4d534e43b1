"""Hosts as they are compared: lower case, in ASCII (IDNA)."""

import idna


def ascii_host(host: str) -> str:
    """`mün.example` → `xn--mn-xka.example`; what IDNA (UTS 46) does not take, in lower case."""
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return host.lower()
