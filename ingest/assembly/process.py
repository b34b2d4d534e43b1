"""The sources of one process → its record, and what they disagree about."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from ingest.assembly.disagreements import association, disagreement, list_disagreements
from ingest.assembly.source import Source, Sourced, slug
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import (
    ChairValue,
    ContactValue,
    CountValue,
    DateValue,
    OrganizationValue,
    SeriesValue,
    StateValue,
    TextValue,
    ThemeValue,
    TypeValue,
    Value,
)
from snapshots.model import (
    Chair,
    Citation,
    Contact,
    Issue,
    Link,
    OrganizationInProcess,
    OrganizationRole,
    Participation,
    ParticipationRole,
    Process,
    ProcessStatus,
    ProcessType,
    ThemeInProcess,
)

V = TypeVar("V", bound=Value)

_STATE_ROLES = {
    "participating_states": ParticipationRole.MEMBER,
    "observer_states": ParticipationRole.OBSERVER,
    "suspended_states": ParticipationRole.SUSPENDED,
    "former_states": ParticipationRole.FORMER_MEMBER,
    "guest_states": ParticipationRole.GUEST,
}
_ORGANIZATION_ROLES = {
    "secretariat": OrganizationRole.SECRETARIAT,
    "observer_organizations": OrganizationRole.OBSERVER,
    "partners": OrganizationRole.PARTNER,
}


def assemble_process(
    sources: tuple[Source, ...], catalogue: Catalogue
) -> tuple[Process, tuple[Issue, ...]]:
    """One record of all pages of one process; the first source that has a value gives it."""
    known = sources[0].process
    types = _values(sources, "type", TypeValue)
    dates = _values(sources, "established", DateValue)
    counts = _values(sources, "participating_states_declared", CountValue)
    contact = _contact(sources)
    dormant = _values(sources, "status", TextValue)
    succession = _succession(sources, catalogue)
    process = Process(
        id=known.id,
        names=known.names,
        acronyms=known.acronyms,
        type=ProcessType(types[0][1].type) if types else known.type,
        regions=_texts(sources, "regions"),
        associations=tuple(text for text in _texts(sources, "association") if text),
        established=dates[0][1].span.edtf if dates else None,
        objectives=_objectives(sources),
        themes=_themes(sources),
        participations=_participations(sources),
        participants_declared=_declared(counts),
        organizations=_organizations(sources),
        chairs=_chairs(sources),
        links=_links(sources),
        contact=contact,
        status=ProcessStatus.DORMANT if dormant else known.status,
        replaces=tuple(dict.fromkeys((*known.replaces, *(old for old, _ in succession)))),
        pages=tuple(source.page for source in sources),
        citations=(
            *_citations(types, dates, counts, dormant),
            *(sourced.cite("replaces") for _, sourced in succession),
        ),
    )
    return process, tuple(_disagreements(sources, types, dates, counts))


def _values(sources: Iterable[Source], field: str, kind: type[V]) -> list[tuple[Sourced, V]]:
    return [
        (Sourced(source, value), value)
        for source in sources
        for value in source.reading.of(field)
        if isinstance(value, kind)
    ]


def _first_page(found: list[tuple[Sourced, V]]) -> list[tuple[Sourced, V]]:
    """The values of the first page that has any: lists of two pages are never mixed."""
    return [pair for pair in found if pair[0].source == found[0][0].source]


def _texts(sources: tuple[Source, ...], field: str) -> tuple[str, ...]:
    return tuple(value.text for _, value in _first_page(_values(sources, field, TextValue)))


def _objectives(sources: tuple[Source, ...]) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for source in sources:
        texts = _texts((source,), "objectives")
        if texts:
            made.setdefault(source.language, texts)
    return made


def _declared(counts: list[tuple[Sourced, CountValue]]) -> int | None:
    """A page may declare parts, "19 non-EU countries" and "27 EU States": its numbers add up."""
    return sum(value.number for _, value in _first_page(counts)) if counts else None


def _themes(sources: tuple[Source, ...]) -> tuple[ThemeInProcess, ...]:
    made: dict[str, ThemeInProcess] = {}
    for sourced, value in _values(sources, "themes", ThemeValue):
        theme = value.theme or slug(value.words)
        before = made.get(theme)
        made[theme] = ThemeInProcess(
            theme=theme,
            words={sourced.source.language: value.words, **(before.words if before else {})},
            citations=_cited(before, sourced),
        )
    return tuple(made.values())


def _participations(sources: tuple[Source, ...]) -> tuple[Participation, ...]:
    """The list of the first page that has one; a State that stands on further pages cites them."""
    made: list[Participation] = []
    for field, role in _STATE_ROLES.items():
        found = _values(sources, field, StateValue)
        elsewhere = [pair for pair in found if pair[0].source != found[0][0].source]
        for sourced, value in _first_page(found):
            more = [s.cite() for s, v in elsewhere if v.state and v.state == value.state]
            made.append(
                Participation(
                    state=value.state,
                    listed_as=value.listed_as,
                    role=role,
                    citations=(sourced.cite(), *more),
                )
            )
    return tuple(made)


def _organizations(sources: tuple[Source, ...]) -> tuple[OrganizationInProcess, ...]:
    made: dict[tuple[str, OrganizationRole], OrganizationInProcess] = {}
    for field, role in _ORGANIZATION_ROLES.items():
        for sourced, value in _values(sources, field, OrganizationValue):
            organization = value.organization or slug(value.listed_as)
            before = made.get((organization, role))
            made[organization, role] = OrganizationInProcess(
                organization=organization,
                listed_as=before.listed_as if before else value.listed_as,
                role=role,
                citations=_cited(before, sourced),
            )
    return tuple(made.values())


def _cited(
    before: ThemeInProcess | OrganizationInProcess | None, sourced: Sourced
) -> tuple[Citation, ...]:
    return (*(before.citations if before else ()), sourced.cite())


def _chairs(sources: tuple[Source, ...]) -> tuple[Chair, ...]:
    return tuple(
        Chair(
            state=value.state,
            listed_as=value.listed_as,
            current=value.current,
            start=value.start,
            end=value.end,
            citations=(sourced.cite(),),
        )
        for sourced, value in _first_page(_values(sources, "chairs", ChairValue))
    )


def _links(sources: tuple[Source, ...]) -> tuple[Link, ...]:
    found = [v for _, v in _values(sources, "contact", ContactValue) if v.kind == "website"]
    return tuple(Link(url=url) for url in dict.fromkeys(value.text for value in found))


def _contact(sources: tuple[Source, ...]) -> Contact | None:
    found = _first_page(_values(sources, "contact", ContactValue))
    if not found:
        return None

    def lines(kind: str) -> tuple[str, ...]:
        return tuple(value.text for _, value in found if value.kind == kind)

    return Contact(
        address=lines("address"),
        phones=lines("phone"),
        faxes=lines("fax"),
        emails=tuple(dict.fromkeys(lines("email"))),
        citations=tuple(sourced.cite(value.kind) for sourced, value in found),
    )


def _succession(sources: tuple[Source, ...], catalogue: Catalogue) -> list[tuple[str, Sourced]]:
    """The processes whose place this one took, where a page says so of its own series."""
    known = sources[0].process
    found: list[tuple[str, Sourced]] = []
    for sourced, value in _values(sources, "replaces", SeriesValue):
        own = {v.series for _, v in _values((sourced.source,), "series", SeriesValue)}
        old = catalogue.process_of_series(value.series)
        if old and old != known and own == {known.series}:
            found.append((old.id, sourced))
    return found


def _citations(
    types: list[tuple[Sourced, TypeValue]],
    dates: list[tuple[Sourced, DateValue]],
    counts: list[tuple[Sourced, CountValue]],
    dormant: list[tuple[Sourced, TextValue]],
) -> Iterator[Citation]:
    yield from (sourced.cite("type") for sourced, _ in types)
    yield from (sourced.cite("established") for sourced, _ in dates)
    yield from (sourced.cite("participants_declared") for sourced, _ in counts)
    yield from (sourced.cite("status") for sourced, _ in dormant)


def _disagreements(
    sources: tuple[Source, ...],
    types: list[tuple[Sourced, TypeValue]],
    dates: list[tuple[Sourced, DateValue]],
    counts: list[tuple[Sourced, CountValue]],
) -> Iterator[Issue]:
    node = f"process:{sources[0].process.id}"
    associations = _values(sources, "association", TextValue)
    yield from disagreement(node, "type", types, lambda value: value.type)
    yield from disagreement(node, "established", dates, lambda value: value.span.edtf)
    yield from disagreement(node, "participants_declared", counts, lambda v: str(v.number))
    yield from disagreement(node, "associations", associations, association)
    yield from list_disagreements(node, sources)
