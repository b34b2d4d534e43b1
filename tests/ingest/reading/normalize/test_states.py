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


@pytest.mark.parametrize(
    ("words", "field", "since", "until"),
    [
        ("Angola (since 2005)", "participating_states", "2005", None),
        ("Angola (joined in March 2006)", "participating_states", "2006-03", None),
        ("Angola, member since 12 May 2006", "participating_states", "2006-05-12", None),
        ("Angola – depuis 2005", "participating_states", "2005", None),
        ("Angola (se adhirió en 2006)", "participating_states", "2006", None),
        ("Angola (1998–present)", "participating_states", "1998", None),
        ("Angola (until 2010)", "former_states", None, "2010"),
        ("Angola (s’est retiré en 2010)", "former_states", None, "2010"),
        ("Angola (2003-2008)", "former_states", "2003", "2008"),
        ("Angola (observer since 2011)", "observer_states", "2011", None),
        ("Angola (observer)", "observer_states", None, None),
    ],
)
def test_a_remark_says_since_and_until_when(
    fact: Callable[..., Fact], words: str, field: str, since: str | None, until: str | None
) -> None:
    (value,) = states(fact(words, "participating_states"))
    assert isinstance(value, StateValue)
    assert (value.state, value.listed_as) == ("AGO", "Angola")
    assert (value.field, value.since, value.until) == (field, since, until)


@pytest.mark.parametrize(
    "words", ["Angola (2005)", "Angola (since the crisis)", "Angola (in 2005)"]
)
def test_a_remark_that_says_no_such_thing_is_left_with_the_name(
    fact: Callable[..., Fact], words: str
) -> None:
    value, doubt = states(fact(words, "participating_states"))
    assert isinstance(value, StateValue)
    assert (value.state, value.since, value.until) == (None, None, None)
    assert isinstance(doubt, Doubt)


def test_remarks_of_a_run_of_names_belong_to_the_name_before_them(
    fact: Callable[..., Fact],
) -> None:
    found = states(
        fact("Angola (since 2005), Benin, Chad (observer since 2011)", "observer_states")
    )
    assert [(value.state, value.since) for value in found if isinstance(value, StateValue)] == [
        ("AGO", "2005"),
        ("BEN", None),
        ("TCD", "2011"),
    ]


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
