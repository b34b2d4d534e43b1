import pytest

from ingest.reading.vocabulary.adjectives import find_adjective
from ingest.reading.vocabulary.states import load_states


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Swedish", "SWE"),
        ("suédoise", "SWE"),
        ("SUECA", "SWE"),
        ("South African", "ZAF"),
        ("mexicaine", "MEX"),
    ],
)
def test_an_adjective_names_its_state_in_three_languages(words: str, code: str) -> None:
    assert find_adjective(words) == code


@pytest.mark.parametrize(
    "words", ["", "Congolese", "Guinean", "Dominican", "Korean", "Nordic", "Open", "European"]
)
def test_what_two_states_share_belongs_to_nobody(words: str) -> None:
    assert find_adjective(words) is None


def test_no_adjective_is_the_name_of_another_state() -> None:
    states = load_states()
    clashes = [
        entry.alpha3
        for entry in states.entries
        for name in (*entry.names.values(), *entry.formal.values())
        if find_adjective(name) not in (None, entry.alpha3)
    ]
    assert clashes == []
