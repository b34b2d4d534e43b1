"""Which page is followed for dates and places, and how the others are heard."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from snapshots.model import Issue, Language, Meeting

Make = Callable[..., Any]
Told = Callable[..., tuple[Meeting, list[Issue]]]

DIALOGUE = "Second High-level Dialogue"


@pytest.fixture
def told(catalogue: Catalogue) -> Told:
    """The one meeting that the pages make, and the disagreements about it."""

    def make(*pages: Reading) -> tuple[Meeting, list[Issue]]:
        made = assemble(pages, catalogue)
        (one,) = made.meetings
        found = [issue for issue in made.issues if issue.code == "pages-disagree"]
        assert {issue.node for issue in found} <= {f"meeting:{one.id}"}
        return one, found

    return make


@pytest.fixture
def by_family(page: Make, meeting: Make) -> Callable[[str, str], Reading]:
    """The page of a family that dates the meeting, each at its own address."""

    def make(family: str, date: str) -> Reading:
        path = {"un-ga-meeting": "/fr", "un-document": "/other", "other": "/press"}.get(family)
        subject = family == "un-ga-meeting"
        one = meeting(DIALOGUE, date, subject=subject)
        return page(one, path=path or "/page", family=family)

    return make


FAMILIES = ("un-ga-meeting", "iom-iscm", "un-document", "other")
PAIRS = [(a, b) for n, a in enumerate(FAMILIES) for b in FAMILIES[n + 1 :]]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_organizer_comes_before_iom_and_iom_before_documents_and_press(
    told: Told, by_family: Callable[[str, str], Reading], first: str, second: str
) -> None:
    pages = by_family(first, "3-4 October 2013"), by_family(second, "4-5 October 2013")
    one, (issue,) = told(*pages)
    assert (one.start, one.end) == ("2013-10-03", "2013-10-04")
    assert (issue.field, len(issue.citations)) == ("start", 2)
    assert {"3-4 October 2013", "4-5 October 2013"} == {
        citation.words.removeprefix(f"{DIALOGUE}, ") for citation in issue.citations
    }
    assert "2013-10-03/2013-10-04" in issue.message
    assert "2013-10-04/2013-10-05" in issue.message


def test_a_page_about_another_meeting_is_no_page_of_the_organizer(
    told: Told, page: Make, meeting: Make
) -> None:
    listed = page(meeting(DIALOGUE, "3-4 October 2013"))
    mention = page(meeting(DIALOGUE, "4-5 October 2013"), path="/other", family="un-desa-event")
    assert told(listed, mention)[0].start == "2013-10-03"


def test_a_meeting_that_was_held_comes_before_its_announcement(
    told: Told, page: Make, meeting: Make
) -> None:
    ahead = meeting(DIALOGUE, "10-13 May 2022", announced=True, subject=True)
    held = meeting(DIALOGUE, "17-20 May 2022", subject=True)
    one, (issue,) = told(
        page(ahead, family="un-ga-meeting"), page(held, path="/other", family="un-ga-meeting")
    )
    assert (one.start, issue.field) == ("2022-05-17", "start")


@pytest.mark.parametrize("vague", ["2013", "October 2013", "3 October 2013", ""])
def test_what_a_page_leaves_open_is_no_disagreement(
    told: Told, page: Make, meeting: Make, vague: str
) -> None:
    event = page(meeting(DIALOGUE, vague, subject=True), path="/other", family="un-ga-meeting")
    one, issues = told(event, page(meeting(DIALOGUE, "3-4 October 2013")))
    assert (one.start, one.end, issues) == ("2013-10-03", "2013-10-04", [])


@pytest.mark.parametrize("date", ["2012", "September 2013", "2 October 2013", "3-5 October 2013"])
def test_another_year_month_or_day_is_a_disagreement(
    told: Told, page: Make, meeting: Make, date: str
) -> None:
    other = page(meeting(DIALOGUE, date), path="/other")
    _, (issue,) = told(page(meeting(DIALOGUE, "3-4 October 2013")), other)
    assert issue.field == "start"


def test_pages_that_agree_are_no_issue(told: Told, page: Make, meeting: Make) -> None:
    one = meeting(DIALOGUE, "3-4 October 2013", city="New York", state="USA")
    assert told(page(one), page(one, path="/other"))[1] == []


def test_one_city_has_many_spellings(told: Told, page: Make, meeting: Make) -> None:
    english = page(meeting(DIALOGUE, "3 May 2011", city="Geneva"))
    french = page(meeting(DIALOGUE, "3 May 2011", city="Genève"), path="/other")
    assert told(english, french)[1] == []


def test_two_cities_are_a_disagreement_and_the_first_page_is_followed(
    told: Told, page: Make, meeting: Make
) -> None:
    event = meeting(DIALOGUE, "3 May 2011", city="Geneva", state="CHE", subject=True)
    listed = meeting(DIALOGUE, "3 May 2011", city="Lima", state="PER")
    one, issues = told(page(listed), page(event, path="/other", family="un-ga-meeting"))
    assert (one.cities, one.host_state) == ({"en": "Geneva"}, "CHE")
    assert [issue.field for issue in issues] == ["cities", "host_state"]
    assert {citation.page for citation in issues[0].citations} == {"hld-en", "hld-en-2"}


def test_a_city_that_is_not_followed_is_not_given_in_another_language_either(
    told: Told, page: Make, meeting: Make
) -> None:
    english = page(meeting(DIALOGUE, "3 May 2011", city="Geneva"))
    french = page(meeting(DIALOGUE, "3 May 2011", city="Lima"), path="/fr", language=Language.FR)
    one, (issue,) = told(english, french)
    assert (one.cities, issue.field) == ({"en": "Geneva"}, "cities")


def test_a_title_is_that_of_a_heading_and_else_begins_with_a_capital(
    told: Told, page: Make, meeting: Make
) -> None:
    days = "3-4 October 2013"
    sentence = page(meeting("second High-level Dialogue", days), family="other")
    headed = page(meeting(DIALOGUE, days, subject=True), family="un-ga-meeting", path="/fr")
    assert told(sentence)[0].titles == {"en": "Second High-level Dialogue"}
    assert told(sentence, headed)[0].titles == {"en": DIALOGUE}
