"""The random records of one process: itself, its meetings, documents and pages."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar

import msgspec

from benchmarks.draws import Draws
from snapshots.model import (
    AgendaItem,
    Chair,
    Citation,
    Contact,
    Document,
    Issue,
    Language,
    Link,
    Meeting,
    MeetingKind,
    Organization,
    OrganizationInProcess,
    OrganizationRole,
    Page,
    Participation,
    ParticipationRole,
    Process,
    ProcessStatus,
    ProcessType,
    Series,
    State,
    Theme,
    ThemeInProcess,
)
from snapshots.model import Place as City
from snapshots.symbols import SymbolParts

T = TypeVar("T")


class Size(NamedTuple):
    """How much a process has of each, at least and at most."""

    states: tuple[int, int]
    """Besides the one that takes part everywhere."""
    meetings: tuple[int, int]
    documents: tuple[int, int]


class Around(NamedTuple):
    """The records that those of a process refer to."""

    everywhere: State
    """Takes part in every process that has States."""
    states: tuple[State, ...]
    """The other ones."""
    organizations: tuple[Organization, ...]
    themes: tuple[Theme, ...]
    series: tuple[Series, ...]
    cities: tuple[City, ...]


class Place(NamedTuple):
    """Where a process stands in the snapshot."""

    number: int
    slug: str
    before: str | None
    """The slug of the process that it shares meetings and documents with."""


class Part(NamedTuple):
    """A process with all that tells of it."""

    process: Process
    meetings: tuple[Meeting, ...]
    documents: tuple[Document, ...]
    pages: tuple[Page, ...]
    issues: tuple[Issue, ...]


def part_of(draws: Draws, place: Place, size: Size, around: Around) -> Part:
    """The process at that place, of about that size."""
    pages = tuple(_pages(draws, place.slug))
    documents = tuple(_documents(draws, place, size, pages))
    process = _process(draws, place, size, pages, around)
    meetings = tuple(_meetings(draws, place, size, _Sources(pages, documents), around))
    return Part(
        process=process,
        meetings=meetings,
        documents=tuple(_adopted(documents, meetings)),
        pages=pages,
        issues=tuple(_issues(draws, place.slug, _Sources(pages, documents))),
    )


class _Sources(NamedTuple):
    pages: tuple[Page, ...]
    documents: tuple[Document, ...]


def _pages(draws: Draws, slug: str) -> Iterator[Page]:
    for language in draws.some(tuple(Language), most=3, least=1):
        one = f"{slug}-{language.value}"
        yield Page(
            id=one,
            url=f"https://www.example.org/{language.value}/{slug}",
            language=language,
            family=draws.one(("iom-iscm", "un-event", "un-document")),
            capture="sha256:" + sha256(one.encode()).hexdigest(),
            whole=draws.chance(0.6),
            process=slug,
        )


def _cited(
    draws: Draws, pages: tuple[Page, ...], fields: tuple[str, ...] = ("",)
) -> tuple[Citation, ...]:
    """Mostly one citation, at times none, or two of different pages."""
    least = 0 if draws.chance(0.2) else 1
    most = 2 if draws.chance(0.1) else 1
    return tuple(
        _citation(draws, page, draws.one(fields)) for page in draws.some(pages, most, least)
    )


def _citation(draws: Draws, page: Page, field: str) -> Citation:
    return Citation(
        field=field,
        page=page.id,
        capture=page.capture,
        path=tuple(draws.words(1, 3) for _ in range(draws.number(0, 2))),
        line=draws.number(0, 400),
        words=draws.words(0, 6),
        rule=draws.one(("", "name in the list", "dated entry")),
    )


def _process(
    draws: Draws, place: Place, size: Size, pages: tuple[Page, ...], around: Around
) -> Process:
    replaced = place.before is not None and place.number % 9 == 4
    others = draws.some(around.states, size.states[1], size.states[0])
    states = (around.everywhere, *others) if others else ()
    return Process(
        id=place.slug,
        names=draws.texts("Dialogue on ", share=0.97),
        formal_names={"en": f"Full name of {place.slug}"} if place.number % 3 == 0 else {},
        other_names=(f"Talks of {place.slug}", f"T{place.number}")[: place.number % 3],
        acronyms=draws.texts("D", share=0.7),
        type=(None, *ProcessType)[place.number % 4],
        regions=tuple(draws.words(1, 2) for _ in range(draws.number(0, 3))),
        associations=tuple(draws.words(3, 6) for _ in range(draws.number(0, 2))),
        established=draws.maybe(draws.date, 0.8),
        status=tuple(ProcessStatus)[place.number // 2 % len(ProcessStatus)],
        objectives=_objectives(draws),
        themes=tuple(_themes(draws, pages, around)),
        participations=tuple(_participations(draws, states, pages)),
        participants_declared=draws.maybe(lambda: draws.number(1, 195)),
        organizations=tuple(_roles(draws, pages, around)),
        chairs=tuple(_chairs(draws, pages, around)),
        links=tuple(_links(draws, pages, place.slug)),
        contact=draws.maybe(lambda: _contact(draws, pages), 0.8),
        replaces=(place.before,) if replaced and place.before else (),
        pages=tuple(page.id for page in pages) if states else (),
        citations=_cited(draws, pages, ("", "established", "type")),
    )


def _objectives(draws: Draws) -> dict[str, tuple[str, ...]]:
    return {
        one.value: tuple(draws.words(6, 30) for _ in range(draws.number(0, 3)))
        for one in draws.some(tuple(Language), most=3)
    }


def _themes(draws: Draws, pages: tuple[Page, ...], around: Around) -> Iterator[ThemeInProcess]:
    for theme in draws.some(around.themes, most=8):
        yield ThemeInProcess(
            theme=theme.id, words=draws.texts(share=0.9), citations=_cited(draws, pages)
        )


_NO_STATE_SHARE: Final = 0.03


def _participations(
    draws: Draws, states: tuple[State, ...], pages: tuple[Page, ...]
) -> Iterator[Participation]:
    """Mostly members; some that no State is known for, but never the one that is everywhere."""
    for number, state in enumerate(states):
        known = number == 0 or not draws.chance(_NO_STATE_SHARE)
        yield Participation(
            state=state.id if known else None,
            listed_as=state.names.get("en", state.id) if known else draws.words(1, 2),
            role=_role(draws),
            since=draws.maybe(draws.date, 0.2),
            until=draws.maybe(draws.date, 0.05),
            citations=_cited(draws, pages),
        )


def _role(draws: Draws) -> ParticipationRole:
    often = ParticipationRole.MEMBER
    return often if draws.chance(0.7) else draws.one(tuple(ParticipationRole))


def _roles(
    draws: Draws, pages: tuple[Page, ...], around: Around
) -> Iterator[OrganizationInProcess]:
    for one in draws.some(around.organizations, most=8):
        yield OrganizationInProcess(
            organization=one.id,
            listed_as=draws.words(1, 4),
            role=draws.one(tuple(OrganizationRole)),
            citations=_cited(draws, pages),
        )


def _chairs(draws: Draws, pages: tuple[Page, ...], around: Around) -> Iterator[Chair]:
    """States, organizations, and such as nobody is known for."""
    for number in range(draws.number(0, 4)):
        kind = draws.number(0, 2)
        yield Chair(
            state=draws.one(around.states).id if kind == 0 else None,
            organization=draws.one(around.organizations).id if kind == 1 else None,
            listed_as=draws.words(1, 3),
            current=number == 0,
            incoming=number == 2,
            start=draws.maybe(draws.date),
            end=draws.maybe(draws.date),
            citations=_cited(draws, pages),
        )


def _links(draws: Draws, pages: tuple[Page, ...], slug: str) -> Iterator[Link]:
    for number in range(draws.number(0, 4)):
        yield Link(
            url=f"https://www.example.org/{slug}/{number}?a=1&b=ü",
            title=_maybe_words(draws),
            citations=_cited(draws, pages),
        )


def _contact(draws: Draws, pages: tuple[Page, ...]) -> Contact:
    return Contact(
        address=tuple(draws.words(1, 4) for _ in range(draws.number(0, 4))),
        phones=("+41 22 000 00 00", "+254 20 000 00 00")[: draws.number(0, 2)],
        faxes=("+41 22 000 00 01",)[: draws.number(0, 1)],
        emails=("who@example.org", "où@example.org")[: draws.number(0, 2)],
        citations=_cited(draws, pages),
    )


def _maybe_words(draws: Draws, share: float = 0.5) -> str | None:
    return draws.maybe(draws.words, share)


def _documents(
    draws: Draws, place: Place, size: Size, pages: tuple[Page, ...]
) -> Iterator[Document]:
    """Every third has no symbol; some are drafts of the one before."""
    before = None
    for number in range(draws.number(*size.documents)):
        parts = None if number % 3 == 2 else _symbol_parts(draws, f"{place.number}{number:02}")
        symbol = "/".join(_in_order(parts)) if parts else None
        one = symbol or f"{place.slug}-title-{number}"
        yield Document(
            id=one,
            titles=draws.texts("Report on ", share=0.9),
            symbol=symbol,
            symbols=(f"E/CN.9/{place.number}/{number}",) if symbol and draws.chance(0.1) else (),
            parts=parts,
            adopted=draws.maybe(draws.date),
            distributed=draws.maybe(draws.day),
            draft_of=before if before and draws.chance(0.2) else None,
            urls=draws.texts("https://www.example.org/?", share=0.5),
            processes=(shared := _shared(draws, place)),
            listed=shared[: number % 2],
            citations=_cited(draws, pages, ("", "adopted", "titles")),
        )
        before = one


def _adopted(documents: tuple[Document, ...], meetings: tuple[Meeting, ...]) -> Iterator[Document]:
    """Each by the first meeting that names it, if it is the first document of that meeting."""
    adopters = {one.documents[0]: one.id for one in reversed(meetings) if one.documents}
    for one in documents:
        yield msgspec.structs.replace(one, adopted_at=adopters.get(one.id))


def _symbol_parts(draws: Draws, unique: str) -> SymbolParts:
    """A number that no other symbol has stands in the last part or, without one, in the body."""
    numbered = draws.chance(0.8)
    return SymbolParts(
        organ=draws.one(("A", "E", "CRC/C")),
        body=draws.one((None, "C.2", "AC.293")) if numbered else f"CONF.{unique}",
        session=draws.maybe(lambda: str(draws.number(50, 80))),
        year=draws.maybe(draws.year),
        kind=draws.maybe(lambda: draws.one(("RES", "L", "INF", "PV"))),
        number=unique if numbered else None,
        modifiers=("Add.1", "Corr.1")[: draws.number(0, 2)],
    )


def _in_order(parts: SymbolParts) -> tuple[str, ...]:
    one = (parts.organ, parts.body, parts.session, parts.kind, parts.number, *parts.modifiers)
    return tuple(filter(None, one))


def _shared(draws: Draws, place: Place) -> tuple[str, ...]:
    """Mostly the process alone, at times with the one before it, seldom no process at all."""
    with_another = (place.slug, place.before) if place.before else (place.slug,)
    return draws.one(((place.slug,),) * 26 + (with_another,) * 3 + ((),))


def _meetings(
    draws: Draws, place: Place, size: Size, sources: _Sources, around: Around
) -> Iterator[Meeting]:
    for number in range(draws.number(*size.meetings)):
        start = draws.maybe(draws.date, 0.95)
        yield Meeting(
            # The number keeps apart those of one day.
            id=f"{place.slug}-{start.replace('/', '-') if start else 'undated'}-{number + 1}",
            titles=draws.texts("Meeting on ", share=0.95),
            kind=draws.one(tuple(MeetingKind)),
            start=start,
            end=draws.maybe(draws.day),
            days=tuple(sorted(draws.day() for _ in range(draws.one((0, 0, 0, 2, 3))))),
            cities=draws.texts("City of ", share=0.7),
            place=around.cities[number % len(around.cities)].id if number % 2 else None,
            host_state=draws.maybe(lambda: draws.one(around.states).id),
            venue=_maybe_words(draws),
            series=draws.maybe(lambda: draws.one(around.series).id, 0.2),
            ordinal=draws.maybe(lambda: draws.number(1, 30)),
            announced=draws.chance(0.1),
            agenda=tuple(_agenda(draws, sources.pages)),
            processes=_shared(draws, place),
            documents=tuple(one.id for one in draws.some(sources.documents, most=4)),
            citations=_cited(draws, sources.pages, ("", "start", "cities")),
        )


def _agenda(draws: Draws, pages: tuple[Page, ...]) -> Iterator[AgendaItem]:
    for number in range(draws.number(1, 6) if draws.chance(0.1) else 0):
        yield AgendaItem(
            item=f"{number + 1}. {draws.words()}",
            date=draws.maybe(draws.day),
            start=draws.maybe(draws.time),
            end=draws.maybe(draws.time),
            session=_maybe_words(draws),
            citations=_cited(draws, pages),
        )


_CODES: Final = ("pages-disagree", "unreadable-date", "unknown-organization", "empty-page")


def _issues(draws: Draws, slug: str, sources: _Sources) -> Iterator[Issue]:
    """About the process, a page, a document, something that the snapshot lacks, or nothing."""
    about = (
        *(None, f"process:{slug}", f"page:{sources.pages[0].id}", f"meeting:{slug}-gone"),
        *(f"document:{one.id}" for one in sources.documents[:1]),
    )
    for node in draws.some(about, most=2):
        yield Issue(
            code=draws.one(_CODES),
            message=draws.words(4, 12),
            node=node,
            field=draws.maybe(lambda: draws.one(("established", "participants_declared"))),
            citations=_cited(draws, sources.pages, ("", "established")),
        )
