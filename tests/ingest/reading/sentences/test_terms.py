from collections.abc import Callable

import pytest

from ingest.reading.outline.lines import Line
from ingest.reading.sentences.terms import chairmanships

MakeLines = Callable[[str], tuple[Line, ...]]


def chairs(lines: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(fact.words, fact.parts["year"]) for fact in chairmanships(lines)]


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("The 2013-2014 Swedish Chairmanship", ("Swedish", "2013-2014")),
        ("2009 Greek Chair", ("Greek", "2009")),
        ("The 2010 GFMD Mexican Chairmanship", ("Mexican", "2010")),
        ("The 2016 Bangladesh Chairmanship of the Global Forum", ("Bangladesh", "2016")),
        (
            "The GFMD had Sweden as Chair-in-Office from 1 January 2013 to 30 June 2014.",
            ("Sweden", "from 1 January 2013 to 30 June 2014"),
        ),
        ("Sweden was the GFMD Chair in 2014.", ("Sweden", "in 2014")),
        ("Belgium held the Chairmanship of the Global Forum for 2007.", ("Belgium", "for 2007")),
    ],
)
def test_a_chair_is_told_with_its_term(lines: MakeLines, text: str, chair: tuple[str, str]) -> None:
    assert chairs(lines(text)) == [chair]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden was Chair of the Working Group in 2010.",
        "Turkey was Chair of Round Table 2 in 2014.",
        "Sweden was Chair of the European Union in 2010.",
        "Sweden was the OSCE Chair in 2021.",
        "Sweden held the Chairmanship of the Council of Europe from May to November 2008.",
        "The 2013-2014 Swedish Chairmanship of the Working Group",
        "The 2008 French Chairmanship of the European Union",
        "The 2008 French EU Chairmanship",
        "Mr. Georgia was Chair in 2010.",
        "The Ambassador of Sweden was Chair in 2010.",
        "The minister from Sweden was Chair in 2010.",
        "Sweden was not Chair in 2010.",
        "Sweden will be Chair in 2030.",
        "Sweden was Chair.",
        "The 2013 Open Chairmanship",
        "The 2014 Congolese Chairmanship",
    ],
)
def test_other_chairs_are_none_of_the_forum(lines: MakeLines, text: str) -> None:
    assert chairs(lines(text)) == []


def test_the_days_of_a_sentence_beat_the_years_of_a_heading(lines: MakeLines) -> None:
    text = (
        "The 2014 Chairmanship\nThe 2014 Sweden Chairmanship\n"
        "Sweden was Chair from 1 May 2013 to 30 June 2014."
    )
    assert chairs(lines(text)) == [("Sweden", "from 1 May 2013 to 30 June 2014")]
