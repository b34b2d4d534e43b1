"""Bytes of a capture → outline: which form they have, and which reader."""

import re

from ingest.errors import NotText, TooLarge
from ingest.reading.outline.charset import decode, is_wide
from ingest.reading.outline.html import read_html
from ingest.reading.outline.lines import MOST_LINES, MOST_SIGNS, Outline
from ingest.reading.outline.text import read_text

LARGEST = 10_000_000
"""Bytes of a page; the largest of real ones have one or two million."""
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|main|div|p|ul|ol|table|h[1-6])\b", re.I)
_BINARY = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"PK\x03\x04": "a ZIP archive (or an office document)",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


def read_outline(body: bytes, media_type: str = "") -> Outline:
    """The outline of a page.

    Raises NotText where the bytes are no text at all, and TooLarge where they are too many.
    """
    if len(body) > LARGEST:
        raise TooLarge("bytes", LARGEST, len(body))
    _refuse_binary(body)
    text = decode(body, media_type)
    outline = read_html(text) if _is_markup(text, media_type) else read_text(text)
    signs = sum(len(line.text) for line in outline.lines)
    if signs > MOST_SIGNS:
        raise TooLarge("characters of text", MOST_SIGNS, signs)
    if len(outline.lines) > MOST_LINES:
        raise TooLarge("lines", MOST_LINES, len(outline.lines))
    return outline


def _refuse_binary(body: bytes) -> None:
    for magic, what in _BINARY.items():
        if body.startswith(magic):
            raise NotText(what)
    if is_wide(body):
        return
    sample = body[:4096]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 20 > len(sample):  # over 5 % control characters: nobody writes such text
        raise NotText("binary data")


def _is_markup(text: str, media_type: str) -> bool:
    declared = "html" in media_type.lower() and "<" in text
    return declared or _MARKUP.search(text, 0, 4096) is not None
