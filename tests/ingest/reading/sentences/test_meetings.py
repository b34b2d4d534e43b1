"""Meetings that sentences of a process page tie to a date."""

from typing import Any

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page


def read(*lines: str) -> list[dict[str, Any]]:
    body = "\n".join(["Established: 2000", "Objectives", *lines]).encode()
    url = "https://www.iom.int/some-process"
    made: list[dict[str, Any]] = facts(read_page(Capture(url=url, body=body))).get("meetings", [])
    return made


@pytest.mark.parametrize(
    ("sentence", "title", "start"),
    [
        ("The 2nd ADD Ministerial meeting in April 2012 set rules.", None, "2012-04"),
        ("The Netherlands attended the 2017 CMC meeting.", "2017 CMC meeting", "2017"),
        (
            "The 3rd MIDCOM Meeting was held in Lusaka, Zambia, on 21 June 2016.",
            "3rd MIDCOM Meeting",
            "2016-06-21",
        ),
        (
            "It came with an ASEM Ministerial Conference on Migratory Flows in April 2002.",
            "ASEM Ministerial Conference on Migratory Flows",
            "2002-04",
        ),
    ],
)
def test_a_meeting_of_a_known_process_is_told_with_its_date(
    sentence: str, title: str | None, start: str
) -> None:
    (meeting,) = read(sentence)
    assert (meeting["kind"], meeting["start"]) == ("PAST", start)
    assert meeting["title"] == (title or "2nd ADD Ministerial meeting")


def test_the_place_between_name_and_date_is_no_part_of_the_title() -> None:
    (meeting,) = read(
        "The launch came at the Regional Ministerial Forum on “Labour Policies – A United "
        "Approach” in Nairobi, Kenya in January 2020."
    )
    assert meeting["title"] == "Regional Ministerial Forum on “Labour Policies – A United Approach”"
    assert (meeting["start"], meeting["city"], meeting["country"]) == ("2020-01", "Nairobi", "KEN")


@pytest.mark.parametrize(
    "sentence",
    [
        "The ADD began work in April 2012, and a meeting followed.",
        "The CMC Meeting Secretariat opened in 2017.",
        "It was set up in 2016 before the ADD Ministerial meeting.",
    ],
)
def test_a_date_that_is_merely_near_makes_no_meeting(sentence: str) -> None:
    assert read(sentence) == []


def test_a_listed_meeting_is_not_told_again() -> None:
    found = read(
        "The 3rd MIDCOM Meeting took place in June 2016.",
        "Recent Meetings",
        "• Third MIDCOM Meeting, 21 June 2016, Lusaka, Zambia",
    )
    assert [(one["kind"], one["start"]) for one in found] == [("LATEST", "2016-06-21")]


def test_a_date_in_the_title_of_a_document_makes_no_meeting() -> None:
    assert read("Key Documents", "• Report of the 2017 CMC meeting") == []


def test_a_meeting_of_another_process_is_none_of_the_page() -> None:
    body = (
        b"Established: 2008\nObjectives\nThe 2007 GFMD meeting prepared the ground. "
        b"The 2nd ADD Ministerial meeting in April 2012 set rules."
    )
    found = facts(read_page(Capture(url="https://www.iom.int/abu-dhabi-dialogue", body=body)))
    assert [one["title"] for one in found["meetings"]] == ["2nd ADD Ministerial meeting"]


@pytest.mark.parametrize(
    ("sentence", "title", "start"),
    [
        (
            "The Second Ministerial Conference was held in Lusaka, Zambia, in September 2015.",
            "Second Ministerial Conference",
            "2015-09",
        ),
        (
            "La première Conférence ministérielle s’est tenue à Bali du 26 au 28 février 2002.",
            "première Conférence ministérielle",
            "2002-02-26",
        ),
        ("The Second Meeting of the Board was held in May 2015.", None, None),
        ("A Ministerial Conference was held in May 2015.", None, None),
    ],
)
def test_a_numbered_meeting_is_one_of_the_process(
    sentence: str, title: str | None, start: str | None
) -> None:
    found = [(one["title"], one["start"]) for one in read(sentence)]
    assert found == ([(title, start)] if title else [])
