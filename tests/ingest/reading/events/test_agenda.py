from collections.abc import Callable

import pytest

from ingest.reading.events.agenda import find_programme, read_programme
from ingest.reading.found import Fact, Ignored
from ingest.reading.outline.html import read_html
from ingest.reading.outline.lines import Line

MakeLines = Callable[[str], tuple[Line, ...]]
PROGRAMME = """Organization of work
Thursday, 27 October 2004
10.00 – 13.00
Morning session (Conference Room 1)
I. Opening of the meeting
• Ms. Adams, Chair
II. News from the field and
what it means
Afternoon session
III. Closing

Documents
IV. No item
"""


def items(lines: tuple[Line, ...], markup: bool = False) -> list[Fact]:
    programme = find_programme(lines, 2004)
    made = read_programme(programme, 2004, markup) if programme.lines else iter(())
    return [one for one in made if isinstance(one, Fact)]


def test_items_stand_under_day_time_and_session(lines: MakeLines) -> None:
    first, second, third = items(lines(PROGRAMME))
    assert first.words == "I. Opening of the meeting"
    assert first.parts == {
        "date": "Thursday, 27 October 2004",
        "start": "10:00",
        "end": "13:00",
        "session": "Morning session",
    }
    assert second.words == "II. News from the field and what it means"
    assert third.parts["session"] == "Afternoon session"


def test_every_line_of_the_programme_is_accounted_for(lines: MakeLines) -> None:
    programme = find_programme(lines(PROGRAMME), 2004)
    made = tuple(read_programme(programme, 2004, False))
    numbers = {one.quote.line if isinstance(one, Fact) else one.line for one in made}
    assert numbers == {line.number for line in programme.lines}
    assert Ignored(6, "speaker or remark") in made


def test_a_label_without_days_or_items_below_is_no_programme(lines: MakeLines) -> None:
    assert find_programme(lines("Programme\nSome words\nMore\nEven more\nI. One"), None).lines == ()


def test_a_day_without_year_is_completed(lines: MakeLines) -> None:
    programme = find_programme(lines("Programme\nThursday, 27 October\nI. One"), 2004)
    assert programme.days == ("2004-10-27",)


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        ("10:00-13:00", "10:00", "13:00"),
        ("9am - 8pm", "09:00", "20:00"),
        ("3 p.m. to 6 p.m.", "15:00", "18:00"),
        ("de 9.00 a. m. a 6.00 p. m.", "09:00", "18:00"),
        ("10h30 à 12h00", "10:30", "12:00"),
        ("12am – 12pm", "00:00", "12:00"),
    ],
)
def test_times_are_read_on_the_clock_of_24_hours(
    lines: MakeLines, time: str, start: str, end: str
) -> None:
    (item,) = items(lines(f"Programme\n{time}\nI. One"))
    assert (item.parts["start"], item.parts["end"]) == (start, end)


def test_figures_inside_roman_items_are_no_items(lines: MakeLines) -> None:
    found = items(lines("Programme\nI. One\n\n1. Sub-item\n\nII. Two"))
    assert [one.words for one in found] == ["I. One", "II. Two"]


def test_a_line_with_a_label_of_its_own_does_not_go_on_with_an_item(lines: MakeLines) -> None:
    (item,) = items(lines("Programme\nI. Opening\nDeadline for papers: 3 May 2004"))
    assert item.words == "I. Opening"


def test_a_new_day_forgets_times_and_session(lines: MakeLines) -> None:
    text = "Programme\n27 October 2004\n10:00-11:00\nMorning session\nI. A\n28 October 2004\nII. B"
    _, second = items(lines(text))
    assert second.parts == {"date": "28 October 2004"}


def test_a_break_joins_the_lines_of_one_element_only() -> None:
    page = "<p>Agenda</p><p>1. One<br>goes on</p><p>Not any more</p>"
    (item,) = items(tuple(read_html(page).content()), markup=True)
    assert item.words == "1. One goes on"
