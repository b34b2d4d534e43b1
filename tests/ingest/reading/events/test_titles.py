import pytest

from ingest.reading.events.titles import names_event


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
