from collections.abc import Callable

import pytest

from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize.meetings import Place, meetings, read_place
from ingest.reading.reading import MeetingValue

Read = Callable[[str], MeetingValue]


@pytest.fixture
def meeting(fact: Callable[..., Fact]) -> Read:
    def read(words: str) -> MeetingValue:
        (value,) = (one for one in meetings(fact(words, kind="PAST")) if not is_doubt(one))
        assert isinstance(value, MeetingValue)
        return value

    return read


def is_doubt(made: MeetingValue | Doubt) -> bool:
    return isinstance(made, Doubt)


@pytest.mark.parametrize(
    "words",
    [
        "Second Dialogue : « Theme », 3-4 octobre 2013, New York (États-Unis)",
        "Second Dialogue : « Theme », New York (États-Unis), 3-4 octobre 2013",
        "3-4 octobre 2013, New York (États-Unis), Second Dialogue : « Theme »",
        "Second Dialogue : « Theme », 3-4 October 2013, New York, United States of America",
        "Second Dialogue : « Theme » (3-4 October 2013), New York, United States",
    ],
)
def test_the_orders_of_an_entry_give_the_same(meeting: Read, words: str) -> None:
    value = meeting(words)
    assert value.title == "Second Dialogue : « Theme »"
    assert value.date is not None
    assert value.date.edtf == "2013-10-03/2013-10-04"
    assert (value.city, value.state, value.venue) == ("New York", "USA", None)


@pytest.mark.parametrize(
    ("place", "city"),
    [("New York", "New York"), ("Genève", "Genève"), ("Nueva York", "Nueva York")],
)
def test_a_city_alone_names_no_host_state(meeting: Read, place: str, city: str) -> None:
    value = meeting(f"Title, 4 juillet 2006, {place}")
    assert (value.city, value.state, value.venue) == (city, None, None)


def test_a_state_alone_is_the_host(meeting: Read) -> None:
    value = meeting("Title, 4 July 2006, Chad")
    assert (value.city, value.state) == (None, "TCD")


def test_unknown_words_of_a_place_are_the_venue(meeting: Read) -> None:
    value = meeting("Title, 4 July 2006, Atlantis Hall")
    assert (value.title, value.venue, value.city) == ("Title", "Atlantis Hall", None)


def test_a_virtual_place_is_the_venue(meeting: Read) -> None:
    value = meeting("September 17, 2020, Virtual Event,  XIV Intersessional meeting")
    assert value.title == "XIV Intersessional meeting"
    assert (value.venue, value.city, value.state) == ("Virtual Event", None, None)


def test_a_date_first_without_a_place_leaves_the_title(meeting: Read) -> None:
    value = meeting("8 December 2011: Special meeting")
    assert value.title == "Special meeting"
    assert (value.city, value.state, value.venue) == (None, None, None)


def test_a_year_in_the_title_is_not_the_date(meeting: Read) -> None:
    value = meeting("Review of 2010, 4 mai 2011, Lomé (Togo)")
    assert value.title == "Review of 2010"
    assert value.date is not None
    assert value.date.edtf == "2011-05-04"
    assert (value.city, value.state) == ("Lomé", "TGO")


def test_a_month_is_all_that_is_known_where_no_day_stands(meeting: Read) -> None:
    value = meeting("Title, octobre 2008, Manille (Philippines)")
    assert value.date is not None
    assert (value.date.edtf, value.state) == ("2008-10", "PHL")


def test_separate_days_stay_separate(meeting: Read) -> None:
    value = meeting("Title, 20 et 23 novembre 2015, New York")
    assert value.date is not None
    assert value.date.days == ("2015-11-20", "2015-11-23")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Title, 22 et 23 mai", "day without a year"),
        ("Title, 31 février 2010", "date"),
        ("Title alone", "no date"),
    ],
)
def test_a_meeting_without_a_date_is_kept_and_doubted(
    fact: Callable[..., Fact], words: str, reason: str
) -> None:
    value, doubt = meetings(fact(words, kind="RELATED"))
    assert isinstance(value, MeetingValue)
    assert (value.title, value.date, value.kind) == (words, None, "RELATED")
    assert isinstance(doubt, Doubt)
    assert (doubt.code, doubt.quote) == ("undated-meeting", value.quote)
    assert reason in doubt.message


def test_a_meeting_keeps_kind_and_quote(meeting: Read) -> None:
    value = meeting("Title, 4 July 2006")
    assert value.kind == "PAST"
    assert (value.quote.line, value.quote.words) == (7, "Title, 4 July 2006")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("New York (États-Unis)", Place("New York", "USA")),
        ("Nairobi, Kenya", Place("Nairobi", "KEN")),
        ("Palais des Nations, Genève, Suisse", Place("Genève", "CHE", "Palais des Nations")),
        ("Hall 3, Lima (Peru)", Place("Lima", "PER", "Hall 3")),
        ("Some Hall, Nairobi", Place("Nairobi", None, "Some Hall")),
        ("Some Hall, Kenya", Place("Some Hall", "KEN")),
        ("Nairobi", Place("Nairobi")),
        ("Kenya", Place(None, "KEN")),
        ("CICG", Place(venue="CICG")),
        ("in Nairobi", Place("Nairobi")),
        ("à Genève", Place("Genève")),
        ("", Place()),
        (" , ", Place()),
    ],
)
def test_a_place_is_read_from_its_end(words: str, place: Place) -> None:
    assert read_place(words) == place


def test_a_place_and_date_in_one_bracket_are_no_part_of_the_title(meeting: Read) -> None:
    value = meeting("XI meeting (Lima, Peru, 2-3 May 2011)")
    assert (value.title, value.city, value.state) == ("XI meeting", "Lima", "PER")


def test_an_entry_that_is_all_place_and_date_keeps_its_words_as_title(meeting: Read) -> None:
    value = meeting("Lima, Peru, 2-3 May 2011")
    assert (value.title, value.city, value.state) == ("Lima, Peru, 2-3 May 2011", "Lima", "PER")


@pytest.mark.parametrize(
    "words",
    [
        "Title, Dakar, Sénégal, les 25 et 26 avril 2019",
        "Title, Dakar, Senegal, on 25-26 April 2019",
        "Title, Dakar, Senegal, los días 25 y 26 de abril de 2019",
        "Title: Dakar, Senegal, 25-26 April 2019",
        "Title – Dakar (Senegal), 25-26 April 2019",
    ],
)
def test_what_joins_title_place_and_date_is_part_of_none(meeting: Read, words: str) -> None:
    value = meeting(words)
    assert (value.title, value.city, value.state) == ("Title", "Dakar", "SEN")


def test_a_quotation_mark_that_nothing_opens_is_no_part_of_the_title(meeting: Read) -> None:
    assert meeting("Meeting on Migration”, 13 June 2016").title == "Meeting on Migration"
    assert meeting("Meeting on “Migration”, 13 June 2016").title == "Meeting on “Migration”"


@pytest.mark.parametrize(
    ("words", "title", "city", "state"),
    [
        ("9th Conference, Malta, 2020", "9th Conference", None, "MLT"),
        ("9th Conference in Lima, Peru on 2-3 May 2011", "9th Conference", "Lima", "PER"),
        ("Seminar on migration in Peru, 5 May 2011", "Seminar on migration in Peru", None, None),
    ],
)
def test_a_title_is_no_city(
    meeting: Read, words: str, title: str, city: str | None, state: str | None
) -> None:
    value = meeting(words)
    assert (value.title, value.city, value.state) == (title, city, state)


def test_a_bracket_that_holds_date_and_place_is_no_part_of_the_city(meeting: Read) -> None:
    value = meeting("Extraordinary meeting (21 May 2017, Geneva)")
    assert (value.title, value.city) == ("Extraordinary meeting", "Geneva")
