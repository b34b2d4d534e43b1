"""Bytes of a capture → outline: which form they have, which charset, which reader."""

import codecs
import re
from contextlib import suppress

from ingest.errors import NotText, TooLarge
from ingest.outline.html import read_html
from ingest.outline.lines import Outline
from ingest.outline.text import read_text

LARGEST = 10_000_000
"""Bytes of a page; the largest of real ones have one or two million."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.I)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})
_CHARSETS = frozenset(
    {
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "mac-roman", "koi8-r", "koi8-u", "cp866"),
        *(f"cp{number}" for number in (874, 932, 949, 950, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in (*range(1, 12), *range(13, 17))),
        *("gb2312", "gbk", "gb18030", "big5", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr"),
    }
)
"""What pages are written in, by Python's names. Its other codecs make surrogates (`utf-7`), read
escapes (`unicode_escape`) or take the square of the time (`idna`, `punycode`)."""
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
    """The outline of a page.

    Raises NotText where the bytes are no text at all, and TooLarge where they are too many.
    """
    if len(body) > LARGEST:
        raise TooLarge("bytes", LARGEST, len(body))
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
        with suppress(UnicodeError):
            return body.decode(charset)
    return body.decode("windows-1252", errors="replace")


def _declared(body: bytes, media_type: str) -> list[str]:
    header, meta = _HEADER.search(media_type), _META.search(body[:4096])
    found = [header[1]] if header else []
    found += [meta[1].decode("ascii")] if meta else []
    return [_MEANT.get(name.lower(), name) for name in found if _is_charset(name)]


def _is_charset(name: str) -> bool:
    try:
        return codecs.lookup(name).name in _CHARSETS
    except (LookupError, ValueError):
        return name.lower() in _MEANT


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
    declared = "html" in media_type.lower() and "<" in text
    return declared or _MARKUP.search(text, 0, 4096) is not None
