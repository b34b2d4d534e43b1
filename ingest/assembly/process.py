"""The sources of one process → its record, and what they disagree about."""

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.assembly.disagreements import association, list_disagreements, pages_disagree
from ingest.assembly.participations import participations
from ingest.assembly.references import bodies_of
from ingest.assembly.source import Source, SourcedValue, V, slug, values_of
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.catalogue.keys import key
from ingest.reading.reading import (
    ChairValue,
    ContactValue,
    CountValue,
    DateValue,
    SeriesValue,
    TextValue,
    ThemeValue,
    TypeValue,
)
from snapshots.model import (
    Chair,
    Contact,
    Issue,
    Link,
    OrganizationInProcess,
    OrganizationRole,
    Process,
    ProcessStatus,
    ProcessType,
    ThemeInProcess,
)

Said = list[tuple[SourcedValue[Any], str | None]]
"""Values of a field with what of them is compared between pages."""

_ORGANIZATION_ROLES = {
    "secretariat": OrganizationRole.SECRETARIAT,
    "observer_organizations": OrganizationRole.OBSERVER,
    "partners": OrganizationRole.PARTNER,
    "association": OrganizationRole.ASSOCIATION,
}


def assemble_process(
    sources: tuple[Source, ...], catalogue: Catalogue
) -> tuple[Process, tuple[Issue, ...]]:
    """One record of all pages of one process; the first source that has a value gives it."""
    known = sources[0].process
    types = values_of(sources, "type", TypeValue)
    dates = values_of(sources, "established", DateValue)
    declared = _sum(_first_page(values_of(sources, "participating_states_declared", CountValue)))
    regions = _first_page(values_of(sources, "regions", TextValue))
    named = _first_page(values_of(sources, "association", TextValue))
    objectives = _objectives(sources)
    succession = _succession(sources, catalogue)
    said = _said(sources, regions, objectives, succession)
    process = Process(
        id=known.id,
        names=known.names | known.usual,
        formal_names={code: known.names[code] for code in known.usual if code in known.names},
        other_names=_other_names(known),
        acronyms=known.acronyms,
        type=ProcessType(types[0].value.type) if types else known.type,
        regions=tuple(one.value.text for one in regions),
        associations=tuple(one.value.text for one in named if one.value.text),
        established=dates[0].value.span.edtf if dates else None,
        objectives={
            language: tuple(one.value.text for one in found)
            for language, found in objectives.items()
        },
        themes=_themes(sources),
        participations=tuple(participations(sources, declared)),
        participants_declared=declared,
        organizations=_organizations(sources),
        chairs=_chairs(sources),
        links=_links(sources),
        contact=_contact(sources),
        status=ProcessStatus.DORMANT if said["status"] else known.status,
        replaces=tuple(dict.fromkeys((*known.replaces, *(old for old, _ in succession)))),
        pages=tuple(source.page for source in sources),
        citations=tuple(one.cite(field) for field, found in said.items() for one, _ in found),
    )
    return process, tuple(_disagreements(sources, said))


def _said(
    sources: tuple[Source, ...],
    regions: list[SourcedValue[TextValue]],
    objectives: Mapping[str, list[SourcedValue[TextValue]]],
    succession: list[tuple[str, SourcedValue[SeriesValue]]],
) -> Mapping[str, Said]:
    """By field of the record: what supports it, and what each says where pages may disagree."""
    counts = values_of(sources, "participating_states_declared", CountValue)
    named = values_of(sources, "association", TextValue)
    dates = values_of(sources, "established", DateValue)
    return {
        "type": [(one, one.value.type) for one in values_of(sources, "type", TypeValue)],
        "regions": [(one, None) for one in regions],
        "associations": [(one, association(one.value)) for one in named],
        "established": [(one, one.value.span.edtf) for one in dates],
        "objectives": [(one, None) for found in objectives.values() for one in found],
        "participants_declared": [(one, str(one.value.number)) for one in counts],
        "status": [(one, None) for one in values_of(sources, "status", TextValue)],
        "replaces": [(one, None) for _, one in succession],
    }


def _other_names(known: CatalogueProcess) -> tuple[str, ...]:
    """The aliases; of names that differ in case or punctuation alone, the first."""
    names = (*known.names.values(), *known.usual.values(), *known.acronyms.values())
    ours = {key(name) for name in names}
    others = {key(name): name for name in reversed(known.aliases) if key(name) not in ours}
    return tuple(reversed(others.values()))


def _disagreements(sources: tuple[Source, ...], said: Mapping[str, Said]) -> Iterator[Issue]:
    node = f"process:{sources[0].process.id}"
    for field, found in said.items():
        yield from pages_disagree(node, field, found)
    yield from list_disagreements(node, sources)


def _first_page(found: list[SourcedValue[V]]) -> list[SourcedValue[V]]:
    """The values of the first page that has any: lists of two pages are never mixed."""
    return [one for one in found if one.source == found[0].source]


def _sum(counts: list[SourcedValue[CountValue]]) -> int | None:
    """A page may declare parts, "19 non-EU countries" and "27 EU States": its numbers add up."""
    return sum(one.value.number for one in counts) if counts else None


def _objectives(sources: tuple[Source, ...]) -> dict[str, list[SourcedValue[TextValue]]]:
    """By language, those of the first page in it that has any."""
    made: dict[str, list[SourcedValue[TextValue]]] = {}
    for source in sources:
        if found := values_of((source,), "objectives", TextValue):
            made.setdefault(source.language, found)
    return made


def _themes(sources: tuple[Source, ...]) -> tuple[ThemeInProcess, ...]:
    made: dict[str, ThemeInProcess] = {}
    for one in values_of(sources, "themes", ThemeValue):
        theme = one.value.theme
        at = theme or slug(one.value.words)
        before = made.get(at) or ThemeInProcess(theme=theme, words={})
        made[at] = ThemeInProcess(
            theme=theme,
            words={one.source.language: one.value.words, **before.words},
            citations=(*before.citations, one.cite()),
        )
    return tuple(made.values())


def _organizations(sources: tuple[Source, ...]) -> tuple[OrganizationInProcess, ...]:
    made: dict[tuple[str, OrganizationRole], OrganizationInProcess] = {}
    for field, role in _ORGANIZATION_ROLES.items():
        for one in bodies_of(sources, field):
            organization = one.value.organization or slug(one.value.listed_as)
            before = made.get((organization, role))
            made[organization, role] = OrganizationInProcess(
                organization=organization,
                listed_as=before.listed_as if before else one.value.listed_as,
                role=role,
                citations=(*(before.citations if before else ()), one.cite()),
            )
    return tuple(made.values())


def _chairs(sources: tuple[Source, ...]) -> tuple[Chair, ...]:
    found = _first_page(values_of(sources, "chairs", ChairValue))
    incoming = _first_page(values_of(sources, "chairs_incoming", ChairValue))
    if found and incoming and found[0].source != incoming[0].source:
        incoming = []  # the page that names who is in the chair knows of none to come
    return tuple(one.record(Chair) for one in (*found, *incoming))


def _links(sources: tuple[Source, ...]) -> tuple[Link, ...]:
    found: dict[str, list[SourcedValue[ContactValue]]] = {}
    for one in values_of(sources, "contact", ContactValue):
        if one.value.kind == "website":
            found.setdefault(one.value.text, []).append(one)
    return tuple(
        Link(url=url, citations=tuple(one.cite() for one in said)) for url, said in found.items()
    )


def _contact(sources: tuple[Source, ...]) -> Contact | None:
    """The block of the first page that has one; a website alone is a link, and no block."""
    told = values_of(sources, "contact", ContactValue)
    found = _first_page([one for one in told if one.value.kind != "website"])
    if not found:
        return None

    def lines(kind: str) -> tuple[str, ...]:
        return tuple(one.value.text for one in found if one.value.kind == kind)

    return Contact(
        address=lines("address"),
        phones=lines("phone"),
        faxes=lines("fax"),
        emails=tuple(dict.fromkeys(lines("email"))),
        citations=tuple(one.cite(one.value.kind) for one in found),
    )


def _succession(
    sources: tuple[Source, ...], catalogue: Catalogue
) -> list[tuple[str, SourcedValue[SeriesValue]]]:
    """The processes whose place this one took, where a page says so of its own series."""
    known = sources[0].process
    found = []
    for one in values_of(sources, "replaces", SeriesValue):
        own = {other.value.series for other in values_of((one.source,), "series", SeriesValue)}
        old = catalogue.process_of_series(one.value.series)
        if old and old != known and own == {known.series}:
            found.append((old.id, one))
    return found
