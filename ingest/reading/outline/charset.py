"""Bytes of a page → text: which charset they are in."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from ingest.reading.outline.lines import LOST

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("<?x".encode("utf-16-le"), "utf-16-le"),
    ("<?x".encode("utf-16-be"), "utf-16-be"),
)
"""What a page begins with whose encoding form is plain (WHATWG HTML, 13.2.3.2)."""
_SCANNED = 4096
"""Bytes of a page among which its charset is named; the standard asks for the first 1,024."""
_XML = re.compile(rb"<\?xml[^>]*?\sencoding\s*+=\s*+[\"']([^\"'>\s]{2,40})", re.I)
_ATTRIBUTE = (
    rb"(?P<{}>[^\s/>][^\s/>=]*+)"
    rb"(?:\s*+=\s*+(?P<{}>\"[^\"]*+\"?+|'[^']*+'?+|[^\s>\"'][^\s>]*+))?+"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE.replace(b"{}", b"name", 1).replace(b"{}", b"value"))
_TOKEN = re.compile(
    rb"<!--(?:-?>|.*?(?:-->|\Z))"
    rb"|<(?P<raw>script|style|title|textarea)(?=[\s/>]).*?(?:</(?P=raw)|\Z)"
    rb"|<(?P<tag>[a-z/!?][^\s/>]*+)(?P<rest>(?:[\s/]++|"
    + _ATTRIBUTE.replace(b"?P<{}>", b"?:")
    + rb")*+)",
    re.I | re.S,
)
"""A comment, an element whose contents are no markup, or a tag with its attributes."""
_PARAMETER = re.compile(r"(?:^|[\s;,])charset\s*+=[\s\"']*+([\w.:-]{2,40})", re.I)
_CHARSETS = frozenset(
    {
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "mac-roman", "mac-cyrillic"),
        *("koi8-r", "koi8-u", "cp866", "gb18030", "big5", "euc_jp", "iso2022_jp"),
        *(f"cp{number}" for number in (874, 932, 949, 950, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in (*range(2, 9), 10, *range(13, 17))),
    }
)
"""What pages are written in, by Python's names. Its other codecs make surrogates (`utf-7`), read
escapes (`unicode_escape`) or take the square of the time (`idna`, `punycode`)."""
_MEANT = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("iso8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What the web means by these names (WHATWG Encoding, 4.2)."""


def decode(body: bytes, media_type: str = "") -> str:
    """Text in the charset that BOM, content, header, meta element and XML declaration point to.

    A BOM wins (WHATWG Encoding, 6). After it, bytes of which most that are not ASCII are UTF-8
    are UTF-8 whatever a header claims: other text with accents practically never is, whereas
    servers that declare the wrong charset are common. Of those that are declared, the one counts
    that leaves the least unread; without any, windows-1252, which the web means by ISO-8859-1.
    What cannot be read becomes U+FFFD.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body.decode(charset, errors="replace")
    with suppress(UnicodeError):
        return body.decode()
    text = body.decode(errors="replace")
    broken = text.count(LOST) - body.count(LOST.encode())
    others = len(text) - len(text.encode("ascii", "ignore")) - text.count(LOST)
    if others >= broken:
        return text
    declared = [name for name in dict.fromkeys(_declared(body, media_type)) if name != "utf-8"]
    texts = [body.decode(name, errors="replace") for name in declared or ["cp1252"]]
    return min(texts, key=lambda one: one.count(LOST))


def is_wide(body: bytes) -> bool:
    """Whether the bytes begin as UTF-16, in which zeros are usual."""
    return any(body.startswith(mark) for mark, charset in _MARKS if charset != "utf-8-sig")


def _declared(body: bytes, media_type: str) -> Iterator[str]:
    """The charsets that are named and known, those that weigh most first."""
    yield from filter(None, map(_charset, _PARAMETER.findall(media_type)[:1]))
    head = body[:_SCANNED]
    named = (*_meta(head), *(found.decode("latin-1") for found in _XML.findall(head)[:1]))
    for charset in filter(None, map(_charset, named)):
        yield "utf-8" if charset.startswith("utf-16") else charset  # else it could not be read


def _meta(head: bytes) -> Iterator[str]:
    """What meta elements name: no others, and none that stand in comments or scripts."""
    for token in _TOKEN.finditer(head):
        if (token["tag"] or b"").lower() == b"meta":
            found = _ATTRIBUTES.finditer(token["rest"])
            pairs = [(one["name"].lower(), (one["value"] or b"").strip(b"\"'")) for one in found]
            attributes = {name: value.decode("latin-1") for name, value in reversed(pairs)}
            if b"charset" in attributes:
                yield attributes[b"charset"].strip()
            elif attributes.get(b"http-equiv", "").lower() == "content-type":
                yield from _PARAMETER.findall(attributes.get(b"content", ""))[:1]


def _charset(name: str) -> str | None:
    """Python's name of a charset that pages are written in, or None."""
    bare = name.lower().removeprefix("x-").removesuffix("-i").replace("windows-", "cp")
    with suppress(LookupError, ValueError):
        known = codecs.lookup(bare).name
        meant = _MEANT.get(known, known)
        return meant if meant in _CHARSETS else None
    return None
