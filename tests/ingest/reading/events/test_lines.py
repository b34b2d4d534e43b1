from collections.abc import Callable

import pytest

from ingest.reading.events.lines import (
    is_sentence,
    is_title,
    names_event,
    read_date_line,
    without_mark,
)
from ingest.reading.outline.lines import Line

MakeLine = Callable[[str], Line]


@pytest.mark.parametrize(
    ("text", "place", "title"),
    [
        ("20-21 November 2008", "", ""),
        ("New York, 20-21 November 2008", "New York", ""),
        ("10 — 11 December 2018, Marrakech, Morocco", "Marrakech, Morocco", ""),
        ("United Nations General Assembly, 14-15 September 2006", "", ""),
        ("14-16 May 2014 - Seventh Summit Meeting", "", "Seventh Summit Meeting"),
        ("Dialogue de haut niveau (3 - 4 octobre 2013)", "", "Dialogue de haut niveau"),
        ("Symposium on ships (New York, 3 May 2004)", "New York", "Symposium on ships"),
    ],
)
def test_a_date_line_tells_what_stands_beside_the_date(
    line: MakeLine, text: str, place: str, title: str
) -> None:
    found = read_date_line(line(text), text, None)
    assert found is not None
    assert (found.place, found.title) == (place, title)


@pytest.mark.parametrize(
    "text",
    [
        "The text was agreed on 13 July 2018.",
        "Posted 3 May 2010",
        "Registration deadline: 3 May 2010",
        "3 May 2010 and 5 June 2011",
        "2013",
        "May 2013",
        "3-4 October",
        "3 October 2013, 10:00-13:00",
        "232 million migrants, 1 July 2013",
        "Symposium on ships (posted 4 May 2004)",
    ],
)
def test_lines_that_merely_hold_a_date_are_no_date_line(line: MakeLine, text: str) -> None:
    assert read_date_line(line(text), text, None) is None


def test_a_day_without_year_takes_the_year_that_is_known(line: MakeLine) -> None:
    found = read_date_line(line("3-4 October"), "3-4 October", 2013)
    assert found is not None
    assert found.span.edtf == "2013-10-03/2013-10-04"


def test_a_title_is_no_sentence_no_label_and_no_place(line: MakeLine) -> None:
    assert is_title(line("Symposium on migrants"))
    assert not any(
        is_title(line(text)) for text in ("It ended.", "Overview", "New York", "2013", "a, b,")
    )


def test_a_long_line_is_a_sentence_without_full_stop() -> None:
    assert is_sentence("word " * 60)
    assert not is_sentence("A short line")


def test_the_mark_of_a_link_to_another_language_goes() -> None:
    assert without_mark("Dialogue de haut niveau EN") == "Dialogue de haut niveau"


@pytest.mark.parametrize(
    "text",
    [
        "GFMD",
        "Workshop on data",
        "Informal thematic debate on international migration and development",
        "Second Committee of the General Assembly: International migration and development",
        "High-level meetings of the 68th Session of the General Assembly",
        "Third GFMD Preparatory Meetings",
        "Expert Group Meeting on Migration",
        "The 2013 High-level Dialogue on International Migration and Development",
        "Seventh Summit Meeting of the Global Forum on Migration and Development",
        "Débat thématique informel sur les migrations internationales",
        "Réunion de coordination sur les migrations internationales",
        "Mesa redonda ministerial sobre la migración",
        "Audition informelle interactive multipartite",
        "First International Migration Review Forum in New York",
    ],
)
def test_the_head_of_a_title_makes_it_an_event(text: str) -> None:
    assert names_event(text)


@pytest.mark.parametrize(
    "text",
    [
        "Population",
        "GFMD Chair meets Secretary-General on Forum",
        "Interview with the Chair of the Global Forum",
        "An ambassador briefs press ahead of GFMD Summit",
        "DESA launches new database on migration ahead of Forum",
        "World must do more, says conference chair",
        "Released at the Symposium",
        "Le forum attire les jeunes, selon la commission",
        "Remarks at Informal Briefing on Migration",
        "World population conference room renovated",
        "Following are remarks to the High-level Dialogue on International Migration today:",
        "Secretary-General opens conference",
    ],
)
def test_a_headline_that_speaks_of_an_event_is_none(text: str) -> None:
    assert not names_event(text)


def test_a_title_of_one_endless_adjective_is_no_event() -> None:
    assert not names_event("Conference " + "al" * 5_000 + "!")
