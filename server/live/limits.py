"""How much one connection, and all of them together, may ask for."""

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The bounds of live answers; the settings say what an operator may choose."""

    origins: frozenset[str] = frozenset()
    """Origins of web pages that may connect (RFC 6454, 6.2); none named: all of them."""
    connections: int = 1000
    """Open at the same time, WebSockets and event streams together."""
    operations: int = 50
    """Under way at the same time on one WebSocket."""
    keep_alive: float = 20
    """Seconds between two signs of life, and seconds that the answer to one may take."""
    patience: float = 30
    """Seconds in which a connection must be begun, and in which a message must be taken."""

    def admits(self, origin: str | None) -> bool:
        """Whether a page of this origin may connect; a client that is no page names none."""
        return not self.origins or origin is None or origin in self.origins
