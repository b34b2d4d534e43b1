"""Content codings undone within bounds: a kilobyte of gzip may stand for megabytes."""

import zlib

GZIP = b"\x1f\x8b"
ZLIB_METHOD = 8
UNDONE = frozenset({"gzip", "deflate"})
NOT_UNDONE = frozenset({"aes128gcm", "br", "compress", "dcb", "dcz", "exi", "pack200-gzip", "zstd"})
"""The other codings of the registry (IANA, HTTP Content Coding Registry): never asked for."""
MOST_CODINGS = 5  # as many as curl undoes


class WrongEncoding(Exception):
    """The bytes are not in the encoding."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"{expected} expected, {found} found")
        self.expected = expected
        self.found = found


def codings(field: str) -> tuple[str, ...]:
    """The codings that a Content-Encoding names, the first one applied first.

    Names that no registry holds, such as `none` or `utf-8`, are none: browsers pass over them, too.
    """
    parts = (part.partition(";")[0].strip(" \t\"'").lower() for part in field.split(","))
    # RFC 9110, 8.4.1: "x-gzip" and "x-compress" are "gzip" and "compress".
    names = (part.removeprefix("x-") for part in parts)
    known = tuple(name for name in names if name in UNDONE or name in NOT_UNDONE)
    wrong = next((name for name in known if name in NOT_UNDONE), None)
    if wrong is not None or len(known) > MOST_CODINGS:
        found = repr(wrong) if wrong else f"{len(known)} codings"
        raise WrongEncoding("gzip, deflate or nothing", found)
    return known


class Body:
    """A body as it comes in, of at most so many bytes, encoded as well as decoded."""

    def __init__(self, encoding: str, most: int) -> None:
        names = codings(encoding)
        self._layers = tuple(
            _Layer(name, most, doubtful=name in names[number + 1 :])
            for number, name in reversed(tuple(enumerate(names)))
        )
        self._most = most
        self._came = 0
        self._decoded = bytearray()

    @property
    def size(self) -> int:
        """How many bytes are decoded so far; never more than one over the most."""
        return len(self._decoded)

    @property
    def is_over(self) -> bool:
        """Whether more came than the most, decoded or not."""
        sizes = (self._came, self.size, *(layer.size for layer in self._layers))
        return max(sizes) > self._most

    def take(self, piece: bytes) -> bool:
        """Take a piece; False where more came than the most: then take no further one."""
        self._came += len(piece)
        for layer in self._layers:
            piece = layer.take(piece)
        self._decoded += piece[: self._most - self.size + 1]
        return not self.is_over

    def whole(self) -> bytes:
        """All of it, or raise if an encoding breaks off."""
        rest = b""
        for layer in self._layers:
            rest = (layer.take(rest) if rest else b"") + layer.end()
        return bytes(self._decoded) + rest

    def beginning(self) -> bytes:
        """What came so far, at most the most."""
        return bytes(self._decoded[: self._most])


class _Layer:
    """One coding, undone piece by piece."""

    def __init__(self, coding: str, most: int, *, doubtful: bool) -> None:
        """`doubtful`: named before, so that it may have been named twice and applied once."""
        self._coding = coding
        self._most = most
        self._doubtful = doubtful
        self._plain = False
        self._start = b""
        self._behind = b""
        self._inflater: zlib._Decompress | None = None
        self.size = 0
        """How many bytes came out so far; never more than one over the most."""

    def take(self, piece: bytes) -> bytes:
        """What a further piece stands for."""
        if self._inflater is None and not self._plain:
            self._start += piece
            if len(self._start) < len(GZIP):
                return b""
            piece = self._start
            self._begin()
        made = piece if self._inflater is None else self._inflated(self._inflater, piece)
        made = made[: self._most - self.size + 1]
        self.size += len(made)
        return made

    def end(self) -> bytes:
        """What is left, or raise if the coding breaks off."""
        if self._doubtful and self._inflater is None:
            return b"" if self._plain else self._start
        if self._start and (self._inflater is None or not self._inflater.eof):
            raise WrongEncoding(f"{self._coding} to its end", "only its beginning")
        return b""

    def _begin(self) -> None:
        start = self._start
        if start.startswith(GZIP):
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif self._coding != "deflate":
            if not self._doubtful:
                raise WrongEncoding(self._coding, "bytes that do not begin so")
            self._plain = True
        else:
            # RFC 9110, 8.4.1.2: some senders leave the zlib header out.
            zlib_header = start[0] & 15 == ZLIB_METHOD and int.from_bytes(start[:2]) % 31 == 0
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)

    def _inflated(self, inflater: "zlib._Decompress", piece: bytes) -> bytes:
        if inflater.eof:
            self._pass_over(piece)
            return b""
        try:
            part = inflater.decompress(piece, self._most - self.size + 1)
        except zlib.error as error:
            raise WrongEncoding(self._coding, str(error)) from error
        self._pass_over(inflater.unused_data)
        return part

    def _pass_over(self, piece: bytes) -> None:
        # An inflater at its end would copy all that came behind it with every further piece.
        self._behind += piece[: len(GZIP) - len(self._behind)]
        if self._behind == GZIP:
            raise WrongEncoding("one gzip member", "several")
