import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading.vocabulary.dates import find_dates, has_yearless_date, read_date

ENGLISH = {
    "03 October 2013 to 04 October 2013": "2013-10-03/2013-10-04",
    "09 October 2020": "2020-10-09",
    "20-21 November 2008": "2008-11-20/2008-11-21",
    "16–20 May 2022": "2022-05-16/2022-05-20",
    "10 — 11 December 2018": "2018-12-10/2018-12-11",
    "18 – 26 January 2021": "2021-01-18/2021-01-26",
    "from 20 to 21 February 2014": "2014-02-20/2014-02-21",
    "on 14 to 16 May 2014": "2014-05-14/2014-05-16",
    "3 and 4 October 2013": "2013-10-03/2013-10-04",
    "on the 10th and 11th of December, 2018": "2018-12-10/2018-12-11",
    "from Tuesday, 10 May 2022 to Friday, 13 May 2022": "2022-05-10/2022-05-13",
    "Thursday, 3 October 2013": "2013-10-03",
    "24 May - 4 June 2004": "2004-05-24/2004-06-04",
    "29 June-2 July 2011": "2011-06-29/2011-07-02",
    "30 December - 2 January 2012": "2011-12-30/2012-01-02",
    "13-Dec-2020": "2020-12-13",
    "July 9-11, 2007": "2007-07-09/2007-07-11",
    "May 22, 2013": "2013-05-22",
    "November 30-December 2, 2011": "2011-11-30/2011-12-02",
    "Sept. 3, 2015": "2015-09-03",
    "1st of June 2010": "2010-06-01",
    "29 February 2012": "2012-02-29",
}
FRENCH = {
    "3-4 octobre 2013": "2013-10-03/2013-10-04",
    "3 - 4 octobre 2013": "2013-10-03/2013-10-04",
    "14 et 15 septembre 2006": "2006-09-14/2006-09-15",
    "les 3 et 4 octobre 2013": "2013-10-03/2013-10-04",
    "du 17 au 20 mai 2022": "2022-05-17/2022-05-20",
    "18 décembre 1997": "1997-12-18",
    "1er juin 2010": "2010-06-01",
    "31 mai et 1er juin 2012": "2012-05-31/2012-06-01",
    "30 décembre 2011 - 2 janvier 2012": "2011-12-30/2012-01-02",
    "résolution 58/208 du 23 décembre 2003": "2003-12-23",
}
SPANISH = {
    "los días 3 y 4 de octubre de 2013": "2013-10-03/2013-10-04",
    "del 17 al 20 de mayo de 2022": "2022-05-17/2022-05-20",
    "17 a 20 de mayo de 2022": "2022-05-17/2022-05-20",
    "4 de febrero de 2015": "2015-02-04",
    "13 de noviembre 2018": "2018-11-13",
    "el 10 y 11 de dicembre de 2018": "2018-12-10/2018-12-11",
    "Lunes 10 de diciembre de 2018": "2018-12-10",
    "el 2 y 3 de Agosto de 2011": "2011-08-02/2011-08-03",
}
PARTIAL = {
    "2006": "2006",
    "September 2006": "2006-09",
    "Mars 2020": "2020-03",
    "DÉCEMBRE 2011": "2011-12",
    "febrero de 1996": "1996-02",
    "mayo del 2000": "2000-05",
    "sixty-eighth session in 2013": "2013",
    "2017-2018": "2017/2018",
    "October 2016 – October 2018": "2016-10/2018-10",
    "de octubre 2016 à octobre 2018": "2016-10/2018-10",
    "January-March 2015": "2015-01/2015-03",
    "de enero a marzo de 2015": "2015-01/2015-03",
    "November-February 2012": "2011-11/2012-02",
}
NUMERIC = {"24.04.2021": "2021-04-24", "2013-10-03": "2013-10-03"}
FOOTNOTED = {
    "10 de mayo de 20062": "2006-05-10",
    "12 mai 20055": "2005-05-12",
    "20056": "2005",
}
NOTHING = (
    "",
    "du 05 au 07 décembre",
    "(16 mai)",
    "les 22 et 23 mai",
    "du 2 au 6 octobre prochain",
    "11-12 July",
    "Lunes 10 de diciembre",
    "31 February 2010",
    "31 février 2010",
    "31 de abril de 2012",
    "29 February 2013",
    "99 mai 2012",
    "0 mai 2012",
    "9h00 à 12h00",
    "10:15 –11:30",
    "10.00 – 13.00",
    "05/12/2013",
    "le 19/02/2012 14:25:04",
    "290816",
    "19022012",
    "1 000 personnes",
    "A/RES/68/4",
    "E/CN.9/2013/3",
    "12-10 mai 2012",
    "201312",
    "in May",
)
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
WORDS = st.sampled_from(
    [
        *("3", "20", "31", "1er", "10th", "2013", "1999", "20065", "3-4", "58/208", "24.04.2021"),
        *("octobre", "May", "mayo", "décembre", "Sept.", "de", "of", "et", "and", "y", "au", "to"),
        *("-", "–", ",", "(", "New York", "Thursday,", "2013-10-03", "/", "juin", "July"),
    ]
)


def edtf(words: str) -> list[str]:
    return [span.edtf for span in find_dates(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pair
        for table in (ENGLISH, FRENCH, SPANISH, PARTIAL, NUMERIC, FOOTNOTED)
        for pair in table.items()
    ],
)
def test_a_phrase_is_read_as_precisely_as_it_is_written(words: str, expected: str) -> None:
    assert edtf(words) == [expected]


@pytest.mark.parametrize("words", NOTHING)
def test_what_is_no_whole_date_gives_none(words: str) -> None:
    assert edtf(words) == []
    assert read_date(words) is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("20 et 23 novembre 2015", ("2015-11-20", "2015-11-23")),
        ("13, 15 et 18 mai 2011", ("2011-05-13", "2011-05-15", "2011-05-18")),
        ("31 mai et 3 juin 2012", ("2012-05-31", "2012-06-03")),
        ("12 de mayo y 3 de junio de 2012", ("2012-05-12", "2012-06-03")),
    ],
)
def test_days_that_are_listed_stay_separate(words: str, days: tuple[str, ...]) -> None:
    (span,) = find_dates(words)
    assert span.days == days
    assert (span.start, span.end) == (days[0], days[-1])
    assert span.edtf == "{" + ",".join(days) + "}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Round 1, 31 January 2001", "2001-01-31"),
        ("Session 2, 2 March 2001", "2001-03-02"),
        ("Atelier 3, 28 juin 2011", "2011-06-28"),
        ("Taller 4, 5 de mayo de 2012", "2012-05-05"),
        ("on 1, 31 January 2001", "{2001-01-01,2001-01-31}"),
        ("Monday 1, Wednesday 3 January 2001", "{2001-01-01,2001-01-03}"),
        ("Round 1, 2 and 3 January 2001", "2001-01-01/2001-01-03"),
    ],
)
def test_a_number_right_behind_a_noun_is_no_day(words: str, expected: str) -> None:
    assert edtf(words) == [expected]


def test_listed_days_that_follow_each_other_are_a_range() -> None:
    (span,) = find_dates("3, 4 et 5 mai 2011")
    assert span.days == ()
    assert span.edtf == "2011-05-03/2011-05-05"


def test_two_dates_with_years_of_their_own_are_two() -> None:
    assert edtf("7 April 2017 and 9–13 April 2018") == ["2017-04-07", "2018-04-09/2018-04-13"]


def test_dates_come_in_reading_order_with_their_places() -> None:
    text = "Lima, 3 May 2011; Quito, June 2012"
    spans = find_dates(text)
    assert [text[span.at : span.to] for span in spans] == ["3 May 2011", "June 2012"]
    assert [span.precise for span in spans] == [True, False]


def test_accents_do_not_shift_the_place() -> None:
    text = "Genève, été : 18 décembre 1997"
    (span,) = find_dates(text)
    assert text[span.at : span.to] == "18 décembre 1997"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("11-12 July", "2002-07-11/2002-07-12"), ("14 et 15 septembre", "2002-09-14/2002-09-15")],
)
def test_a_year_from_elsewhere_stands_in(words: str, expected: str) -> None:
    assert [span.edtf for span in find_dates(words, 2002)] == [expected]


def test_a_year_from_elsewhere_never_replaces_a_written_one() -> None:
    assert [span.edtf for span in find_dates("11 July 2011", 2002)] == ["2011-07-11"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("22 et 23 mai", True), ("22 et 23 mai 2013", False), ("mai", False), ("2013", False)],
)
def test_a_day_without_a_year_is_noticed(words: str, expected: bool) -> None:
    assert has_yearless_date(words) is expected


def test_the_first_date_is_the_one_read() -> None:
    span = read_date("2000, renamed in March 2005")
    assert span is not None
    assert span.edtf == "2000"


@settings(deadline=None)
@given(st.text())
def test_arbitrary_text_never_raises(text: str) -> None:
    for span in find_dates(text):
        assert 0 <= span.at < span.to <= len(text)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_every_span_lies_in_the_text_and_holds_its_numbers(text: str) -> None:
    for span in find_dates(text):
        phrase = text[span.at : span.to]
        year, *rest = span.start.split("-")
        # "30 December - 2 January 2012" gives the first day the year before
        assert year in phrase or str(int(year) + 1) in phrase
        numbers = {int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", phrase)}
        assert len(rest) < 2 or int(rest[-1]) in numbers


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_every_day_is_in_the_calendar_and_no_end_comes_first(text: str) -> None:
    for span in find_dates(text):
        for written in (span.start, span.end, *span.days):
            if written and len(written) == len("2013-10-03"):
                assert date.fromisoformat(written).isoformat() == written
        if len(span.start) > len("2013") and span.end:
            assert span.start < span.end


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_no_form_is_more_or_less_precise_than_its_words(day: date) -> None:
    month = MONTHS[day.month - 1]
    assert edtf(f"{day.day} {month} {day.year}") == [day.isoformat()]
    assert edtf(f"{month} {day.day}, {day.year}") == [day.isoformat()]
    assert edtf(f"{month} {day.year}") == [day.isoformat()[:7]]
    assert edtf(f"{day.year}") == [day.isoformat()[:4]]
    assert edtf(f"{day.day} {month}") == []


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("2015-2013", ["2015", "2013"]),
        ("2013-2013", ["2013"]),
        ("mars et juin 2015", ["2015-06"]),
        ("May 2013 and June 2014", ["2013-05", "2014-06"]),
        ("İstanbul, 14-16 October 2015", ["2015-10-14/2015-10-16"]),
        ("mai 20١٣", []),
        ("Rm. DC2-1950", []),
    ],
)
def test_what_only_looks_like_a_range_or_a_year_is_none(words: str, dates: list[str]) -> None:
    assert [span.edtf for span in find_dates(words)] == dates
