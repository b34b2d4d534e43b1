from collections.abc import Callable

from ingest.reading.events.subject import Subject, find_subject, surroundings
from ingest.reading.outline.lines import Line
from ingest.reading.vocabulary.series import series_named

MakeLines = Callable[[str], tuple[Line, ...]]
DESA = "https://www.un.org/development/desa/pd/events/x"
PRESS = "https://press.un.org/en/2008/dev2680.doc.htm"
NUMBERED = (
    "https://www.un.org/en/development/desa/population/migration/events/coordination/16/index.asp"
)
COORDINATION = "Coordination Meeting on International Migration"


def subject(lines: tuple[Line, ...], url: str = DESA) -> Subject:
    return find_subject(lines, surroundings(lines, url))


def test_a_heading_with_a_date_is_the_subject(lines: MakeLines) -> None:
    one = subject(lines("Symposium on ships\n3 May 2010"))
    assert (one.days, one.year) == (("2010-05-03", "2010-05-03"), 2010)


def test_a_menu_entry_of_a_series_gives_way_to_a_dated_heading(lines: MakeLines) -> None:
    one = subject(lines("High-level Dialogue\nNews\nSymposium on ships\n3 May 2010"))
    assert one.heading is not None
    assert (one.heading.title, one.own) == ("Symposium on ships", None)


def test_a_heading_of_another_number_than_the_address_is_not_the_subject(lines: MakeLines) -> None:
    one = subject(lines(f"Fifteenth {COORDINATION}\n16-17 February 2017"), NUMBERED)
    assert (one.days, one.others) == (None, ())


def test_a_sentence_with_the_number_of_the_address_dates_the_page(lines: MakeLines) -> None:
    text = (
        f"The fifteenth {COORDINATION} was held on 16 February 2017. "
        f"The sixteenth {COORDINATION} was held on 15 February 2018."
    )
    one = subject(lines(text), NUMBERED)
    assert one.days == ("2018-02-15", "2018-02-15")
    assert one.naming is not None
    assert one.naming.ordinal == 16


def test_several_dated_headings_leave_no_subject(lines: MakeLines) -> None:
    text = f"First {COORDINATION}\n11-12 July 2002\nSecond {COORDINATION}\n15-16 October 2003"
    one = subject(lines(text))
    assert (one.heading, len(one.others), one.days) == (None, 2, None)


def test_a_meeting_of_friends_is_none_of_the_forum(lines: MakeLines) -> None:
    text = (
        "First Meeting of the Global Forum\n9 July 2007\nFirst Meeting of the Friends\n9 May 2007"
    )
    one = subject(lines(text), "https://www.gfmd.org/meetings/belgium2007")
    assert one.days == ("2007-07-09", "2007-07-09")
    assert one.own is series_named("gfmd")


def test_the_days_of_the_programme_date_a_bare_title(lines: MakeLines) -> None:
    text = (
        f"Sixteenth {COORDINATION}\nOrganization of work\nThursday, 15 February 2018\nI. One\n"
        "Friday, 16 February 2018\nII. Two"
    )
    assert subject(lines(text)).days == ("2018-02-15", "2018-02-16")


def test_a_sentence_about_another_meeting_dates_nothing(lines: MakeLines) -> None:
    text = f"{COORDINATION}\nThe High-level Dialogue was held on 3 October 2013."
    assert subject(lines(text)).days is None


def test_a_conference_held_once_is_dated_by_any_sentence_about_it(lines: MakeLines) -> None:
    text = "The Intergovernmental Conference will be held in Marrakech on 10 and 11 December 2018."
    one = subject(lines(text), "https://www.un.org/en/conf/migration/")
    assert one.days == ("2018-12-10", "2018-12-11")


def test_an_address_tells_the_series_before_any_title(lines: MakeLines) -> None:
    page = surroundings(lines("High-level Dialogue"), "https://www.gfmd.org/meetings/x")
    assert (page.own, page.addressed) == (series_named("gfmd"), True)


def test_a_title_near_the_top_names_the_series_else(lines: MakeLines) -> None:
    page = surroundings(lines("News\nHigh-level Dialogue"), "https://indico.un.org/event/1/")
    assert (page.own, page.addressed) == (series_named("hld"), False)


def test_items_and_sentences_name_no_series(lines: MakeLines) -> None:
    text = (
        "- High-level Dialogue\n- Global Forum\nAll about the many things before the Global Forum"
    )
    assert surroundings(lines(text), "https://indico.un.org/event/1/").own is None


def test_a_release_has_the_year_of_its_date_line(lines: MakeLines) -> None:
    page = surroundings(lines("Title\n3 May 2007\nText of 4 May 2006"), PRESS)
    assert (page.released, page.year) == (True, 2007)


def test_a_dateline_takes_the_year_of_the_address(lines: MakeLines) -> None:
    assert surroundings(lines("NEW YORK, 3 May (DESA) -- Text"), PRESS).year == 2008
    assert surroundings(lines("Text of 3 May"), PRESS).year is None


def test_a_page_that_is_no_release_has_no_year(lines: MakeLines) -> None:
    page = surroundings(lines("3 May 2007"), "https://www.un.org/pga/76/2022/05/20/x/")
    assert (page.released, page.year) == (False, None)
