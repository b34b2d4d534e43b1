from collections.abc import Callable

from ingest.reading.events.surroundings import surroundings
from ingest.reading.outline.lines import Line
from ingest.reading.vocabulary.series import series_named

MakeLines = Callable[[str], tuple[Line, ...]]
PRESS = "https://press.un.org/en/2008/dev2680.doc.htm"


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
