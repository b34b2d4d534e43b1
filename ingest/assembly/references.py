"""The records that others refer to: States, organizations, themes."""

from collections.abc import Iterable

from ingest.assembly.source import Source, slug, values_of
from ingest.reading.reading import OrganizationValue, ThemeValue
from ingest.reading.vocabulary.organizations import OrganizationEntry, load_organizations
from ingest.reading.vocabulary.states import load_states
from ingest.reading.vocabulary.themes import ThemeEntry, load_themes
from snapshots.model import Organization, OrganizationKind, State, Theme, UnStatus


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


def named_organizations(sources: Iterable[Source]) -> tuple[Organization, ...]:
    """The organizations that the pages name, with their parents, by id."""
    vocabulary = {entry.id: entry for entry in load_organizations().entries}
    made: dict[str, Organization] = {}
    for source in sources:
        for value in source.reading.values:
            if isinstance(value, OrganizationValue):
                one = value.organization
                if one is None:
                    unknown = slug(value.listed_as)
                    names = {source.language: value.listed_as}
                    made.setdefault(unknown, Organization(id=unknown, names=names))
                while one is not None and one not in made:
                    made[one] = _organization(vocabulary[one])
                    one = vocabulary[one].parent
    return tuple(made[one] for one in sorted(made))


def _organization(entry: OrganizationEntry) -> Organization:
    acronyms = {"en": entry.acronyms.en, "fr": entry.acronyms.fr, "es": entry.acronyms.es}
    return Organization(
        id=entry.id,
        names=_names(entry),
        acronyms={code: acronym for code, acronym in acronyms.items() if acronym},
        kind=OrganizationKind(entry.kind.upper()),
        parent=entry.parent,
    )


def _names(entry: OrganizationEntry | ThemeEntry) -> dict[str, str]:
    return {"en": entry.name_en, "fr": entry.name_fr, "es": entry.name_es}


def named_themes(sources: Iterable[Source]) -> tuple[Theme, ...]:
    """The themes that the pages name, by id; unknown wordings keep their words as name."""
    vocabulary = {entry.id: entry for entry in load_themes().entries}
    made: dict[str, Theme] = {}
    for found in values_of(sources, "themes", ThemeValue):
        theme, words = found.value.theme, found.value.words
        one = theme or slug(words)
        names = _names(vocabulary[one]) if theme else {found.source.language: words}
        made.setdefault(one, Theme(id=one, names=names))
    return tuple(made[one] for one in sorted(made))
