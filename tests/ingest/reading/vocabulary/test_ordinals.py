import pytest

from ingest.reading.vocabulary.ordinals import ordinal_before, read_ordinal


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("first", 1),
        ("Twelfth", 12),
        ("sixty-eighth", 68),
        ("SIXTY EIGHTH", 68),
        ("46th", 46),
        ("1er", 1),
        ("3ème", 3),
        ("premier", 1),
        ("vingt et unième", 21),
        ("soixante et onzième", 71),
        ("soixante-dix-neuvième", 79),
        ("septuagésimo sexto", 76),
        ("décima quinta", 15),
        ("decimoquinta", 15),
        ("4.º", 4),
    ],
)
def test_an_ordinal_is_read_in_words_and_figures(words: str, number: int) -> None:
    assert read_ordinal(words) == number


@pytest.mark.parametrize("words", ["", "one", "12", "2013", "0th", "100th", "twelve", "last", "un"])
def test_other_words_are_no_ordinal(words: str) -> None:
    assert read_ordinal(words) is None


def test_the_longest_ordinal_before_a_place_counts() -> None:
    text = "At the sixty-eighth session"
    assert ordinal_before(text, text.index("session")) == (68, text.index("sixty"))


def test_an_ordinal_farther_away_does_not_count() -> None:
    text = "the second day of the session"
    assert ordinal_before(text, text.index("session")) is None


def test_an_ordinal_is_found_far_into_a_long_text() -> None:
    text = "word " * 40 + "the “third meeting"
    assert ordinal_before(text, text.index("meeting")) == (3, text.index("third"))
