"""The records that others refer to: States, organizations, themes, places."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.assembly.source import Source, SourcedValue, slug, values_of
from ingest.reading.reading import OrganizationValue, TextValue, ThemeValue
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.organizations import OrganizationEntry, load_organizations
from ingest.reading.vocabulary.places import load_places
from ingest.reading.vocabulary.regions import load_regions
from ingest.reading.vocabulary.states import load_states
from ingest.reading.vocabulary.themes import load_themes
from snapshots.model import (
    Meeting,
    Organization,
    OrganizationKind,
    Place,
    Region,
    State,
    Theme,
    UnStatus,
)

_ASSOCIATION: Final = "association"
_AND: Final = re.compile(r"\s*[,;]\s(?:(?:and|et|y)\s)?|\s(?:and|et|y)\s")


def all_states() -> tuple[State, ...]:
    """Every State of the vocabulary, whether it takes part in anything or not."""
    return tuple(
        State(
            id=entry.alpha3,
            alpha2=entry.alpha2,
            m49=entry.m49,
            names=entry.names,
            formal_names=entry.formal,
            other_names=tuple(alias.name for alias in entry.aliases),
            region=entry.region,
            subregion=entry.subregion,
            un_status=UnStatus(entry.un.upper()),
        )
        for entry in load_states().entries
    )


def all_regions() -> tuple[Region, ...]:
    """Every region of the vocabulary, by id."""
    return tuple(
        Region(id=entry.id, names=entry.names, other_names=entry.aliases, within=entry.within)
        for entry in sorted(load_regions().entries, key=lambda entry: entry.id)
    )


def named_organizations(sources: Iterable[Source]) -> tuple[Organization, ...]:
    """The organizations that the pages name, with their parents, by id."""
    vocabulary = {entry.id: entry for entry in load_organizations().entries}
    made: dict[str, Organization] = {}
    for found in _all_bodies(tuple(sources)):
        one = found.value.organization
        if one is None:
            unknown = slug(found.value.listed_as)
            names = {found.source.language: found.value.listed_as}
            made.setdefault(unknown, Organization(id=unknown, names=names))
        while one is not None and one not in made:
            made[one] = _organization(vocabulary[one])
            one = vocabulary[one].parent
    return tuple(made[one] for one in sorted(made))


def _all_bodies(sources: tuple[Source, ...]) -> Iterator[SourcedValue[OrganizationValue]]:
    for source in sources:
        for value in source.reading.values:
            if isinstance(value, OrganizationValue) and _is_body(value):
                yield SourcedValue(source, value)
    yield from bodies_of(sources, _ASSOCIATION)


def bodies_of(sources: tuple[Source, ...], field: str) -> list[SourcedValue[OrganizationValue]]:
    """The organizations of a field; of an association, which is kept in words, those known."""
    if field != _ASSOCIATION:
        found = values_of(sources, field, OrganizationValue)
        return [one for one in found if _is_body(one.value)]
    said = values_of(sources, field, TextValue)
    return [SourcedValue(one.source, body) for one in said for body in associated(one.value)]


def _is_body(value: OrganizationValue) -> bool:
    """Whether the words name a body, and not only a role: "Outgoing Chair", "Secretariat (…)"."""
    role = load_labels().read(value.listed_as)
    return value.organization is not None or role is None or bool(role.value)


def associated(value: TextValue) -> tuple[OrganizationValue, ...]:
    """The bodies that a process is associated with; none where not all of the words are known."""
    found = _known_bodies(value.text)
    return tuple(
        OrganizationValue(field=value.field, quote=value.quote, organization=one, listed_as=words)
        for one, words in found
    )


def _known_bodies(words: str) -> tuple[tuple[str, str], ...]:
    """`A and B` is one body, if it is one; else those on both sides of a conjunction."""
    whole = load_organizations().find(words)
    if whole:
        return ((whole.id, words),)
    for at in _AND.finditer(words):
        first = load_organizations().find(words[: at.start()])
        others = _known_bodies(words[at.end() :]) if first else ()
        if first and others:
            return ((first.id, words[: at.start()]), *others)
    return ()


def _organization(entry: OrganizationEntry) -> Organization:
    acronyms = {"en": entry.acronyms.en, "fr": entry.acronyms.fr, "es": entry.acronyms.es}
    return Organization(
        id=entry.id,
        names=entry.names,
        other_names=(*entry.other_acronyms, *entry.aliases),
        acronyms={code: acronym for code, acronym in acronyms.items() if acronym},
        kind=OrganizationKind(entry.kind.upper()),
        parent=entry.parent,
    )


def named_themes(sources: Iterable[Source]) -> tuple[Theme, ...]:
    """The themes that the pages name, with all broader ones, by id."""
    vocabulary = {entry.id: entry for entry in load_themes().entries}
    waiting = [one.value.theme for one in values_of(sources, "themes", ThemeValue)]
    made: dict[str, Theme] = {}
    while waiting:
        one = waiting.pop()
        if one is not None and one not in made:
            entry = vocabulary[one]
            waiting += entry.broader
            made[one] = Theme(
                id=one, names=entry.names, other_names=entry.aliases, broader=entry.broader
            )
    return tuple(made[one] for one in sorted(made))


def named_places(meetings: Iterable[Meeting]) -> tuple[Place, ...]:
    """The cities that the meetings were held in, by id."""
    held_in = {meeting.place for meeting in meetings}
    return tuple(
        Place(id=entry.id, names=entry.names, other_names=entry.aliases, state=entry.state)
        for entry in sorted(load_places().entries, key=lambda entry: entry.id)
        if entry.id in held_in
    )
