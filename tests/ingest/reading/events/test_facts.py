from collections.abc import Callable

from ingest.reading.events.facts import other_meetings, series_facts, subject_facts
from ingest.reading.events.subject import find_subject, surroundings
from ingest.reading.found import Doubt, Fact
from ingest.reading.outline.lines import Line
from ingest.reading.vocabulary.series import series_named

MakeLines = Callable[[str], tuple[Line, ...]]
GFMD = "https://www.gfmd.org/meetings/x"
NUMBERED = (
    "https://www.un.org/en/development/desa/population/migration/events/coordination/16/index.asp"
)


def told(lines: tuple[Line, ...], url: str) -> list[Fact | Doubt]:
    page = surroundings(lines, url)
    return list(subject_facts(find_subject(lines, page), lines, page))


def others(lines: tuple[Line, ...], url: str) -> list[tuple[str, str, str]]:
    found = other_meetings(find_subject(lines, surroundings(lines, url)))
    return [(fact.kind, fact.words, fact.parts["date"]) for fact in found]


def test_a_heading_gives_name_number_and_meeting(lines: MakeLines) -> None:
    name, number, meeting = told(lines("Seventh GFMD Meeting\n14-16 May 2014, Stockholm"), GFMD)
    assert isinstance(name, Fact)
    assert isinstance(number, Fact)
    assert isinstance(meeting, Fact)
    assert (name.words, number.words) == ("Seventh GFMD Meeting", "7")
    assert meeting.parts == {
        "title": "Seventh GFMD Meeting",
        "date": "14-16 May 2014",
        "year": "2014",
        "place": "Stockholm",
        "ordinal": "7",
        "series": "gfmd",
        "role": "subject",
    }


def test_a_number_that_only_the_address_has_is_doubted(lines: MakeLines) -> None:
    (doubt,) = told(lines("Papers"), NUMBERED)
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.field) == ("unconfirmed-number", "ordinal")


def test_a_number_that_address_and_words_have_is_confirmed(lines: MakeLines) -> None:
    text = "Papers for the sixteenth Coordination Meeting on International Migration are listed."
    found = told(lines(text), NUMBERED)
    assert [(one.field, one.words) for one in found if isinstance(one, Fact)][-1] == (
        "ordinal",
        "16",
    )
    assert not [one for one in found if isinstance(one, Doubt)]


def test_without_any_date_the_series_gives_the_name(lines: MakeLines) -> None:
    (name,) = told(lines("All of the Global Forum on Migration and Development is here."), GFMD)
    assert isinstance(name, Fact)
    assert (name.field, name.words) == ("name", "Global Forum on Migration and Development")


def test_a_year_alone_is_the_precise_day_of_the_same_series(lines: MakeLines) -> None:
    text = (
        "Seventh GFMD Meeting\n14-16 May 2014\n"
        "The 2013 High-level Dialogue. The High-level Dialogue was held on 3 October 2013."
    )
    assert others(lines(text), GFMD) == [("RELATED", "High-level Dialogue", "3 October 2013")]


def test_a_year_alone_of_another_series_stays_a_meeting(lines: MakeLines) -> None:
    text = "Seventh GFMD Meeting\n14-16 May 2014\nThe 2014 High-level Dialogue"
    assert others(lines(text), GFMD) == [("RELATED", "2014 High-level Dialogue", "2014")]


def test_meetings_of_a_page_without_subject_are_past_ones(lines: MakeLines) -> None:
    text = "The 9th meeting was held in Dhaka on 10-12 December 2016."
    assert others(lines(text), "https://www.gfmd.org/process") == [
        ("PAST", "9th meeting", "10-12 December 2016")
    ]


def test_a_series_is_reported_with_its_acronym_unless_held_once(lines: MakeLines) -> None:
    page = lines("The Global Forum (GFMD) and the Intergovernmental Conference")
    forum = [(fact.field, fact.words) for fact in series_facts(page, series_named("gfmd"))]
    assert forum == [("acronym", "GFMD"), ("series", "Global Forum")]
    assert list(series_facts(page, series_named("gcm-conference"))) == []
    assert list(series_facts(page, None)) == []
