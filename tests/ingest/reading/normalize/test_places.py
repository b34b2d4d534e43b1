import pytest

from ingest.reading.normalize.places import is_place, place_in, venue_in


@pytest.mark.parametrize(
    "words",
    [
        "New York",
        "Marrakech, Morocco",
        "Marrakech (Maroc)",
        "Kenya",
        "United Nations Headquarters, New York",
        "Headquarters",
        "Siège de l’ONU, New York",
    ],
)
def test_a_line_is_nothing_but_a_place(words: str) -> None:
    assert is_place(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "New York hosts a meeting",
        "Overview",
        "Room 3",
        "the Headquarters of a company",
        "x" * 200,
    ],
)
def test_other_lines_are_no_place(words: str) -> None:
    assert not is_place(words)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (" was held in Geneva, Switzerland, on", "Geneva, Switzerland"),
        (" aura lieu à New York.", "New York"),
        (" at the United Nations Headquarters in New York from", "New York"),
        (", Brussels, on", "Brussels"),
        (" hosted by the Government of the Philippines in", "Philippines"),
        (" hosted by the Government of Atlantis in", ""),
        (" in Parliament on Monday", ""),
        (" in order to", ""),
    ],
)
def test_the_first_known_place_of_a_phrase_counts(words: str, place: str) -> None:
    assert place_in(words) == place


def test_a_venue_is_found_in_a_phrase() -> None:
    assert venue_in("held at United Nations Headquarters from") == "United Nations Headquarters"
    assert venue_in("held at home") == ""


def test_a_venue_that_ends_another_name_is_none() -> None:
    assert venue_in("held at the United Nations Headquarters") == "United Nations Headquarters"
    assert venue_in("held at Headquarters") == "Headquarters"
    assert venue_in("held at the African Union Headquarters") == ""
    assert venue_in("held at ÁªºÏ¹ú Headquarters, in New York") == ""
