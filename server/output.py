"""What commands print: nothing in it steers a terminal, and where it cannot be written is said.

The words of pages and hosts are printed by many commands. Signs that a terminal would obey (control
and formatting characters of Unicode: escape sequences, bidirectional overrides) are shown escaped.
"""

import io
import re
import sys
import unicodedata
from typing import Any, Final, TextIO

import msgspec

from server.errors import OutputError

_STEERING: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""General categories (Unicode, UAX 44): control, format, surrogate, line and paragraph breaks."""
_PLAIN: Final = re.compile(r"[\n\t -~]*")


def harmless(text: str) -> str:
    """The text with all that steers a terminal escaped as in Python; lines and tabs stay."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_escaped(sign) if _steers(sign) else sign for sign in text)


def one_line(text: str) -> str:
    """The same on one line: a line break within is escaped, too."""
    return harmless(text).replace("\n", "\\n")


def put_json(value: Any, *, indent: int = 2) -> None:
    """Print as JSON, indented, or with `indent=0` on one line; steering signs as `\\u` escapes."""
    text = msgspec.json.encode(value)
    formed = (msgspec.json.format(text, indent=indent) if indent else text).decode()
    if not _PLAIN.fullmatch(formed):
        formed = "".join(_in_json(sign) if _steers(sign) else sign for sign in formed)
    sys.stdout.buffer.write(formed.encode() + b"\n")


def complain(message: str) -> None:
    """Say on stderr what went wrong, each problem on a line of its own."""
    sys.stderr.writelines(f"iscm: {harmless(line)}\n" for line in message.split("\n"))


def guard_output() -> None:
    """Make stdout harmless, and let it raise OutputError where it is full, closed or broken off.

    Signs that its encoding lacks are escaped. What stderr cannot take is dropped: there is nobody
    left to tell.
    """
    sys.stdout = _guarded(sys.stdout, _Raw)
    sys.stderr = _guarded(sys.stderr, _Dropping, shown=False)


class _Raw(io.RawIOBase):
    """A stream whose first failure is an OutputError; what comes after that goes nowhere."""

    def __init__(self, inner: io.FileIO | None) -> None:
        self._inner = inner
        self._broken = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._inner is not None and self._inner.isatty()

    def fileno(self) -> int:
        if self._inner is None:
            raise io.UnsupportedOperation("fileno")
        return self._inner.fileno()

    def write(self, content: Any) -> int:
        if not self._broken:
            try:
                self._write(content)
            except OSError as error:
                self._broken = True
                self._failed(error.strerror or str(error))
        return len(content)

    def _write(self, content: Any) -> None:
        if self._inner is None:
            raise OSError("closed")
        left = memoryview(content)
        while left:
            left = left[self._inner.write(left) or 0 :]

    def _failed(self, reason: str) -> None:
        raise OutputError("standard output", reason)


class _Dropping(_Raw):
    """A stream that fails silently."""

    def _failed(self, reason: str) -> None:
        """There is nobody to tell."""


class _Shown(io.TextIOWrapper):
    """Text for people."""

    def write(self, text: str) -> int:
        return super().write(harmless(text))


def _guarded(stream: TextIO | None, raw: type[_Raw], *, shown: bool = True) -> TextIO:
    """The stream over its own file descriptor; where it was closed at the start it is None."""
    inner = None
    if stream is not None:
        stream.flush()
        inner = io.FileIO(stream.fileno(), "w", closefd=False)
    over = raw(inner)
    made = _Shown if shown else io.TextIOWrapper
    return made(
        io.BufferedWriter(over),
        encoding=(stream.encoding if stream else None) or "utf-8",
        errors="backslashreplace",
        line_buffering=over.isatty() or not shown,
        write_through=False,
    )


def _steers(sign: str) -> bool:
    return sign not in "\n\t" and unicodedata.category(sign) in _STEERING


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode()


def _in_json(sign: str) -> str:
    """RFC 8259, 7: beyond the basic plane as two surrogates."""
    pair = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[at : at + 2].hex()}" for at in range(0, len(pair), 2))
