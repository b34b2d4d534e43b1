from collections.abc import Callable

import pytest

from ingest.reading.events.heading import Heading, headings, is_event, title_only
from ingest.reading.outline.lines import Line

MakeLines = Callable[[str], tuple[Line, ...]]
TITLE = "Symposium on migrants"


def only(lines: tuple[Line, ...], year: int | None = None) -> Heading:
    (one,) = headings(lines, year, released=False)
    return one


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\nNew York\n27 October 2004 to 28 October 2004",
        f"{TITLE}\n27-28 October 2004\nNew York",
        f"{TITLE}\nNew York, 27-28 October 2004",
        f"{TITLE}\nNew York\nDate:\n27 October 2004 to 28 October 2004",
        f"{TITLE}\nDate: 27-28 October 2004\nVenue: New York",
        f"{TITLE} (27-28 October 2004)\nNew York",
        f"{TITLE}, New York, 27-28 October 2004",
    ],
)
def test_the_orders_of_a_heading_give_the_same(lines: MakeLines, text: str) -> None:
    one = only(lines(text))
    assert (one.title, one.place) == (TITLE, "New York")
    assert one.date is not None
    assert one.date.span.edtf == "2004-10-27/2004-10-28"


@pytest.mark.parametrize(
    "text",
    [
        "The text was adopted.\n13 July 2018",
        "Deadline: 3 May 2010",
        "- Symposium on migrants\n- 3 May 2010",
        "Overview\n3 May 2010",
        "3 May 2010",
        f"{TITLE}\n25 February 2016 to\n26 February 2016 to",
    ],
)
def test_other_dates_make_no_heading(lines: MakeLines, text: str) -> None:
    assert list(headings(lines(text), None, released=False)) == []


def test_under_a_release_a_bare_date_is_the_day_of_the_release(lines: MakeLines) -> None:
    page = lines(f"{TITLE}\n3 May 2010")
    assert list(headings(page, None, released=True)) == []


def test_a_wrapped_title_is_joined(lines: MakeLines) -> None:
    one = only(lines("High-level Dialogue on International\nMigration and Development\n3 May 2010"))
    assert one.title == "High-level Dialogue on International Migration and Development"


def test_a_quoted_theme_below_or_inside_is_no_part_of_the_name(lines: MakeLines) -> None:
    below = only(lines(f"{TITLE} (3 May 2010)\n« Un thème »"))
    inside = only(lines(f"3 May 2010 - {TITLE}: “One theme”"))
    assert (below.name, below.theme) == (TITLE, "Un thème")
    assert (inside.name, inside.theme) == (TITLE, "One theme")


def test_a_title_alone_must_name_a_series(lines: MakeLines) -> None:
    assert title_only(lines(TITLE)) is None
    found = title_only(lines("News\nHigh-level Dialogue EN"))
    assert found is not None
    assert (found.title, found.date) == ("High-level Dialogue", None)


def test_a_heading_without_noun_or_series_is_no_event(lines: MakeLines) -> None:
    assert is_event(only(lines(f"{TITLE}\n3 May 2010")))
    assert not is_event(only(lines("Ships and crews\n3 May 2010")))


@pytest.mark.parametrize(
    "title",
    [
        "Report of the Symposium on ships",
        "Statement at the opening of the Symposium",
        "Online registration for the Symposium",
        "Submission of papers to the Symposium",
        "Inscription au Dialogue de haut niveau",
    ],
)
def test_a_paper_about_an_event_is_none(lines: MakeLines, title: str) -> None:
    assert not is_event(only(lines(f"{title}\n3 May 2010")))
