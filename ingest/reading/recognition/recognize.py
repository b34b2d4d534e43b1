"""Which family and which language a page is of, told from its address, markup and words."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import islice
from urllib.parse import urlsplit

import msgspec

from ingest.errors import IngestError
from ingest.reading.outline.lines import Outline
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import either
from snapshots.model import Language

OTHER = "other"
"""The family of a page at an address that no pattern fits."""

INDEX = "iom-index"
"""The family of pages that list processes."""

DOCUMENT = "un-document"
"""The family of pages that are a document of the United Nations, or list some."""

_KNOWN = frozenset(language.value for language in Language)
_WORD = lazy_pattern(r"[^\W\d_]+")
_SAMPLE = 50_000
"""Characters that are looked at for the language."""
_FIRST_LINES = 12
"""Lines in which a page says what it is about."""
_ENOUGH = 8
"""So many small words of one language, and twice as many as of the next, settle the matter."""


class BadAddress(IngestError):
    """A URL that is none."""

    code = "bad-url"

    def __init__(self, url: str) -> None:
        super().__init__(f"an http or https URL expected, {url!r} found")
        self.url = url


class _Address(msgspec.Struct, frozen=True):
    family: str
    host: re.Pattern[str]
    path: re.Pattern[str]
    says: re.Pattern[str]

    def fits(self, host: str, path: str, bare: str, first: str) -> bool:
        """Whether host, path (with or without language prefix) and the first lines fit."""
        located = self.path.match(bare) or self.path.match(path)
        return bool(self.host.fullmatch(host) and located and self.says.search(first))


def family_of(url: str, outline: Outline) -> str:
    """The family that the address belongs to, `other` where no pattern fits; raises BadAddress."""
    host, path = _split(url)
    bare = _prefixes().pattern.sub("", path, count=1).rstrip("/") or "/"
    first = "\n".join(line.text for line in islice(outline.content(), _FIRST_LINES))
    for address in _addresses():
        if address.fits(host, path, bare, first):
            return address.family
    return OTHER


def language_of(url: str, outline: Outline) -> Language:
    """The language of the page's own words.

    The words decide where they are many and clear, because addresses and `lang` attributes are
    kept when a page is left untranslated; else the address, then the markup, then the words.
    """
    counts = _small_words(outline)
    ranked = sorted(counts, key=lambda code: -counts[code])
    first, second = ranked[0], ranked[1]
    if counts[first] >= _ENOUGH and counts[first] >= 2 * counts[second]:
        return Language(first)
    told = _told_by(url, outline)
    if told:
        return Language(told)
    return Language(first if counts[first] else "en")


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise BadAddress(url) from None
    if parts.scheme not in ("http", "https") or not host:
        raise BadAddress(url)
    return host.lower(), parts.path


def _told_by(url: str, outline: Outline) -> str | None:
    prefix = _prefixes().pattern.match(_split(url)[1])
    if prefix and (code := _prefixes().codes[prefix["prefix"]]) in _KNOWN:
        return code
    declared = outline.language[:2]
    return declared if declared in _KNOWN else None


def _small_words(outline: Outline) -> dict[str, int]:
    text = " ".join(line.text for line in outline.content())[:_SAMPLE].lower()
    words = Counter(_WORD.findall(text))
    return {code: sum(words[word] for word in known) for code, known in _languages().items()}


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in read_table("languages.toml").items()}


class _Prefixes(msgspec.Struct, frozen=True):
    pattern: re.Pattern[str]
    codes: Mapping[str, str]


@cache
def _prefixes() -> _Prefixes:
    table = read_table("addresses.toml")["prefixes"]
    codes = {prefix: code for code, prefixes in table.items() for prefix in prefixes}
    return _Prefixes(re.compile(rf"/(?P<prefix>{either(codes)})(?=/|$)"), codes)


@cache
def _addresses() -> tuple[_Address, ...]:
    return tuple(
        _Address(
            family=entry["family"],
            host=re.compile(entry["host"]),
            path=re.compile(path),
            says=re.compile(entry.get("says", "")),
        )
        for entry in read_table("addresses.toml")["address"]
        for path in (entry["path"] if isinstance(entry["path"], list) else [entry["path"]])
    )
