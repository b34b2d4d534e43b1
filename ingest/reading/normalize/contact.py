"""Addresses of e-mail and of the web, wherever they stand, and the lines of the contact block."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ingest.reading.found import Doubt, Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.reading import ContactValue
from ingest.reading.vocabulary.worded import worded_pattern

_EMAIL = lazy_pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = lazy_pattern(r"\b\w{2,10}://\S+")
"""It may hold a name and a password before a host."""
_AT = worded_pattern(r"\s?[\[({]\s?(?:{at}|@)\s?[\])}]\s?", re.I)
_DOT = worded_pattern(r"\s?[\[({]\s?(?:{dot}|\.)\s?[\])}]\s?", re.I)
"""Signs of an address that are spelled out in brackets, where they mean nothing else."""
_HOST = lazy_pattern(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})"
)
"""A name with a top-level domain (RFC 1035, 2.3.1, and letters of other scripts)."""
_WWW = lazy_pattern(r"www\.[^:]*(?:[:/?#].*)?", re.I | re.S)
"""The suffix of an address (RFC 3986, 4.5); without www it could be the name of a file."""
_FORBIDDEN = lazy_pattern(r"[\s<>\"{}|\\^`\x00-\x20\x7f]")
"""What no address holds as it is (RFC 3986, 2)."""
_LONGEST = 2_000
_BESIDE = worded_pattern(r"[,;|]\s?|\s(?:{and}|{or})\s|\s(?=(?:https?://|www\.))", re.I)
"""What stands between two addresses of the web."""
_REMARK = lazy_pattern(r"\s\([^()]*\)")
_HIDDEN = worded_pattern(r"\[{hidden_address}\]", re.I)
"""What Cloudflare shows to those who run no scripts, in the place of an e-mail address."""


def addresses(words: str) -> tuple[str, ...]:
    """The e-mail addresses in the words, also those that are spelled out: x [at] y [dot] z."""
    words = _URL.sub(" ", words)
    if _AT.search(words):
        words = _DOT.sub(".", _AT.sub("@", words))
    return tuple(dict.fromkeys(_EMAIL.findall(words)))


def emails(lines: Iterable[Line]) -> Iterator[Fact]:
    """Every address of the lines, each once."""
    seen: set[str] = set()
    for line in lines:
        for address in addresses(line.text):
            if address.lower() not in seen:
                seen.add(address.lower())
                said = Quote(words=line.text, line=line.number, rule="e-mail address")
                yield Fact(field="contact", words=address, quote=said, kind="email")


def web_address(words: str) -> str | None:
    """The address by http or https that the words are, and nothing besides; else None.

    One without a scheme, www.example.org, is by http (RFC 3986, 4.5). Names and passwords, hosts
    that are no public names and ports that are none make it no address.
    """
    bare = words.strip().rstrip(".,;:").strip("<>")
    if len(bare) > _LONGEST or _FORBIDDEN.search(bare):
        return None
    url = f"http://{bare}" if _WWW.fullmatch(bare) else bare
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # brackets that hold no IPv6 address, a port that is no number
        return None
    web = parts.scheme in ("http", "https") and port != 0
    plain = "@" not in parts.netloc and _HOST.fullmatch((parts.hostname or "").rstrip("."))
    return url if web and plain else None


def contact(fact: Fact) -> Iterator[ContactValue | Doubt]:
    """A line of the contact block; an e-mail address is one wherever it stands.

    What stands behind the label of an e-mail address or a website and is none is doubted.
    """
    emails = addresses(fact.words)
    if fact.kind == "website" and not emails:
        yield from _websites(fact)
        return
    for email in emails:
        yield ContactValue(field="contact", quote=fact.quote, kind="email", text=email)
    if not emails and (fact.kind == "email" or _HIDDEN.search(fact.words)):
        yield _unreadable(fact, "an e-mail address", fact.words)
    elif not emails:
        yield ContactValue(field="contact", quote=fact.quote, kind=fact.kind, text=fact.words)


def _websites(fact: Fact) -> Iterator[ContactValue | Doubt]:
    for words in _BESIDE.split(_REMARK.sub("", fact.words)):
        url = web_address(words)
        if url:
            yield ContactValue(field="contact", quote=fact.quote, kind="website", text=url)
        elif words.strip():
            yield _unreadable(fact, "an address by http or https", words)


def _unreadable(fact: Fact, expected: str, found: str) -> Doubt:
    return Doubt(
        code="unreadable-address",
        message=f"{expected} expected, {found!r} found",
        field="contact",
        quote=fact.quote,
    )
