"""The records of a snapshot: frozen values that name each other by id."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from snapshots.symbols import SymbolParts


class Language(StrEnum):
    """The languages that the sources publish in (ISO 639-1)."""

    EN = "en"
    FR = "fr"
    ES = "es"

    __hash__ = str.__hash__
    """As its code: a language is the key of the texts in it."""


class ProcessType(StrEnum):
    """The reach of a process, in the three classes that IOM uses."""

    GLOBAL = "GLOBAL"
    INTERREGIONAL = "INTERREGIONAL"
    REGIONAL = "REGIONAL"


class ProcessStatus(StrEnum):
    """Whether a process still meets, as far as its pages say."""

    ACTIVE = "ACTIVE"
    DORMANT = "DORMANT"
    REPLACED = "REPLACED"
    CONCLUDED = "CONCLUDED"


class ParticipationRole(StrEnum):
    """What a State is in a process."""

    MEMBER = "MEMBER"
    OBSERVER = "OBSERVER"
    FORMER_MEMBER = "FORMER_MEMBER"
    SUSPENDED = "SUSPENDED"
    GUEST = "GUEST"


class OrganizationRole(StrEnum):
    """What an organization is in a process."""

    MEMBER = "MEMBER"
    OBSERVER = "OBSERVER"
    PARTNER = "PARTNER"
    SECRETARIAT = "SECRETARIAT"
    ASSOCIATION = "ASSOCIATION"
    ORGANIZER = "ORGANIZER"


class OrganizationKind(StrEnum):
    """What sort of body an organization is; UNKNOWN until the vocabulary says."""

    UN = "UN"
    INTERGOVERNMENTAL = "INTERGOVERNMENTAL"
    REGIONAL = "REGIONAL"
    NGO = "NGO"
    SECRETARIAT = "SECRETARIAT"
    PRIVATE = "PRIVATE"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class MeetingKind(StrEnum):
    """Under which heading a page lists a meeting."""

    LATEST = "LATEST"
    PAST = "PAST"
    RELATED = "RELATED"
    UPCOMING = "UPCOMING"


class UnStatus(StrEnum):
    """A State's standing in the United Nations."""

    MEMBER = "MEMBER"
    OBSERVER = "OBSERVER"
    OTHER = "OTHER"


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """What all records share: frozen, and defaults are not written down."""


Texts = Mapping[str, str]
"""Words by language code, `{"en": …, "fr": …}`; a language that no source gives is absent."""


class Named(Record, frozen=True, kw_only=True):
    """What records that people call by names share."""

    id: str
    names: Texts
    other_names: tuple[str, ...] = ()
    """What else it is or was called, acronyms among it, in any language: Turkey, UK."""


class Citation(Record, frozen=True, kw_only=True, order=True):
    """Where one field of a record was read."""

    field: str
    """The field of the citing record, `established`, or empty for the record as a whole."""
    page: str
    capture: str
    """`sha256:` and the hexadecimal digest of the bytes that were read."""
    path: tuple[str, ...] = ()
    """The headings above the words, outermost first."""
    line: int = 0
    """The line of the page's outline, counted from 1."""
    words: str = ""
    rule: str = ""
    """The reading rule that made the fact of the words, as `iscm extract --explain` names it."""


class Participation(Record, frozen=True, kw_only=True):
    """One State's part in one process."""

    state: str | None
    """Alpha-3 code, or None where the listed name is unknown: then an issue says so."""
    listed_as: str
    role: ParticipationRole
    since: str | None = None
    until: str | None = None
    citations: tuple[Citation, ...] = ()


class OrganizationInProcess(Record, frozen=True, kw_only=True):
    """One organization's part in one process."""

    organization: str
    listed_as: str
    role: OrganizationRole
    citations: tuple[Citation, ...] = ()


class Chair(Record, frozen=True, kw_only=True):
    """A State (or an organization) in the chair of a process."""

    state: str | None = None
    organization: str | None = None
    listed_as: str
    current: bool
    incoming: bool = False
    """Whether its pages say that it is to come; with a beginning, the clock tells as well."""
    start: str | None = None
    """EDTF, as precise as the page: 2019, 2016-10."""
    end: str | None = None
    citations: tuple[Citation, ...] = ()


class ThemeInProcess(Record, frozen=True, kw_only=True):
    """A thematic focus of a process, with the words in which its pages put it."""

    theme: str | None
    """None where the vocabulary has no theme of these words: then an issue says so."""
    words: Texts
    citations: tuple[Citation, ...] = ()


class Link(Record, frozen=True, kw_only=True):
    """A link that a page lists under its links."""

    url: str
    title: str | None = None
    citations: tuple[Citation, ...] = ()


class Contact(Record, frozen=True, kw_only=True):
    """The contact block of a process, line by line as printed."""

    address: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class Process(Named, frozen=True, kw_only=True):
    """One Inter-State Consultation Mechanism on migration."""

    id: str
    """The catalogue's slug, `hld`: survives renames and redesigns."""
    formal_names: Texts = {}
    """The full name, where people use another one: Colombo Process."""
    acronyms: Texts = {}
    type: ProcessType | None = None
    regions: tuple[str, ...] = ()
    associations: tuple[str, ...] = ()
    """What it is formally associated with, in the page's words; `organizations` has those known."""
    established: str | None = None
    """EDTF, as precise as the page."""
    status: ProcessStatus = ProcessStatus.ACTIVE
    objectives: Mapping[str, tuple[str, ...]] = {}
    """Paragraphs by language."""
    themes: tuple[ThemeInProcess, ...] = ()
    participations: tuple[Participation, ...] = ()
    participants_declared: int | None = None
    """The number of participants that the page itself states."""
    organizations: tuple[OrganizationInProcess, ...] = ()
    chairs: tuple[Chair, ...] = ()
    links: tuple[Link, ...] = ()
    contact: Contact | None = None
    replaces: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class State(Named, frozen=True, kw_only=True):
    """A State or territory that takes part, or may take part, in a process."""

    id: str
    """ISO 3166-1 alpha-3; XKX for Kosovo."""
    alpha2: str
    m49: str | None = None
    formal_names: Texts = {}
    region: str | None = None
    """M49 code of the region, `142`; None where M49 gives none."""
    subregion: str | None = None
    un_status: UnStatus


class Organization(Named, frozen=True, kw_only=True):
    """A body that observes, supports or serves processes."""

    acronyms: Texts = {}
    kind: OrganizationKind = OrganizationKind.UNKNOWN
    parent: str | None = None


class Theme(Named, frozen=True, kw_only=True):
    """One concept of migration policy, across languages; its other names are wordings."""

    broader: tuple[str, ...] = ()
    """Ids of the themes that it is a kind or a part of."""


class Series(Named, frozen=True, kw_only=True):
    """A series of meetings, such as the Coordination Meetings on International Migration."""

    process: str | None = None
    """The process whose meetings these are, where the snapshot has it."""


class Region(Named, frozen=True, kw_only=True):
    """A region of the world, and the regions that it lies within."""

    id: str
    """M49 code, `142`; a short name for a region that pages name and M49 has not, `pacific`."""
    within: tuple[str, ...] = ()


class Place(Named, frozen=True, kw_only=True):
    """A city in which meetings were held, as the vocabulary knows it."""

    state: str
    """Alpha-3 code."""


class AgendaItem(Record, frozen=True, kw_only=True):
    """One item of a meeting's programme, in the page's words."""

    item: str
    date: str | None = None
    start: str | None = None
    """HH:MM, in the time of the place."""
    end: str | None = None
    session: str | None = None
    """`Morning session`, where the programme has such parts."""
    citations: tuple[Citation, ...] = ()


class Meeting(Record, frozen=True, kw_only=True):
    """A dated event of one or more processes."""

    id: str
    """Process and start date, `hld-2013-10-03`, with an ordinal behind it where two share them."""
    titles: Texts
    kind: MeetingKind
    start: str | None = None
    """EDTF; a month or a year where the page has no day."""
    end: str | None = None
    days: tuple[str, ...] = ()
    """The days, where the page names separate days and not a range: 20 and 23 November."""
    cities: Texts = {}
    place: str | None = None
    """The city, where the vocabulary knows it."""
    host_state: str | None = None
    """Alpha-3: the State that the page names, else that of the place, where it has no namesake."""
    venue: str | None = None
    series: str | None = None
    ordinal: int | None = None
    announced: bool = False
    """Whether all pages that tell of it speak of it as still to come."""
    agenda: tuple[AgendaItem, ...] = ()
    """The programme as one page has it, in page order."""
    processes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class Document(Record, frozen=True, kw_only=True):
    """A document of or about a process, and the meeting that adopted it; a UN one has a symbol."""

    id: str
    """The symbol, else process and slug of the title."""
    titles: Texts = {}
    symbol: str | None = None
    symbols: tuple[str, ...] = ()
    """The other symbols of a document that was issued under two, E/CN.9/2018/7 beside E/2018/25."""
    parts: SymbolParts | None = None
    adopted: str | None = None
    distributed: str | None = None
    draft_of: str | None = None
    """The id of the final text that this one is a draft of, where the snapshot has it."""
    adopted_at: str | None = None
    urls: Texts = {}
    processes: tuple[str, ...] = ()
    """Those whose pages name it, and the one whose meeting adopted it."""
    listed: tuple[str, ...] = ()
    """Those of the processes whose pages list it, or that have a page which it is."""
    citations: tuple[Citation, ...] = ()


class Page(Record, frozen=True, kw_only=True):
    """A web page that was read."""

    id: str
    url: str
    language: Language
    family: str
    capture: str
    whole: bool = True
    """False where only a part of the page could be had."""
    process: str | None = None


class Issue(Record, frozen=True, kw_only=True):
    """Something that a reader of the data should know."""

    code: str
    """Stable and lower case, `declared-count`; `docs/issues.md` lists them."""
    message: str
    node: str | None = None
    """`process:hld`: the record that it is about."""
    field: str | None = None
    citations: tuple[Citation, ...] = ()


class Snapshot(Record, frozen=True, kw_only=True):
    """Everything known, as one immutable value; nothing in it tells when it was made."""

    processes: tuple[Process, ...] = ()
    states: tuple[State, ...] = ()
    organizations: tuple[Organization, ...] = ()
    themes: tuple[Theme, ...] = ()
    series: tuple[Series, ...] = ()
    regions: tuple[Region, ...] = ()
    places: tuple[Place, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    documents: tuple[Document, ...] = ()
    pages: tuple[Page, ...] = ()
    issues: tuple[Issue, ...] = ()


class Version(Record, frozen=True, kw_only=True):
    """A published snapshot."""

    number: int
    digest: str
    published_at: str
    """RFC 3339, UTC."""
    run: str
