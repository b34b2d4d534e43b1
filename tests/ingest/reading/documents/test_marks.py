from ingest.reading.documents.marks import marks
from ingest.reading.outline.text import read_text


def kinds(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, mark.value or mark.words) for mark in marks(read_text(text).lines)]


def test_one_line_may_hold_several_pieces() -> None:
    assert kinds("Nations Unies A/70/1*\nSecurity Council Distr.: General 5 June 2018") == [
        ("united-nations", "Nations Unies"),
        ("symbol", "A/70/1"),
        ("organ", "Security Council"),
        ("distribution", "General"),
        ("date", "5 June 2018"),
    ]


def test_a_symbol_torn_at_the_end_of_its_line_is_joined_again() -> None:
    assert kinds("Naciones Unidas A/AC.300/2021/L.\n\n7") == [
        ("united-nations", "Naciones Unidas"),
        ("symbol", "A/AC.300/2021/L.7"),
    ]


def test_agenda_items_are_read_in_three_languages() -> None:
    assert kinds("Agenda items 14 and 119")[0] == ("item", "14 and 119")
    assert kinds("Tema 21 a) del programa provisional*")[0] == ("item", "21 a)")
    assert kinds("Point 10 de l’ordre du jour provisoire**")[0] == ("item", "10")


def test_job_numbers_are_no_dates() -> None:
    assert kinds("14-56609 (S) 220814 220814\n*1456609*") == [
        ("job", "14-56609 (S) 220814 220814"),
        ("job", "*1456609*"),
    ]


def test_a_sentence_that_begins_with_a_symbol_is_text() -> None:
    assert kinds("A/68/190 was welcomed by many")[0][0] == "text"


def test_a_sentence_about_the_united_nations_is_text() -> None:
    assert [kind for kind, _ in kinds("United Nations bodies and others will report")] == ["text"]
