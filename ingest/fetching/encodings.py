"""Content encodings undone within bounds: a kilobyte of gzip may stand for megabytes."""

import zlib
from collections.abc import Callable, Mapping

GZIP = b"\x1f\x8b"
ZLIB_METHOD = 8


class WrongEncoding(Exception):
    """The bytes are not in the encoding; the message says what was expected and found."""


def _gzip(_start: bytes) -> "zlib._Decompress":
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def _deflate(start: bytes) -> "zlib._Decompress":
    # RFC 9110, 8.4.1.2: some senders leave the zlib header out.
    zlib_header = start[0] & 15 == ZLIB_METHOD and int.from_bytes(start[:2]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)


INFLATERS: Mapping[str, Callable[[bytes], "zlib._Decompress"]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
}
PLAIN = ("", "identity")


class Body:
    """A body as it comes in, of at most so many bytes, both encoded and decoded."""

    def __init__(self, encoding: str, most: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in PLAIN and self._encoding not in INFLATERS:
            raise WrongEncoding(f"gzip, deflate or nothing expected, {encoding!r} found")
        self._most = most
        self._came = 0
        self._decoded = bytearray()
        self._start = b""
        self._behind = b""
        self._inflater: zlib._Decompress | None = None

    @property
    def size(self) -> int:
        """How many bytes are decoded so far; never more than one over the most."""
        return len(self._decoded)

    @property
    def is_over(self) -> bool:
        """Whether more came than the most, decoded or not."""
        return max(self._came, self.size) > self._most

    def take(self, piece: bytes) -> bool:
        """Take a piece; False where more came than the most: then take no further one."""
        self._came += len(piece)
        room = self._most - self.size + 1
        self._decoded += piece[:room] if self._encoding in PLAIN else self._inflated(piece, room)
        return not self.is_over

    def _inflated(self, piece: bytes, room: int) -> bytes:
        if self._inflater is None:
            self._start += piece
            if len(self._start) < len(GZIP):
                return b""
            self._inflater, piece = INFLATERS[self._encoding](self._start), self._start
        if self._inflater.eof:
            self._pass_over(piece)
            return b""
        try:
            part = self._inflater.decompress(piece, room)
        except zlib.error as error:
            raise WrongEncoding(f"{self._encoding} expected, {error} found") from error
        self._pass_over(self._inflater.unused_data)
        return part

    def _pass_over(self, piece: bytes) -> None:
        # An inflater at its end would copy all that came behind it with every further piece.
        self._behind += piece[: len(GZIP) - len(self._behind)]
        if self._behind == GZIP:
            raise WrongEncoding("one gzip member expected, several found")

    def whole(self) -> bytes:
        """All of it, or raise if the encoding breaks off."""
        if self._start and (self._inflater is None or not self._inflater.eof):
            raise WrongEncoding(f"{self._encoding} to its end expected, only its beginning found")
        return bytes(self._decoded)

    def beginning(self) -> bytes:
        """What came so far, at most the most."""
        return bytes(self._decoded[: self._most])
