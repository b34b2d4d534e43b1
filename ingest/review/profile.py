"""What a page says, cut down to what tells one value from another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from ingest.catalogue.catalogue import load_catalogue
from ingest.catalogue.keys import key
from ingest.reading.reading import (
    AgendaValue,
    ChairValue,
    ContactValue,
    CountValue,
    DateValue,
    DocumentValue,
    IndexedValue,
    MeetingValue,
    NoChairValue,
    OrganizationValue,
    Reading,
    SeriesValue,
    StateValue,
    TextValue,
    ThemeValue,
    TypeValue,
    Value,
)
from snapshots.model import Language

NOBODY = "nobody"
"""The identity of the chair where a page says that no State is in it."""
DECLARED = "participating_states_declared"
LISTED = "participating_states"


class ValueIdentity(msgspec.Struct, frozen=True, order=True):
    """One value: what it is, and under which words the page has it."""

    identity: str
    """`state:KEN`, `org:iom`, `theme:…`, `symbol:A/RES/68/4`, `date:2013-10-03`, else `words:…`."""
    words: str
    """The page's words without case, accents, spaces and punctuation; may be nothing."""


_PASSING = frozenset({"chairs_incoming"})
"""Fields that are empty once what they tell of has come: that is no loss."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A reading without order and quotes: two captures that say the same have one profile."""

    url: str
    language: Language
    family: str
    whole: bool
    fields: Mapping[str, tuple[str, ...]]
    """Field → identities, sorted. `chair` and `chairs_past`, `meetings` and `meetings_related`,
    and each kind of contact (`contact_phone`) are fields of their own."""
    words: Mapping[str, tuple[str, ...]]
    """Field → keys of the words of its values, sorted."""
    declared: int | None = None
    """The number of participants that the page states; of groups, their sum."""

    def of(self, field: str) -> tuple[str, ...]:
        """The identities of a field; none where the page does not have it."""
        return self.fields.get(field, ())


def profile(reading: Reading) -> Profile:
    """The profile of a reading."""
    marks = sorted(
        (field_of(value), mark)
        for value in reading.values
        if value.field not in _PASSING
        for mark in identities(value)
    )
    fields: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for field, group in groupby(marks, key=lambda pair: pair[0]):
        own = [mark for _, mark in group]
        fields[field] = tuple(_numbered(one.identity for one in own))
        words[field] = tuple(sorted({one.words for one in own if one.words}))
    counts = [v.number for v in reading.of(DECLARED) if isinstance(v, CountValue)]
    return Profile(
        url=reading.url,
        language=reading.language,
        family=reading.family,
        whole=reading.whole,
        fields=fields,
        words=words,
        declared=sum(counts) if counts else None,
    )


def _numbered(identities: Iterable[str]) -> Iterator[str]:
    """Sorted identities, each once; days and words that come twice are two meetings, two lines."""
    for identity, group in groupby(identities):
        yield identity
        if identity.startswith(("date:", "words:")):
            yield from (f"{identity}#{n}" for n in range(2, 1 + len(list(group))))


def field_of(value: Value) -> str:
    """The group that the value stays in while the page ages: a meeting passes, a chair goes on."""
    match value:
        case ChairValue() if value.field == "chairs":
            return "chair" if value.current else "chairs_past"
        case NoChairValue():
            return "chair"
        case MeetingValue() if value.kind == "RELATED":
            return "meetings_related"
        case ContactValue():
            return f"contact_{value.kind}"
        case _:
            return value.field


def identities(value: Value) -> Iterator[ValueIdentity]:
    """How the value is told from its like; a document of two symbols is known by both."""
    if isinstance(value, DocumentValue):
        for symbol in (one.text for one in value.symbols) if value.symbols else (None,):
            yield _identity("symbol", symbol, value.title or value.quote.words)
    else:
        yield _IDENTITIES[type(value)](value)


def _identity(kind: str, code: str | None, words: str) -> ValueIdentity:
    known = key(words)
    return ValueIdentity(f"{kind}:{code}" if code else f"words:{known}", known)


def _chair(value: ChairValue) -> ValueIdentity:
    """A State is in the chair more than once; past chairs are told apart by their first year."""
    mark = _identity("state", value.state, value.listed_as)
    if value.current or value.start is None:
        return mark
    return ValueIdentity(f"{mark.identity}:{value.start[:4]}", mark.words)


def _indexed(value: IndexedValue) -> ValueIdentity:
    known = load_catalogue().named(value.name)
    return _identity("process", known.id if known else None, value.name)


_IDENTITIES: dict[type[Value], Callable[..., ValueIdentity]] = {
    TextValue: lambda v: _identity("text", None, v.text),
    TypeValue: lambda v: _identity("type", v.type, ""),
    DateValue: lambda v: _identity("date", v.span.start, ""),
    CountValue: lambda v: _identity("count", str(v.number), ""),
    StateValue: lambda v: _identity("state", v.state, v.listed_as),
    OrganizationValue: lambda v: _identity("org", v.organization, v.listed_as),
    ThemeValue: lambda v: _identity("theme", v.theme, v.words),
    SeriesValue: lambda v: _identity("series", v.series, v.words),
    ChairValue: _chair,
    NoChairValue: lambda _: ValueIdentity(NOBODY, ""),
    MeetingValue: lambda v: _identity("date", v.date.start if v.date else None, v.title),
    AgendaValue: lambda v: _identity("item", None, v.item),
    IndexedValue: _indexed,
    ContactValue: lambda v: _identity("line", None, v.text),
}
