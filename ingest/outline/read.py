"""Bytes of a capture → outline: which form they have, which charset, which reader."""

import codecs
import re

from ingest.errors import NotText
from ingest.outline.html import read_html
from ingest.outline.lines import Outline
from ingest.outline.text import read_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.I)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})
_MEANT = dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "windows-1252")
"""What the web means by these names (WHATWG Encoding, 4.2)."""
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
    """The outline of a page; raises NotText where the bytes are no text at all."""
    text = decode(body, media_type)
    return read_html(text) if _is_markup(text, media_type) else read_text(text)


def decode(body: bytes, media_type: str = "") -> str:
    """Text in the charset that BOM, content, header and meta element point to.

    A BOM wins (WHATWG Encoding, 6). After it, bytes that are valid UTF-8 are UTF-8 whatever a
    header claims: windows-1252 text with accents practically never is, whereas servers that
    declare the wrong charset are common. Then header, meta and windows-1252, which the web means
    by ISO-8859-1.
    """
    _refuse_binary(body)
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, errors="replace")
    for charset in ("utf-8", *_declared(body, media_type)):
        try:
            return body.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return body.decode("windows-1252", errors="replace")


def _declared(body: bytes, media_type: str) -> list[str]:
    header, meta = _HEADER.search(media_type), _META.search(body[:4096])
    found = [header[1]] if header else []
    found += [meta[1].decode("ascii")] if meta else []
    return [_MEANT.get(name.lower(), name) for name in found]


def _refuse_binary(body: bytes) -> None:
    for magic, what in _BINARY.items():
        if body.startswith(magic):
            raise NotText(what)
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    sample = body[:4096]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 20 > len(sample):  # over 5 % control characters: nobody writes such text
        raise NotText("binary data")


def _is_markup(text: str, media_type: str) -> bool:
    declared = "html" in media_type and "<" in text
    return declared or _MARKUP.search(text, 0, 4096) is not None
