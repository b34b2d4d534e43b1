"""What ends a live answer.

LiveError      carries a stable code
├── Behind     the listener took less than it was told
└── Hangup     the connection ends; carries the close code and reason of a WebSocket
"""


class LiveError(Exception):
    """The root of the tree above."""

    code = "LIVE"


class Behind(LiveError):
    """A listener took less than it was told, and is told no more."""

    code = "SLOW_CONSUMER"
    help = "Subscribe anew, with `now: true`, and take events as they come."

    def __init__(self, kept: int) -> None:
        super().__init__(f"more than {kept} snapshots were published and not taken")
        self.kept = kept


class Hangup(LiveError):
    """The end of a connection, as the other side is told (RFC 6455, 7.4)."""

    code = "HANGUP"

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = shortened(reason)


def shortened(reason: str) -> str:
    """At most the 123 bytes of UTF-8 that a close frame has room for (RFC 6455, 5.5)."""
    return reason.encode()[:123].decode(errors="ignore")
