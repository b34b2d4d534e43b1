import msgspec
import pytest

from ingest.page import Capture
from ingest.reading.facts import Json, answer, facts
from ingest.reading.read import read_page
from ingest.reading.reading import Reading

PAGE = "https://www.iom.int/some-process"


def read(text: str) -> Reading:
    return read_page(Capture(url=PAGE, body=text.encode()))


def said(text: str) -> Json:
    return facts(read(text))


def test_a_page_that_says_nothing_has_no_keys() -> None:
    assert said("") == {}


def test_a_missing_association_is_absent_and_none_is_null() -> None:
    assert "association" not in said("Established: 1996")
    assert said("Formal association: None\nEstablished: 1996")["association"] is None
    assert said("Formal association: African Union")["association"] == "African Union"


@pytest.mark.parametrize(
    ("words", "established"),
    [("1996", "1996"), ("March 2020", "2020-03"), ("30 June 2009", "2009-06-30")],
)
def test_established_is_as_precise_as_the_page(words: str, established: str) -> None:
    assert said(f"Established: {words}")["established"] == established


def test_states_are_codes_in_page_order_each_once() -> None:
    page = "Members\n- Kyrgyzstan\n- Albania\n- Kyrgyz Republic\n- Atlantis\n"
    assert said(page)["participating_states"] == ["KGZ", "ALB"]


def test_observers_are_told_apart() -> None:
    made = said("Members\n- Peru\nObservers\n- Chile\n- UNICEF\n- Nobody Known\n")
    assert made["participating_states"] == ["PER"]
    assert made["observer_states"] == ["CHL"]
    assert made["observer_organizations"] == ["UNICEF", "Nobody Known"]


def test_a_meeting_leaves_out_what_the_page_does_not_say() -> None:
    made = said("Established: 1996\nPrevious Meetings\n- First meeting, 3 May 2011\n")
    assert made["meetings"] == [{"kind": "PAST", "title": "First meeting", "start": "2011-05-03"}]


def test_separate_days_are_segments() -> None:
    made = said("Established: 1996\nLatest Meeting\n- First meeting, 3 and 6 May 2011, Lima\n")
    assert made["meetings"] == [
        {
            "kind": "LATEST",
            "title": "First meeting",
            "start": "2011-05-03",
            "end": "2011-05-06",
            "segments": [
                {"start": "2011-05-03", "end": "2011-05-03"},
                {"start": "2011-05-06", "end": "2011-05-06"},
            ],
            "city": "Lima",
        }
    ]


def test_a_document_in_prose_adds_its_date_to_the_listed_one() -> None:
    page = "Objectives\nResolution 58/208 of 23 December 2003\nKey Documents\n- A/RES/58/208 Text\n"
    (document,) = said(page)["documents"]
    assert document["where"] == "list"
    assert (document["symbol"], document["title"]) == ("A/RES/58/208", "Text")
    assert (document["date"], document["date_kind"]) == ("2003-12-23", "adoption")


def test_a_double_symbol_is_one_document() -> None:
    page = "Established: 1996\nKey Documents\n- E/2018/25-E/CN.9/2018/7 Report\n"
    (document,) = said(page)["documents"]
    assert document["symbol"] == "E/2018/25-E/CN.9/2018/7"
    assert document["symbols"] == ["E/2018/25", "E/CN.9/2018/7"]


def test_two_documents_without_symbol_are_two() -> None:
    made = said("Established: 1996\nKey Documents\n- Plan of action\n- Declaration\n")
    assert [document["title"] for document in made["documents"]] == [
        "Plan of action",
        "Declaration",
    ]


def test_contact_lines_are_sorted_by_kind() -> None:
    page = (
        "Established: 1996\nContact Information\nRoom 5\nLima\nTel: +51 1\nFax: +51 2\n"
        "Email: a@example.org\nWebsite: www.example.org\n"
    )
    made = said(page)
    assert made["contact"] == {"address": ["Room 5", "Lima"], "phone": ["+51 1"], "fax": ["+51 2"]}
    assert made["emails"] == ["a@example.org"]
    assert made["websites"] == ["http://www.example.org"]


def test_an_email_given_twice_is_one() -> None:
    page = "Established: 1996\nContact\na@example.org\nEmail: a@example.org\n"
    assert said(page)["emails"] == ["a@example.org"]


def test_an_answer_names_file_address_language_and_family() -> None:
    made = answer("page.txt", read("Established: 1996"))
    assert list(made) == ["file", "url", "language", "family", "facts", "issues"]
    assert (made["file"], made["url"]) == ("page.txt", PAGE)
    assert (made["language"], made["family"]) == ("en", "iom-iscm")
    assert made["issues"] == []


def test_an_issue_tells_field_line_and_words() -> None:
    made = answer("page.txt", read("Established: unknown\nMembers\n- Atlantis\n"))
    date, state = made["issues"]
    assert (date["code"], date["field"], date["line"]) == ("unreadable-date", "established", 1)
    assert (state["code"], state["line"], state["words"]) == ("unknown-state", 3, "Atlantis")


def test_an_answer_is_plain_json(hld: Reading) -> None:
    made = answer("page.txt", hld)
    assert msgspec.json.decode(msgspec.json.encode(made)) == made
