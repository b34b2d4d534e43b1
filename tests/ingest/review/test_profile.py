"""What tells one value from another, and what does not."""

from collections.abc import Callable

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.review.profile import NOBODY, profile

Make = Callable[..., Reading]
URL = "https://www.iom.int/some-process"


def read(text: str) -> Reading:
    return read_page(Capture(url=URL, body=text.encode()))


def test_order_spelling_and_language_of_names_make_no_difference() -> None:
    one = profile(read("Participating States\n- Eswatini\n- Kenya\n"))
    other = profile(read("Participating States\n- Kenya\n- Swaziland\n"))
    assert one.of("participating_states") == ("state:KEN", "state:SWZ")
    assert one.fields == other.fields


def test_an_unknown_state_is_told_by_its_name() -> None:
    made = profile(read("Participating States\n- Kenya\n- Freedonia\n- Uganda\n"))
    assert "words:freedonia" in made.of("participating_states")


def test_a_state_that_stands_twice_is_one(make: Make) -> None:
    assert profile(make(participating_states="KEN KEN")).of("participating_states") == (
        "state:KEN",
    )


def test_two_meetings_of_one_day_are_two(make: Make) -> None:
    made = profile(make(past="2013-10-03 2013-10-03"))
    assert made.of("meetings") == ("date:2013-10-03", "date:2013-10-03#2")


def test_meetings_of_a_process_are_one_field_whatever_label_they_stand_under(make: Make) -> None:
    before = profile(make(latest="2013-10-03", upcoming="2014-10-03"))
    after = profile(make(past="2013-10-03", latest="2014-10-03"))
    assert before == after


def test_related_meetings_are_a_field_of_their_own(make: Make) -> None:
    made = profile(make(latest="2013-10-03", related="2014-05-06"))
    assert made.of("meetings") == ("date:2013-10-03",)
    assert made.of("meetings_related") == ("date:2014-05-06",)


def test_past_chairs_are_told_by_their_years_and_the_current_one_by_its_state(make: Make) -> None:
    made = profile(make(chair="KEN", chairs_past="KEN:2010 UGA:2011"))
    assert made.of("chair") == ("state:KEN",)
    assert made.of("chairs_past") == ("state:KEN:2010", "state:UGA:2011")


def test_a_page_without_a_chair_state_says_so() -> None:
    assert profile(read("Established: 1996\nCurrent Chair: None\n")).of("chair") == (NOBODY,)


def test_each_kind_of_contact_is_a_field() -> None:
    made = profile(read("Established: 1996\nContact\nTel: +41 22 717 9111\nEmail: a@example.org\n"))
    assert {field for field in made.fields if field.startswith("contact_")} == {
        "contact_email",
        "contact_phone",
    }


def test_documents_are_told_by_symbol_and_else_by_title() -> None:
    made = profile(
        read("Established: 1996\nKey Documents\n- A/RES/68/4\n- Ministerial Statement\n")
    )
    assert made.of("documents") == ("symbol:A/RES/68/4", "words:ministerialstatement")


def test_processes_of_an_index_are_told_by_the_catalogue() -> None:
    body = b"Colombo Process\nBudapest Process\n"
    made = profile(read_page(Capture(url="https://www.iom.int/rcps-region", body=body)))
    assert made.of("processes") == ("process:budapest", "process:colombo")


def test_the_numbers_of_groups_of_states_are_added_up(make: Make) -> None:
    assert profile(make(declared=40)).declared == 40
    assert profile(make()).declared is None
