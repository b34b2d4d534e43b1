"""What an asker takes: media types and content codings, by weight (RFC 9110, 12.4 and 12.5)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec

_MEMBER: Final = re.compile(r'(?:[^,"]|"(?:\\.?|[^"\\])*+(?:"|\Z))++', re.DOTALL)
"""One member of a list; a comma within quotes parts nothing (RFC 9110, 5.6.1).

A quote that is never closed lasts to the end, and nothing is tried twice."""
_WEIGHT: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
_UTF_8: Final = ("", "utf-8", "utf8")
_EXACT: Final = 3
"""The precision of a range without a wildcard."""
_HEADERS: Final = 128
"""So many are remembered: there are few programs that ask, and each asks alike every time."""


class Range(msgspec.Struct, frozen=True):
    """A media range or a coding with its weight, in lower case."""

    name: str
    quality: float
    charset: str = ""

    def precision(self, offer: str) -> int:
        """How closely it describes the offer: 3 exactly, 2 its kind, 1 anything, 0 not at all."""
        if self.name == offer:
            return _EXACT if self.charset in _UTF_8 else 0
        if self.name == offer.partition("/")[0] + "/*":
            return 2
        return 1 if self.name in ("*/*", "*") else 0


@lru_cache(_HEADERS)
def best_type(accept: str, offers: tuple[str, ...], fallback: str) -> str | None:
    """The offer that the header `Accept` likes best; None where it takes none of them.

    Of a type that several ranges describe the closest range counts (RFC 9110, 12.5.1). Among equals
    a type that was named comes before one that a wildcard covers, then the order of the offers
    counts. `fallback` goes to those who do not care: without the header, or by a wildcard.
    """
    ranges = tuple(_ranges(accept))
    if not ranges:
        return fallback
    ranked = [(*_liked(offer, ranges, fallback), offer) for offer in offers]
    quality, *_, best = max(ranked, key=lambda one: one[:3])
    return best if quality > 0 else None


@lru_cache(_HEADERS)
def best_coding(accept_encoding: str, offers: tuple[str, ...]) -> str | None:
    """The offer that the header `Accept-Encoding` likes best; None for no coding at all."""
    ranges = tuple(_ranges(accept_encoding))
    plain = next((one.quality for one in ranges if one.name == "identity"), 0.0)
    ranked = [(_quality(offer, ranges)[0], offer) for offer in offers]
    quality, best = max(ranked, key=lambda one: one[0])
    return best if quality > 0 and quality >= plain else None


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A media type in lower case, and its parameters: those of `Content-Type`."""
    name, *rest = value.split(";")
    pairs = (one.partition("=") for one in rest)
    return name.strip().lower(), {
        key.strip().lower(): text.strip().strip('"').lower() for key, _, text in pairs
    }


def _liked(offer: str, ranges: tuple[Range, ...], fallback: str) -> tuple[float, int, bool]:
    quality, precision = _quality(offer, ranges)
    return quality, precision, precision < _EXACT and offer == fallback


def _quality(offer: str, ranges: tuple[Range, ...]) -> tuple[float, int]:
    """The weight by the closest range, and how close that is."""
    precision, quality = max((one.precision(offer), one.quality) for one in ranges or (_NONE,))
    return (quality, precision) if precision else (0.0, 0)


def _ranges(header: str) -> Iterator[Range]:
    for member in _MEMBER.findall(header):
        name, given = parameters(member)
        if name:
            yield Range(name, _weight(given.get("q", "")), given.get("charset", ""))


def _weight(text: str) -> float:
    """What is no weight says nothing, and nothing said is 1."""
    return float(text) if _WEIGHT.fullmatch(text) else 1.0


_NONE: Final = Range("", 0.0)
