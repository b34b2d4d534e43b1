"""Which pages tell of one meeting, and what its record takes from each."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue, load_catalogue
from ingest.page import Capture
from ingest.reading.found import Quote
from ingest.reading.read import read_page
from ingest.reading.reading import AgendaValue, Reading
from snapshots.codec import encode
from snapshots.model import Language, Meeting, MeetingKind, Snapshot

Make = Callable[..., Any]
Made = Callable[..., tuple[Meeting, ...]]

SECOND = "Second High-level Dialogue on International Migration and Development"
AUTUMN = "3-4 October 2013"


@pytest.fixture
def snapshot(catalogue: Catalogue) -> Callable[..., Snapshot]:
    def make(*pages: Reading) -> Snapshot:
        return assemble(pages, catalogue)

    return make


@pytest.fixture
def meetings(snapshot: Callable[..., Snapshot]) -> Made:
    return lambda *pages: snapshot(*pages).meetings


def cited(one: Meeting) -> list[str]:
    return [citation.page for citation in one.citations]


def item(words: str, **slot: str) -> AgendaValue:
    return AgendaValue(
        field="agenda", quote=Quote(words=words, line=2, rule="a rule"), item=words, **slot
    )


def test_series_and_number_make_one_meeting_whatever_the_days(
    page: Make, meeting: Make, meetings: Made
) -> None:
    first = meeting("First Review Forum", "17-20 May 2022", series="imrf", ordinal=1)
    other = meeting("Premier Forum", "10-13 May 2022", series="imrf", ordinal=1, announced=True)
    (one,) = meetings(page(first, process="imrf"), page(other, process="imrf", path="/other"))
    assert (one.id, one.start, one.end) == ("imrf-2022-05-17", "2022-05-17", "2022-05-20")
    assert cited(one) == ["imrf-en", "imrf-en-2"]


def test_another_number_of_the_series_is_another_meeting(
    page: Make, meeting: Make, meetings: Made
) -> None:
    seventh = meeting("Meeting", "14 May 2014", series="gfmd", ordinal=7, city="Stockholm")
    eighth = meeting("Meeting", "14 May 2014", series="gfmd", ordinal=8, city="Stockholm")
    made = meetings(page(seventh, process="gfmd"), page(eighth, process="gfmd", path="/other"))
    assert [one.ordinal for one in made] == [7, 8]


@pytest.mark.parametrize(
    "title",
    [
        SECOND,
        "Second United Nations High-level Dialogue on Migration and Development",
        "2nd UN High-level Dialogue",
        "Deuxième Dialogue de haut niveau des Nations Unies sur les migrations internationales",
        "The second High-level Dialogue: making migration work",
    ],
)
def test_a_title_tells_series_and_number(
    page: Make, meeting: Make, meetings: Made, title: str
) -> None:
    (one,) = meetings(page(meeting(title, AUTUMN)))
    assert (one.series, one.ordinal) == ("hld", 2)


@pytest.mark.parametrize(
    "title",
    [
        "Preparatory meeting for the second High-level Dialogue",
        "Second High-level Dialogue follow-up",
        "Hearing before the High-level Dialogue",
        "Workshop on remittances",
    ],
)
def test_a_title_that_only_names_a_series_is_of_none(
    page: Make, meeting: Make, meetings: Made, title: str
) -> None:
    (one,) = meetings(page(meeting(title, AUTUMN)))
    assert (one.series, one.ordinal) == (None, None)


def test_the_day_alone_makes_no_meeting_one(page: Make, meeting: Make, meetings: Made) -> None:
    hearing = meeting("Hearing", "15 July 2013", city="Geneva")
    dinner = meeting("Round table", "15 July 2013", city="New York")
    bare = meeting("Workshop", "15 July 2013")
    assert len(meetings(page(hearing), page(dinner, path="/other"), page(bare, path="/fr"))) == 3


@pytest.mark.parametrize(
    ("title", "city"), [("Audition", "Genève"), ("Hearing", None), ("HEARING", "Genève")]
)
def test_a_day_and_its_place_or_title_make_it_one(
    page: Make, meeting: Make, meetings: Made, title: str, city: str | None
) -> None:
    english = page(meeting("Hearing", "15 July 2013", city="Geneva"))
    french = page(meeting(title, "15 July 2013", city=city), path="/fr", language=Language.FR)
    (one,) = meetings(english, french)
    assert cited(one) == ["hld-en", "hld-fr"]


@pytest.mark.parametrize("date", ["July 2013", "2013"])
def test_a_city_and_a_month_make_no_meeting_one(
    page: Make, meeting: Make, meetings: Made, date: str
) -> None:
    hearing, table = (meeting(title, date, city="Geneva") for title in ("Hearing", "Round table"))
    assert len(meetings(page(hearing), page(table, path="/other"))) == 2


def test_two_series_on_one_day_in_one_city_are_two_meetings(
    page: Make, meeting: Make, meetings: Made
) -> None:
    forum, dialogue = (
        meeting("Meeting", AUTUMN, city="Geneva", series=series) for series in ("gfmd", "hld")
    )
    told = page(forum, process="midsa"), page(dialogue, process="midsa", path="/other")
    assert [one.series for one in meetings(*told)] == ["gfmd", "hld"]


def test_one_page_never_lists_a_meeting_twice(page: Make, meeting: Make, meetings: Made) -> None:
    listed = [meeting("Round table", "15 July 2013", city="Geneva") for _ in range(2)]
    assert [one.id for one in meetings(page(*listed))] == ["hld-2013-07-15", "hld-2013-07-15-2"]
    assert [cited(one) for one in meetings(page(*listed), page(*listed, path="/other"))] == [
        ["hld-en", "hld-en-2"],
        ["hld-en", "hld-en-2"],
    ]


def test_of_two_on_one_day_in_one_city_the_title_finds_the_right_one(
    page: Make, meeting: Make, meetings: Made
) -> None:
    table, hearing = (
        meeting(title, "15 July 2013", city="Geneva") for title in ("Table", "Hearing")
    )
    made = meetings(page(table, hearing), page(hearing, path="/other"))
    assert [cited(one) for one in made] == [["hld-en"], ["hld-en", "hld-en-2"]]


def test_two_meetings_in_one_city_within_one_week_stay_two(
    page: Make, meeting: Make, meetings: Made
) -> None:
    """Marrakech, December 2018: the Global Forum, then the conference on the Compact."""
    forum = meeting(
        "Eleventh Global Forum on Migration and Development",
        "5-7 December 2018",
        city="Marrakech",
        series="gfmd",
        ordinal=11,
    )
    conference = meeting(
        "Intergovernmental Conference on the Global Compact for Migration",
        "10-11 December 2018",
        city="Marrakesh",
        series="gcm-conference",
    )
    gfmd = page(forum, conference, process="gfmd")
    gcm = page(conference, forum, process="gcm", family="un-ga-meeting")
    made = meetings(gfmd, gcm)
    assert [(one.id, one.start, one.end) for one in made] == [
        ("gcm-2018-12-10", "2018-12-10", "2018-12-11"),
        ("gfmd-2018-12-05", "2018-12-05", "2018-12-07"),
    ]
    assert [cited(one) for one in made] == [["gcm-en", "gfmd-en"], ["gfmd-en", "gcm-en"]]


def test_a_meeting_of_a_series_belongs_to_its_process_whoever_tells_of_it(
    page: Make, meeting: Make, meetings: Made
) -> None:
    listed = meeting(SECOND, AUTUMN, "LATEST", city="New York")
    mention = meeting("2013 High-level Dialogue", AUTUMN, "RELATED", series="hld")
    (one,) = meetings(page(listed), page(mention, process="gfmd", family="un-desa-event"))
    assert (one.id, one.processes, one.kind) == ("hld-2013-10-03", ("hld",), "LATEST")
    assert cited(one) == ["hld-en", "gfmd-en"]


def test_what_another_page_mentions_as_related_is_a_meeting_of_its_own_series(
    page: Make, meeting: Make, meetings: Made
) -> None:
    """It follows those that the pages of the process itself tell of."""
    mention = meeting("first Dialogue", "14 September 2006", "RELATED", series="hld", ordinal=1)
    other = page(mention, process="gfmd", family="un-desa-event")
    made = meetings(page(meeting(SECOND, AUTUMN, "LATEST")), other)
    assert [(one.id, one.kind) for one in made] == [
        ("hld-2013-10-03", MeetingKind.LATEST),
        ("hld-2006-09-14", MeetingKind.PAST),
    ]


def test_without_a_page_of_its_process_it_stays_with_the_one_that_tells_of_it(
    page: Make, meeting: Make, meetings: Made
) -> None:
    mention = meeting("2013 High-level Dialogue", AUTUMN, "RELATED", series="hld")
    (one,) = meetings(page(mention, process="gfmd"))
    assert (one.id, one.processes, one.kind) == ("gfmd-2013-10-03", ("gfmd",), "RELATED")


def test_a_process_page_and_an_event_page_give_one_record_citing_both(
    page: Make, meeting: Make, meetings: Made
) -> None:
    listed = meeting(SECOND, AUTUMN, "LATEST", city="New York")
    event = meeting("2013 Dialogue", AUTUMN, series="hld", subject=True, venue="Hall")
    (one,) = meetings(page(listed), page(event, path="/other", family="un-ga-meeting"))
    assert (one.kind, one.venue, one.ordinal) == ("LATEST", "Hall", 2)
    assert cited(one) == ["hld-en", "hld-en-2"]


def test_the_real_pages_of_iom_and_the_un_tell_of_one_dialogue(cases: Path, hld: Reading) -> None:
    url = "https://www.un.org/en/ga/68/meetings/migration/about.shtml"
    body = (cases / "un" / "ga-hld2013-about-en.txt").read_bytes()
    event = read_page(Capture(url=url, body=body, whole=False))
    made = assemble([event, hld], load_catalogue())
    (one,) = [one for one in made.meetings if (one.start or "").startswith("2013-10")]
    assert (one.id, one.start, one.end) == ("hld-2013-10-03", "2013-10-03", "2013-10-04")
    assert (one.kind, one.series, one.ordinal) == ("LATEST", "hld", 2)
    assert cited(one) == ["hld-fr", "hld-en"]
    assert [issue.node for issue in made.issues if issue.code == "pages-disagree"] == []


def test_a_year_finds_the_one_meeting_of_the_series_in_it(
    page: Make, meeting: Make, meetings: Made
) -> None:
    exact = page(meeting(SECOND, AUTUMN))
    year = page(meeting("2013 Dialogue", "2013", series="hld"), path="/other")
    (one,) = meetings(exact, year)
    assert (one.start, cited(one)) == ("2013-10-03", ["hld-en", "hld-en-2"])


@pytest.mark.parametrize("paths", [("/page", "/other"), ("/other", "/page")])
def test_a_year_in_which_a_series_met_twice_finds_neither(
    page: Make, meeting: Make, meetings: Made, paths: tuple[str, str]
) -> None:
    spring, autumn = (
        meeting("Dialogue", date, series="idm") for date in ("3 May 2018", "4 June 2018")
    )
    year = meeting("2018 Dialogue", "2018", series="idm")
    made = meetings(
        page(spring, autumn, process="idm", path=paths[0]),
        page(year, process="idm", path=paths[1]),
    )
    assert sorted(str(one.start) for one in made) == ["2018", "2018-05-03", "2018-06-04"]
    assert [len(one.citations) for one in made] == [1, 1, 1]


def test_undated_meetings_of_one_title_are_one(page: Make, meeting: Make, meetings: Made) -> None:
    made = meetings(page(meeting("Early talks")), page(meeting("Early Talks"), path="/other"))
    assert [one.id for one in made] == ["hld-early-talks"]
    other = meetings(page(meeting("Early talks")), page(meeting("Late talks"), path="/other"))
    assert len(other) == 2


def test_the_order_of_the_pages_does_not_matter(
    page: Make, meeting: Make, snapshot: Callable[..., Snapshot]
) -> None:
    pages = (
        page(meeting(SECOND, AUTUMN, "LATEST")),
        page(meeting("2013 Dialogue", "2013", series="hld"), path="/other"),
        page(meeting(SECOND, "4 October 2013"), path="/fr", language=Language.FR),
    )
    assert len({encode(snapshot(*order)) for order in permutations(pages)}) == 1


def test_a_meeting_is_announced_as_long_as_no_page_tells_of_it_as_held(
    page: Make, meeting: Make, meetings: Made
) -> None:
    ahead = page(meeting(SECOND, AUTUMN, announced=True), family="un-ga-meeting")
    held = page(meeting(SECOND, AUTUMN), path="/other", family="un-ga-meeting")
    (alone,) = meetings(ahead)
    assert (alone.announced, alone.kind) == (True, MeetingKind.UPCOMING)
    (both,) = meetings(ahead, held)
    assert (both.announced, both.kind) == (False, MeetingKind.PAST)


def test_a_conference_that_was_held_once_is_of_no_series(
    page: Make, meeting: Make, snapshot: Callable[..., Snapshot]
) -> None:
    made = snapshot(page(meeting("Conference", AUTUMN, series="gcm-conference"), process="gcm"))
    assert (made.meetings[0].series, made.series) == (None, ())


def test_the_series_of_the_meetings_are_named(
    page: Make, meeting: Make, snapshot: Callable[..., Snapshot]
) -> None:
    mention = meeting("Forum", "14 May 2014", series="gfmd")
    (hld, gfmd) = sorted(
        snapshot(page(meeting(SECOND, AUTUMN), mention)).series, key=lambda one: one.id != "hld"
    )
    assert hld.names["fr"].startswith("Dialogue de haut niveau")
    assert (hld.process, gfmd.process) == ("hld", None)


def test_the_agenda_belongs_to_the_meeting_that_the_page_is_about(
    page: Make, meeting: Make, meetings: Made
) -> None:
    event = page(
        meeting(SECOND, AUTUMN, subject=True),
        meeting("Hearing", "15 July 2013"),
        item("I. Opening", date="2013-10-03", start="10:00", end="13:00", session="Morning"),
        item("II. Closure"),
        family="un-ga-meeting",
    )
    dialogue, hearing = meetings(event)
    assert [one.item for one in dialogue.agenda] == ["I. Opening", "II. Closure"]
    opening = dialogue.agenda[0]
    assert (opening.date, opening.start, opening.end) == ("2013-10-03", "10:00", "13:00")
    assert [(one.page, one.words) for one in opening.citations] == [("hld-en", "I. Opening")]
    assert hearing.agenda == ()


def test_agendas_of_two_pages_are_never_mixed(page: Make, meeting: Make, meetings: Made) -> None:
    about = meeting(SECOND, AUTUMN, subject=True)
    english = page(about, item("I. Opening"), family="un-ga-meeting")
    french = page(
        about, item("I. Ouverture"), path="/fr", family="un-ga-meeting", language=Language.FR
    )
    (one,) = meetings(french, english)
    assert [item.item for item in one.agenda] == ["I. Opening"]


def test_a_page_about_two_meetings_does_not_say_whose_agenda_it_has(
    page: Make, meeting: Make, meetings: Made
) -> None:
    about = meeting(SECOND, AUTUMN, subject=True)
    other = msgspec.structs.replace(about, title="Hearing", date=None)
    made = meetings(page(about, other, item("I. Opening"), family="un-ga-meeting"))
    assert [one.agenda for one in made] == [(), ()]
