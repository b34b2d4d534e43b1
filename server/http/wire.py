"""A transport that may be lost already."""

from asyncio import Transport
from typing import Any


class Wire:
    """Does nothing more once the transport closes.

    uvloop knows that a client is gone before it tells so, and raises RuntimeError for whatever is
    done to the transport in between.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        # Asked for every request; by way of `__getattr__` each takes as long as the answer.
        self.is_closing = transport.is_closing
        self.get_write_buffer_size = transport.get_write_buffer_size

    def __getattr__(self, name: str) -> Any:
        """All else is the transport's."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send it."""
        if not self.is_closing():
            self._transport.write(data)

    def write_eof(self) -> None:
        """Close our side."""
        if not self.is_closing():
            self._transport.write_eof()

    def pause_reading(self) -> None:
        """Let what comes wait in the system."""
        if not self.is_closing():
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Take what comes."""
        if not self.is_closing():
            self._transport.resume_reading()
