import re

import pytest
from babel import Locale

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.places import PlaceEntry, load_places
from ingest.reading.vocabulary.tables import Names

ENTRIES = load_places().entries


def found(words: str) -> str | None:
    entry = load_places().find(words)
    return entry.id if entry else None


def city(id: str, state: str, name: str) -> PlaceEntry:
    return PlaceEntry(id=id, state=state, name_en=name, name_fr=name, name_es=name)


def test_ids_are_unique_slugs() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []


def test_states_are_alpha_3_codes() -> None:
    assert [entry.id for entry in ENTRIES if not re.fullmatch(r"[A-Z]{3}", entry.state)] == []


def test_every_spelling_finds_its_own_city() -> None:
    for entry in ENTRIES:
        for spelling in entry.spellings:
            assert key(spelling), entry.id
            assert found(spelling) == entry.id, spelling


def test_no_spelling_is_written_twice_in_one_entry() -> None:
    for entry in ENTRIES:
        aliases = [key(alias) for alias in entry.aliases]
        assert len(aliases) == len(set(aliases)), entry.id
        assert not set(aliases) & {key(entry.name_en), key(entry.name_fr), key(entry.name_es)}


@pytest.mark.parametrize(
    ("id", "spellings"),
    [
        ("geneva", ("Geneva", "Genève", "Ginebra")),
        ("new-york", ("New York", "Nueva York", "NEW YORK")),
        ("cairo", ("Cairo", "Le Caire", "Caire", "El Cairo")),
        ("marrakesh", ("Marrakesh", "Marrakech")),
        ("sharm-el-sheikh", ("Sharm el-Sheikh", "Charm El Cheikh", "Sharm el Sheij")),
        ("port-of-spain", ("Port of Spain", "Port-d’ Espagne", "Puerto España")),
        ("mexico-city", ("Mexico City", "Mexico-City", "Mexico", "Ciudad de México")),
    ],
)
def test_three_languages_meet_in_one_city(id: str, spellings: tuple[str, ...]) -> None:
    assert {found(spelling) for spelling in spellings} == {id}


@pytest.mark.parametrize(
    "words",
    ["Singapore", "Luxemburgo", "Monaco", "Djibouti", "Koweït", "Panama", "Guatemala", "Túnez"],
)
def test_a_city_that_shares_a_name_with_its_state_says_so(words: str) -> None:
    entry = load_places().find(words)
    assert entry is not None
    assert entry.also_state


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_city_hides_that_its_name_is_a_states(language: str) -> None:
    territories = Locale(language).territories
    states = {key(name) for code, name in territories.items() if re.fullmatch(r"[A-Z]{2}", code)}
    hidden = [
        entry.id
        for entry in ENTRIES
        if not entry.also_state and states & {key(spelling) for spelling in entry.spellings}
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "words", ["", "France", "Geneva, Switzerland", "Palais des Nations", "virtual", "Marra"]
)
def test_words_that_are_no_city_find_nothing(words: str) -> None:
    assert found(words) is None


def test_two_cities_of_one_name_are_refused_with_both_claimants() -> None:
    with pytest.raises(ValueError, match=r"claimed by tripoli and by tripoli-lebanon"):
        Names((city("tripoli", "LBY", "Tripoli"), city("tripoli-lebanon", "LBN", "Trípoli")))
