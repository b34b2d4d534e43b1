from collections.abc import Callable

import pytest

from ingest.reading.found import Doubt, Fact, Quote
from ingest.reading.normalize.states import find_state, split_states, states
from ingest.reading.reading import StateValue


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kenya", ["KEN"]),
        ("Bosnia andHerzegovina", ["BIH"]),
        ("Antigua and Barbuda", ["ATG"]),
        ("Austria Italy", ["AUT", "ITA"]),
        ("TogoLiberia", ["TGO", "LBR"]),
        ("Brunei Darussalam Pakistan", ["BRN", "PAK"]),
        ("China Papua New Guinea", ["CHN", "PNG"]),
        ("Guinea-Bissau Spain", ["GNB", "ESP"]),
        ("Equatorial Guinea Switzerland", ["GNQ", "CHE"]),
        ("Democratic Republic of Congo Nigeria", ["COD", "NGA"]),
        ("Finland Republic of the Congo", ["FIN", "COG"]),
        ("Hong Kong (SAR of China) Singapore", ["HKG", "SGP"]),
        ("Iran (Islamic Republic of) Syria", ["IRN", "SYR"]),
        ("Angola/ Burundi", ["AGO", "BDI"]),
        ("Kenya, Uganda and Rwanda", ["KEN", "UGA", "RWA"]),
        ("Kenya, Ouganda et Rwanda", ["KEN", "UGA", "RWA"]),
        ("Kenya; Uganda", ["KEN", "UGA"]),
        ("Niger", ["NER"]),
        ("Nigeria", ["NGA"]),
        ("Dominica", ["DMA"]),
        ("République dominicaine", ["DOM"]),
        ("Swaziland", ["SWZ"]),
        ("Libya (observer) Mali", ["LBY", "MLI"]),
        ("Kosovo (References shall be understood in the context of 1244 (1999))", ["XKX"]),
    ],
)
def test_an_entry_gives_every_state_that_it_names(words: str, expected: list[str]) -> None:
    assert [entry and entry.alpha3 for _, entry in split_states(words)] == expected


@pytest.mark.parametrize("words", ["Atlantis", "Nigerland", "Kenyaa", "Republic", "The members"])
def test_an_unknown_name_is_never_guessed(words: str) -> None:
    assert split_states(words) == ((words, None),)
    assert find_state(words) is None


def test_an_unknown_name_beside_known_ones_is_kept() -> None:
    found = [(words, entry and entry.alpha3) for words, entry in split_states("Kenya, Atlantis")]
    assert found == [("Kenya", "KEN"), ("Atlantis", None)]


def test_an_unknown_state_is_kept_and_doubted(fact: Callable[..., Fact]) -> None:
    value, doubt = states(fact("Atlantis", "participating_states"))
    assert isinstance(value, StateValue)
    assert (value.state, value.listed_as) == (None, "Atlantis")
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.field) == ("unknown-state", "participating_states")
    assert "Atlantis" in doubt.message
    assert doubt.quote == value.quote


def test_two_states_of_a_line_share_its_quote_and_keep_their_words(
    fact: Callable[..., Fact],
) -> None:
    found = list(states(fact("Austria Italy", "observer_states")))
    assert [v.listed_as for v in found if isinstance(v, StateValue)] == ["Austria", "Italy"]
    assert {v.field for v in found} == {"observer_states"}
    assert {v.quote.words for v in found if v.quote} == {"Austria Italy"}


def test_a_known_state_leaves_no_doubt(fact: Callable[..., Fact]) -> None:
    assert [type(one) for one in states(fact("Kenya"))] == [StateValue]


def test_a_mark_glued_to_a_name_is_no_part_of_it(fact: Callable[..., Fact]) -> None:
    found = list(states(fact("São Tomé and Príncipe[KG1]")))
    assert [one.state for one in found if isinstance(one, StateValue)] == ["STP"]


def test_names_on_both_sides_of_a_mark_are_two() -> None:
    said = Quote(words="Peru[KG1]Chile[2]", line=1, rule="name in the list")
    fact = Fact(field="participating_states", words=said.words, quote=said)
    found = [one.state for one in states(fact) if isinstance(one, StateValue)]
    assert found == ["PER", "CHL"]
