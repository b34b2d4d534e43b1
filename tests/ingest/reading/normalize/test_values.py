from collections.abc import Callable, Iterator

import pytest

from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize import values
from ingest.reading.normalize.normalize import NORMALIZERS
from ingest.reading.reading import (
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

MakeFact = Callable[..., Fact]


def texts(made: Iterator[Value | Doubt]) -> list[str]:
    return [one.text for one in made if isinstance(one, TextValue)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Regional consultative process on migration", "REGIONAL"),
        ("Regional Consultative Proces on Migration", "REGIONAL"),
        ("Processus consultatif régional sur la migration", "REGIONAL"),
        ("proceso consultivo regional", "REGIONAL"),
        ("Interregional forum on migration", "INTERREGIONAL"),
        ("Inter-regional forum on migration", "INTERREGIONAL"),
        ("Forum interrégional sur la migration", "INTERREGIONAL"),
        ("foro interregional sobre migración", "INTERREGIONAL"),
        ("Global Process on Migration", "GLOBAL"),
        ("Processus mondial sur la migration", "GLOBAL"),
        ("Proceso mundial", "GLOBAL"),
        ("Global Process (region covered: Africa)", "GLOBAL"),
    ],
)
def test_the_type_is_told_by_one_word(fact: MakeFact, words: str, kind: str) -> None:
    made = list(values.type_and_regions(fact(words, "type")))
    assert [one.type for one in made if isinstance(one, TypeValue)] == [kind]
    assert [one for one in made if isinstance(one, Doubt)] == []


@pytest.mark.parametrize(
    ("bracket", "regions"),
    [
        ("(region covered: Africa)", ["Africa"]),
        ("(Region: Africa)", ["Africa"]),
        ("(regions covered: Asia - Africa)", ["Asia", "Africa"]),
        ("(Regions: Asia-Africa)", ["Asia", "Africa"]),
        ("(Régions : Afrique)", ["Afrique"]),
        ("(région : Pacifique)", ["Pacifique"]),
        ("(régions couvertes : Europe – Asie – Amériques)", ["Europe", "Asie", "Amériques"]),
        ("(región abarcada: Pacífico)", ["Pacífico"]),
        ("(regiones abarcadas: Europa - Asia - América)", ["Europa", "Asia", "América"]),
        ("(Región: África)", ["África"]),
        ("(regions: Asia and Africa)", ["Asia", "Africa"]),
        ("(Régions : Afrique et Moyen-Orient)", ["Afrique", "Moyen-Orient"]),
        ("(regions: South-East Asia-Pacific)", ["South-East Asia", "Pacific"]),
        ("(regiones: América del Norte y Central)", ["América del Norte", "América Central"]),
        ("(régions : Amérique du Nord et centrale)", ["Amérique du Nord", "Amérique centrale"]),
        ("(a remark)", []),
        ("", []),
    ],
)
def test_regions_are_read_from_the_bracket(
    fact: MakeFact, bracket: str, regions: list[str]
) -> None:
    made = values.type_and_regions(fact(f"Regional process {bracket}", "type"))
    assert texts(made) == regions


def test_a_type_that_is_none_of_the_three_is_doubted(fact: MakeFact) -> None:
    (doubt,) = values.type_and_regions(fact("Something", "type"))
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.field) == ("unknown-type", "type")
    assert "Something" in doubt.message


def test_a_region_may_have_a_line_of_its_own(fact: MakeFact) -> None:
    made = list(values.regions(fact("North and Central America", "regions")))
    assert {one.field for one in made} == {"regions"}
    assert texts(iter(made))


@pytest.mark.parametrize("words", ["None", "none.", "Aucune", "Aucun", "Ninguna", "N/A"])
def test_no_association_is_empty_words(fact: MakeFact, words: str) -> None:
    assert texts(values.association(fact(words, "association"))) == [""]


@pytest.mark.parametrize("words", ["African Union", "Nonesuch League", "None of the four: League"])
def test_an_association_is_kept_in_the_words_of_the_page(fact: MakeFact, words: str) -> None:
    assert texts(values.association(fact(words, "association"))) == [words]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("2006", "2006"), ("March 2020", "2020-03"), ("1996, renamed 2001 and 2005", "1996")],
)
def test_established_is_the_first_date(fact: MakeFact, words: str, edtf: str) -> None:
    (value,) = values.established(fact(words, "established"))
    assert isinstance(value, DateValue)
    assert value.span.edtf == edtf


def test_an_unreadable_date_is_doubted(fact: MakeFact) -> None:
    (doubt,) = values.established(fact("long ago", "established"))
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.field) == ("unreadable-date", "established")


def test_a_count_is_a_number(fact: MakeFact) -> None:
    (value,) = values.count(fact("195", "participating_states_declared"))
    assert isinstance(value, CountValue)
    assert value.number == 195


def test_a_known_theme_has_its_concept_and_an_unknown_one_its_words(fact: MakeFact) -> None:
    known, unknown = (
        next(values.theme(fact(words, "themes")))
        for words in ("Migration et développement", "Weather of Atlantis")
    )
    assert isinstance(known, ThemeValue)
    assert isinstance(unknown, ThemeValue)
    assert known.theme is not None
    assert (unknown.theme, unknown.words) == (None, "Weather of Atlantis")


def test_an_unknown_organization_is_kept_and_doubted(fact: MakeFact) -> None:
    value, doubt = values.organization(fact("League of Atlantis", "partners"))
    assert isinstance(value, OrganizationValue)
    assert (value.organization, value.listed_as) == (None, "League of Atlantis")
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.field) == ("unknown-organization", "partners")


def test_a_known_organization_is_not_doubted(fact: MakeFact) -> None:
    (value,) = values.organization(fact("Banque mondiale", "partners"))
    assert isinstance(value, OrganizationValue)
    assert value.organization is not None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Kenya", "observer_states"),
        ("UNICEF", "observer_organizations"),
        ("League of Atlantis", "observer_organizations"),
    ],
)
def test_an_observer_is_a_state_or_an_organization(fact: MakeFact, words: str, field: str) -> None:
    value = next(values.observer(fact(words, "observers")))
    assert isinstance(value, StateValue | OrganizationValue)
    assert (value.field, value.listed_as) == (field, words)


def test_a_series_keeps_the_words_beside_its_id(fact: MakeFact) -> None:
    (value,) = values.series(fact("2nd HLD", "series", parts={"series": "hld"}))
    assert isinstance(value, SeriesValue)
    assert (value.series, value.words) == ("hld", "2nd HLD")


@pytest.mark.parametrize("field", sorted(NORMALIZERS))
def test_every_value_keeps_the_quote_of_its_fact(fact: MakeFact, field: str) -> None:
    parts = {"series": "hld"} if NORMALIZERS[field] is values.series else {}
    one = fact("23", field, "PAST", parts)
    made = list(NORMALIZERS[field](one))
    assert made
    assert all(each.quote == one.quote for each in made)
