import re

import pytest

from ingest.reading.told.numbers import NUMBER, number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [("11", 11), ("eleven", 11), ("dix-sept", 17), ("ONCE", 11), ("dieciséis", 16), ("175", 175)],
)
def test_a_number_is_read_in_figures_and_words(words: str, number: int) -> None:
    assert re.fullmatch(NUMBER, words, re.I)
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["2013", "1,250", "3.5", "someone", "tension"])
def test_years_fractions_and_parts_of_words_are_no_numbers(words: str) -> None:
    assert not re.search(NUMBER, words)


def test_words_that_are_no_number_are_refused() -> None:
    with pytest.raises(KeyError):
        number_of("many")
