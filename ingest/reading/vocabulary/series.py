"""Series of meetings: which one an address is about, and where a text names one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import read_date
from ingest.reading.vocabulary.loosely import PATTERNS_KEPT, any_of
from ingest.reading.vocabulary.ordinals import ordinal_before
from ingest.reading.vocabulary.tables import read_table

_TEXTS_KEPT = 512
_NEAR = 30
"""Characters before a name in which a year or a qualifier stands."""
_YEAR = lazy_pattern(r"(?<![\w.,/‐‑–-])(?P<year>(?:19|20)\d\d)\s$")
_GOES_ON = lazy_pattern(r"\s(?!(?:EN|FR|ES)\b)[A-Z][a-z]")
"""A capital behind a name makes it part of another: "GFMD Steering Group"."""


class Series(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series of meetings with all its names."""

    id: str
    names: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]] = {}
    acronyms: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    once: bool = False

    def name(self, language: str) -> str:
        """The full name in a language, else in English."""
        return self.names.get(language, self.names["en"])[0]

    @property
    def spellings(self) -> list[str]:
        """Every name in every language."""
        return [name for names in self.names.values() for name in names]


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a text that names a meeting of a series."""

    series: Series | None
    """None for a meeting of no series that we know."""
    language: str
    """The language of the name, or nothing where it is an acronym or a short name."""
    ordinal: int | None
    year: int | None
    """The year right before the name: "the 2013 High-level Dialogue"."""
    at: int
    """Where year, ordinal or name begin."""
    to: int

    @property
    def key(self) -> str:
        """The series' id, or nothing."""
        return self.series.id if self.series else ""


def series_named(ident: str) -> Series:
    """The series with the id; raises StopIteration, as ids come from the vocabulary alone."""
    return next(series for series in load_series() if series.id == ident)


def series_of(url: str) -> tuple[Series | None, int | None]:
    """The series and the ordinal that an address tells."""
    parts = urlsplit(url)
    address = f"{(parts.hostname or '').lower()}{parts.path}"
    for series in load_series():
        for pattern in series.addresses:
            if found := re.match(pattern, address):
                number = found.groupdict().get("number")
                return series, int(number) if number else None
    return None, None


def acronym_in(text: str, series: Series) -> str | None:
    """The acronym of the series that stands in the text as a word of its own, or None."""
    marks = (re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in series.acronyms)
    return next((found[0] for found in marks if found), None)


def namings(text: str, own: Series | None = None) -> Iterator[Naming]:
    """The meetings that a text names; short names count for the page's own series only."""
    return iter(_namings(text, own.id if own else ""))


@lru_cache(_TEXTS_KEPT)  # several readers ask for the names in one line
def _namings(text: str, ident: str) -> tuple[Naming, ...]:
    own = series_named(ident) if ident else None
    said = _said(text, own)
    return tuple(_found(text, own, _pattern(said).finditer(text))) if said else ()


def _found(text: str, own: Series | None, places: Iterable[re.Match[str]]) -> Iterator[Naming]:
    taken = -1
    for found in places:
        if found.start() < taken:
            continue
        taken = found.end()
        naming = _naming(text, found, own)
        if naming is not None:
            yield naming


def _naming(text: str, found: re.Match[str], own: Series | None) -> Naming | None:
    series, language = _named(str(found.lastgroup), own)
    near = max(0, found.start() - _NEAR)
    qualified = _words().qualified.search(text, near, found.start())
    at = qualified.start() if qualified else found.start()
    ordinal, at = ordinal_before(text, at) or (None, at)
    short = found.lastgroup == "own__short"
    unnumbered = series is own and not language and ordinal is None and not series.once
    another = _is_another(text, found.end(), short=short, spelled=language in series.names)
    if unnumbered or another or _GOES_ON.match(text, found.end()):
        return None
    year = _YEAR.search(text, max(0, at - _NEAR), at)
    return Naming(
        series=series,
        language=language if language in series.names else "",
        ordinal=ordinal,
        year=int(year["year"]) if year else None,
        at=year.start("year") if year else at,
        to=found.end(),
    )


def _is_another(text: str, at: int, *, short: bool, spelled: bool) -> bool:
    """Whether the words behind a name make it that of something else."""
    if short and _words().of_another.match(text, at):
        return True
    subject = _words().subject.match(text, at) if spelled else None
    date = read_date(text[subject.end() - 1 : subject.end() + 40]) if subject else None
    return subject is not None and (date is None or date.at > 0)


def _named(group: str, own: Series | None) -> tuple[Series, str]:
    """The series and the language that the name of a group stands for."""
    ident, _, language = group.partition("__")
    if own is not None and language == "short":
        return own, ""
    return next(one for one in load_series() if one.id == ident.replace("_", "-")), language


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around a name, in all languages at once."""

    head: str
    tail: str
    qualified: re.Pattern[str]
    of_another: re.Pattern[str]
    """Behind a short name it tells of whom: "first meeting of the Friends of the Forum"."""
    subject: re.Pattern[str]
    """A subject of its own behind a spelled name: "Global Forum for Media Development"."""


@cache
def phrases(kind: str, language: str | None = None) -> tuple[str, ...]:
    """The phrases of one kind in `meeting_names.toml`, of one language or of all."""
    tables = read_table("meeting_names.toml")
    said = [tables.get(language, {})] if language else tables.values()
    return tuple(phrase for table in said for phrase in table.get(kind, ()))


@cache
def _words() -> _Words:
    before, heads, tails, qualifiers, of, subject, articles = (
        any_of(phrases(kind))
        for kind in ("before_heads", "heads", "tails", "qualifiers", "of", "subject", "articles")
    )
    return _Words(
        head=rf"(?:(?:(?:{before})\s)?(?:{heads})\s)?",
        tail=rf"(?:\s(?:{tails}))?",
        qualified=re.compile(rf"(?:{qualifiers})\s$", re.I),
        of_another=re.compile(rf"\s(?:{of})\s?", re.I),
        subject=re.compile(rf"\s(?i:{subject})\s(?i:(?:{articles})\s?)?[A-ZÀ-Ý]"),
    )


@cache
def load_series() -> tuple[Series, ...]:
    """Read the series that come with the package, once."""
    toml = files("ingest.catalogue").joinpath("series.toml").read_bytes()
    return msgspec.toml.decode(toml, type=_File).series


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    series: tuple[Series, ...]


def _said(text: str, own: Series | None) -> tuple[tuple[str, str], ...]:
    """The groups of a pattern, each with its alternatives: names that the text may hold.

    One for each series and language, the acronyms behind all names, the short ones of `own` last.
    """
    folded = key(text)
    spelled = [one for one in _spelled() if one.head in folded and one.rest in folded]
    names = [
        (_group(*belongs), _inflected([one.name for one in all_of], belongs[1]))
        for belongs, all_of in groupby(spelled, key=lambda one: (one.series, one.language))
    ]
    marks = [
        (_group(series.id, "mark"), f"(?-i:{'|'.join(there)})")
        for series in load_series()
        if (there := [one for one in series.acronyms if one in text])
    ]
    shorts = [one for short in own.short.values() for one in short] if own else []
    held = any_of(name for name in shorts if key(name) in folded)
    groups = (*names, *marks, ("own__short", held))
    return tuple(group for group in groups if group[1])


class _Spelled(NamedTuple):
    """A name, with the keys of its first word and of the others, which may stand apart."""

    series: str
    language: str
    name: str
    head: str
    rest: str


@cache
def _spelled() -> tuple[_Spelled, ...]:
    return tuple(
        _Spelled(series.id, language, name, *map(key, name.partition(" ")[::2]))
        for series in load_series()
        for language, names in series.names.items()
        for name in names
    )


def _group(ident: str, kind: str) -> str:
    return f"{ident.replace('-', '_')}__{kind}"


@lru_cache(PATTERNS_KEPT)
def _pattern(said: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """All that is said, the longest name of a series first."""
    groups = "|".join(f"(?P<{name}>{pattern})" for name, pattern in said)
    return re.compile(rf"(?<!\w){_words().head}(?:{groups}){_words().tail}(?!\w)", re.I)


def _inflected(names: list[str], language: str) -> str:
    """The names; in some languages an adjective may stand behind the first noun."""
    plain, adjectives = any_of(names), phrases("inner", language)
    if not adjectives or not names:
        return plain
    heads = [name.split(" ", 1) for name in names if " " in name]
    inside = "|".join(
        f"{any_of([head])}\\s(?:{any_of(adjectives)})\\s(?:{any_of([rest])})"
        for head, rest in heads
    )
    return f"{plain}|{inside}"
