from ingest.reading.sentences.ties import date_of
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.series import namings


def tied(text: str) -> list[str]:
    named = list(namings(text))
    found = [
        date_of(text, one, find_dates(text), [other for other in named if other is not one])
        for one in named
    ]
    return [span.edtf if span else "" for span in found]


def test_a_name_without_any_date_has_none() -> None:
    assert tied("the Global Forum") == [""]


def test_a_date_behind_another_name_is_that_names() -> None:
    assert tied("the Global Forum, the High-level Dialogue (2006)") == ["", "2006"]


def test_and_shares_no_date_by_a_verb_but_leaves_a_bracket_to_the_last() -> None:
    assert tied("the Global Forum and the High-level Dialogue took place in 2006") == ["", ""]
    assert tied("the Global Forum and the High-level Dialogue (2006)") == ["", "2006"]


def test_who_held_a_meeting_is_no_other_event() -> None:
    assert tied("the Global Forum held by the General Assembly on 3 May 2010") == ["2010-05-03"]
    assert tied("the Global Forum held beside the assembly on 3 May 2010") == [""]


def test_a_place_alone_ties_a_day_but_no_year() -> None:
    assert tied("the Global Forum in Manila, 27 October 2008") == ["2008-10-27"]
    assert tied("the Global Forum met friends in Manila, 27 October 2008") == [""]


def test_a_verb_before_the_date_may_have_its_subject_behind_it() -> None:
    told = "C’est à New York que se tiendra, du 17 au 20 mai 2022, le Forum mondial"
    assert tied(told) == ["2022-05-17/2022-05-20"]
    assert tied("Inscription du 17 au 20 mai 2022, le Forum mondial") == [""]
