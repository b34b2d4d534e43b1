import pytest

from ingest.reading.vocabulary.event_labels import load_event_labels


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Organization of work", ("programme", "")),
        ("ORGANIZATION OF WORK:", ("programme", "")),
        ("Date: 3 May 2010", ("date", "3 May 2010")),
        ("Lieu : Genève", ("place", "Genève")),
        ("Organizer: Population Division", ("organizer", "Population Division")),
        ("Documents officiels", ("documents", "")),
    ],
)
def test_a_label_is_read_with_what_stands_beside_it(text: str, read: tuple[str, str]) -> None:
    assert load_event_labels().read(text) == read


@pytest.mark.parametrize(
    "text", ["Deadline: 3 May 2010", "Posted: 3 May 2010", "3 May 2010", "", "Programme of Action"]
)
def test_other_words_are_no_label(text: str) -> None:
    assert load_event_labels().read(text) is None


def test_a_part_of_the_day_is_a_session_whatever_stands_in_brackets() -> None:
    labels = load_event_labels()
    assert labels.is_session("Morning session (Conference Room 1)")
    assert labels.is_session("SÉANCE DU MATIN")
    assert not labels.is_session("Session 3")


def test_nouns_of_an_event_are_whole_words() -> None:
    labels = load_event_labels()
    assert labels.nouns.search("A Symposium")
    assert not labels.nouns.search("Dialogues and forums")
    assert labels.attached.search("hearings")
    assert labels.dated.search("before the summit of ")
    assert not labels.dated.search("held on ")
