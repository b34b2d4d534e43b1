"""Single values and plain lists: type, dates, counts, themes, organizations."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize.states import find_state
from ingest.reading.reading import (
    AgendaValue,
    CountValue,
    DateValue,
    IndexedValue,
    OrganizationValue,
    SeriesValue,
    StateValue,
    TextValue,
    ThemeValue,
    TypeValue,
    Value,
)
from ingest.reading.vocabulary.dates import read_date
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.organizations import load_organizations
from ingest.reading.vocabulary.regions import load_regions
from ingest.reading.vocabulary.themes import load_themes
from ingest.reading.vocabulary.worded import worded_pattern

_TYPES = (
    (worded_pattern(r"\b{interregional}", re.I), "INTERREGIONAL"),
    (worded_pattern(r"\b{regional}", re.I), "REGIONAL"),
    (worded_pattern(r"\b{global}", re.I), "GLOBAL"),
)
_REGIONS = worded_pattern(r"[(\[]\s*{region}(?:\s{covered})?\s*:\s*(?P<regions>[^)\]]+)", re.I)
_BETWEEN_REGIONS = worded_pattern(r"\s+-\s*|\s*[–—]\s*|\s*[,;/]\s*(?:{and}\s)?|\s+{and}\s+")
_DIRECTED = worded_pattern(r"{direction}\s(?P<noun>\w+)")
_DIRECTION = worded_pattern(r"{direction}")
"""North and Central America are two regions that share a word, and so are the next two."""
_SIDED = worded_pattern(r"(?P<noun>\w+)\s{side}")
_SIDE = worded_pattern(r"{side}")
_WIDE = worded_pattern(r"[\s(-]+{wide}\)?$", re.I)
_ARTICLE = worded_pattern(r"^{article}\s", re.I)
_NONE = worded_pattern(r"{none}", re.I)


def type_and_regions(fact: Fact) -> Iterator[Value | Doubt]:
    """The type, and the regions in the bracket behind it."""
    bare = _REGIONS.sub("", fact.words)
    kind = next((name for pattern, name in _TYPES if pattern.search(bare)), None)
    if kind:
        yield TypeValue(field="type", quote=fact.quote, type=kind)
    else:
        yield Doubt(
            code="unknown-type",
            message=f"global, interregional or regional expected, {fact.words!r} found",
            field="type",
            quote=fact.quote,
        )
    bracket = _REGIONS.search(fact.words)
    if bracket:
        yield from _regions(fact, bracket["regions"])


def regions(fact: Fact) -> Iterator[Value]:
    """The regions of a line of their own."""
    return _regions(fact, fact.words)


def _regions(fact: Fact, words: str) -> Iterator[Value]:
    for region in _with_shared(_parted_regions(words)):
        yield TextValue(field="regions", quote=fact.quote, text=region)


def _parted_regions(words: str) -> Iterator[str]:
    """The regions between signs and joints; a hyphen parts only two that are known."""
    for piece in _BETWEEN_REGIONS.split(words.strip()):
        bare = _ARTICLE.sub("", _WIDE.sub("", piece).strip(" ()."))
        cuts = ((bare[:at], bare[at + 1 :]) for at, sign in enumerate(bare) if sign == "-")
        yield from next((cut for cut in cuts if all(map(load_regions().find, cut))), (bare,))


def _with_shared(pieces: Iterable[str]) -> list[str]:
    """The regions, each with the word that it shares with its neighbour."""
    made = [piece for piece in pieces if piece]
    for n in range(len(made) - 2, -1, -1):
        noun = _DIRECTED.match(made[n + 1])
        if noun and _DIRECTION.fullmatch(made[n]):
            made[n] += f" {noun['noun']}"
    for n in range(1, len(made)):
        noun = _SIDED.fullmatch(made[n - 1])
        if noun and _SIDE.fullmatch(made[n]):
            made[n] = f"{noun['noun']} {made[n]}"
    return made


def association(fact: Fact) -> Iterator[Value]:
    """The associated organizations in the page's words; empty words where it says "None"."""
    text = "" if _NONE.fullmatch(fact.words.strip(" .")) else fact.words
    yield TextValue(field="association", quote=fact.quote, text=text)


def established(fact: Fact) -> Iterator[Value | Doubt]:
    """The first date beside the label; further years there tell of renamings."""
    span = read_date(fact.words)
    if span is None:
        yield Doubt(
            code="unreadable-date",
            message=f"a date expected, {fact.words!r} found",
            field="established",
            quote=fact.quote,
        )
    else:
        yield DateValue(field="established", quote=fact.quote, span=span)


def count(fact: Fact) -> Iterator[Value]:
    """A number that the family has already isolated."""
    yield CountValue(field=fact.field, quote=fact.quote, number=int(fact.words))


def agenda(fact: Fact) -> Iterator[Value]:
    """An agenda item with the day, times and session that stand above it."""
    parts = fact.parts
    span = read_date(parts.get("date", ""))
    yield AgendaValue(
        field="agenda",
        quote=fact.quote,
        date=span.start if span else None,
        start=parts.get("start"),
        end=parts.get("end"),
        session=parts.get("session"),
        item=fact.words,
    )


def series(fact: Fact) -> Iterator[Value]:
    """A series of meetings that the family has recognized."""
    yield SeriesValue(
        field=fact.field, quote=fact.quote, series=fact.parts["series"], words=fact.words
    )


def indexed(fact: Fact) -> Iterator[Value]:
    """A process of an index page."""
    yield IndexedValue(
        field="processes",
        quote=fact.quote,
        name=fact.words,
        acronym=fact.parts.get("acronym"),
        status=fact.parts.get("status"),
        url=fact.parts.get("url"),
    )


def text(fact: Fact) -> Iterator[Value]:
    """Words that stand for themselves."""
    yield TextValue(field=fact.field, quote=fact.quote, text=fact.words)


def theme(fact: Fact) -> Iterator[Value]:
    """A theme; the words of one that the vocabulary does not hold stand for no concept."""
    known = load_themes().find(fact.words)
    yield ThemeValue(
        field="themes", quote=fact.quote, theme=known.id if known else None, words=fact.words
    )


def organization(fact: Fact) -> Iterator[Value | Doubt]:
    """An organization; an unknown one is kept under its own words and doubted, unless they are a
    role that goes round: "Outgoing Chair"."""
    known = load_organizations().find(fact.words)
    role = load_labels().read(fact.words)
    yield OrganizationValue(
        field=fact.field,
        quote=fact.quote,
        organization=known.id if known else None,
        listed_as=fact.words,
    )
    if known is None and not (role and role.field.startswith("chair")):
        yield Doubt(
            code="unknown-organization",
            message=f"no organization is known by the name {fact.words!r}",
            field=fact.field,
            quote=fact.quote,
        )


def observer(fact: Fact) -> Iterator[Value | Doubt]:
    """An entry of a list in which States and organizations stand together."""
    state = find_state(fact.words)
    if state:
        yield StateValue(
            field="observer_states", quote=fact.quote, state=state.alpha3, listed_as=fact.words
        )
        return
    for value in organization(fact):
        if isinstance(value, OrganizationValue):
            yield OrganizationValue(
                field="observer_organizations",
                quote=fact.quote,
                organization=value.organization,
                listed_as=fact.words,
            )
        elif isinstance(value, Doubt):
            yield msgspec.structs.replace(value, field="observer_organizations")
