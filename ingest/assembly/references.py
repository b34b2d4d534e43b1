"""The records that others refer to: States, organizations, themes."""

from collections.abc import Iterable

from ingest.assembly.source import Source, slug
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
                if value.organization is None:
                    _add_unknown(made, source, value)
                else:
                    _add(made, vocabulary, value.organization)
    return tuple(made[one] for one in sorted(made))


def _add(
    made: dict[str, Organization], vocabulary: dict[str, OrganizationEntry], one: str | None
) -> None:
    while one is not None and one not in made:
        entry = vocabulary[one]
        made[one] = Organization(
            id=one,
            names=_names(entry),
            acronyms=_acronyms(entry),
            kind=OrganizationKind(entry.kind.upper()),
            parent=entry.parent,
        )
        one = entry.parent


def _names(entry: OrganizationEntry | ThemeEntry) -> dict[str, str]:
    return {"en": entry.name_en, "fr": entry.name_fr, "es": entry.name_es}


def _acronyms(entry: OrganizationEntry) -> dict[str, str]:
    by_language = {"en": entry.acronyms.en, "fr": entry.acronyms.fr, "es": entry.acronyms.es}
    return {code: acronym for code, acronym in by_language.items() if acronym}


def _add_unknown(made: dict[str, Organization], source: Source, value: OrganizationValue) -> None:
    one = slug(value.listed_as)
    if one not in made:
        made[one] = Organization(id=one, names={source.language: value.listed_as})


def named_themes(sources: Iterable[Source]) -> tuple[Theme, ...]:
    """The themes that the pages name, by id; unknown wordings keep their words as name."""
    vocabulary = {entry.id: entry for entry in load_themes().entries}
    made: dict[str, Theme] = {}
    for source in sources:
        for value in source.reading.of("themes"):
            if isinstance(value, ThemeValue):
                one = value.theme or slug(value.words)
                names = _names(vocabulary[one]) if value.theme else {source.language: value.words}
                made.setdefault(one, Theme(id=one, names=names))
    return tuple(made[one] for one in sorted(made))
