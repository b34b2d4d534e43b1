"""Lines of the contact block → addresses, numbers, e-mail addresses and links."""

import re
from collections.abc import Iterator

from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize.emails import addresses
from ingest.reading.normalize.links import web_address
from ingest.reading.patterns import lazy_pattern
from ingest.reading.reading import ContactValue
from ingest.reading.vocabulary.worded import worded_pattern

_BESIDE = worded_pattern(r"[,;|]\s?|\s(?:{and}|{or})\s|\s(?=(?:https?://|www\.))", re.I)
"""What stands between two addresses of the web."""
_REMARK = lazy_pattern(r"\s\([^()]*\)")
_HIDDEN = worded_pattern(r"\[{hidden_address}\]", re.I)
"""What Cloudflare shows to those who run no scripts, in the place of an e-mail address."""


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
