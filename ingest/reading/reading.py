"""What one page says, interpreted: values with the words that they came from."""

from collections.abc import Mapping

import msgspec

from ingest.reading.found import Doubt, Ignored, Quote
from ingest.reading.vocabulary.dates import DateSpan
from ingest.reading.vocabulary.symbols import Symbol
from snapshots.model import Language


class Value(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag=True):
    """One value of one field; written down, it says by its tag which of the kinds below it is."""

    field: str
    quote: Quote


class TextValue(Value, frozen=True, kw_only=True):
    """Words that stand for themselves: association, objectives, a region."""

    text: str


class TypeValue(Value, frozen=True, kw_only=True):
    """GLOBAL, INTERREGIONAL or REGIONAL."""

    type: str


class DateValue(Value, frozen=True, kw_only=True):
    """A date, as precise as the page."""

    span: DateSpan


class CountValue(Value, frozen=True, kw_only=True):
    """A number that the page states."""

    number: int


class StateValue(Value, frozen=True, kw_only=True):
    """A State of a list; `state` is None where nobody is known by the name."""

    state: str | None
    listed_as: str
    since: str | None = None
    until: str | None = None


class OrganizationValue(Value, frozen=True, kw_only=True):
    """An organization of a list; `organization` is None where the vocabulary lacks it."""

    organization: str | None
    listed_as: str


class ThemeValue(Value, frozen=True, kw_only=True):
    """A theme; `theme` is None where the vocabulary has no such concept."""

    theme: str | None
    words: str


class SeriesValue(Value, frozen=True, kw_only=True):
    """A series of meetings; `series` is its id in the vocabulary."""

    series: str
    words: str


class ChairValue(Value, frozen=True, kw_only=True):
    """A chair with the years that stand behind its name."""

    state: str | None
    listed_as: str
    current: bool
    incoming: bool = False
    start: str | None = None
    end: str | None = None


class NoChairValue(Value, frozen=True, kw_only=True):
    """The page says that no State is in the chair."""


class MeetingValue(Value, frozen=True, kw_only=True):
    """A meeting."""

    kind: str
    title: str
    date: DateSpan | None = None
    city: str | None = None
    state: str | None = None
    venue: str | None = None
    ordinal: int | None = None
    series: str | None = None
    subject: bool = False
    """Whether the page is about this meeting."""
    announced: bool = False


class DocumentValue(Value, frozen=True, kw_only=True):
    """A document."""

    title: str | None = None
    symbols: tuple[Symbol, ...] = ()
    double: bool = False
    date: str | None = None
    date_kind: str | None = None
    """`adoption` or `distribution`, where the words tell."""
    where: str
    """`list`, `prose`, `masthead`, `heading` or `footnote`."""
    as_written: str | None = None
    subject: bool = False
    """Whether the page is this document."""
    details: Mapping[str, str] = {}
    """What a masthead says besides: type, body, session, agenda_item, distribution…"""


class AgendaValue(Value, frozen=True, kw_only=True):
    """An item of a meeting's agenda; times as HH:MM, dates ISO, where the page gives them."""

    date: str | None = None
    start: str | None = None
    end: str | None = None
    session: str | None = None
    item: str


class IndexedValue(Value, frozen=True, kw_only=True):
    """A process that an index page lists."""

    name: str
    acronym: str | None = None
    status: str | None = None
    url: str | None = None


class ContactValue(Value, frozen=True, kw_only=True):
    """A line of the contact block; `kind` is address, phone, fax, email or website."""

    kind: str
    text: str


AnyValue = (
    TextValue
    | TypeValue
    | DateValue
    | CountValue
    | StateValue
    | OrganizationValue
    | ThemeValue
    | SeriesValue
    | ChairValue
    | NoChairValue
    | MeetingValue
    | DocumentValue
    | AgendaValue
    | IndexedValue
    | ContactValue
)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it was read."""

    url: str
    capture: str
    language: Language
    family: str
    whole: bool = True
    values: tuple[AnyValue, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    def of(self, field: str) -> tuple[AnyValue, ...]:
        """The values of one field, in page order."""
        return tuple(value for value in self.values if value.field == field)
