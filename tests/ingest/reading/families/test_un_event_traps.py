"""Pages made to fool the reader of UN event pages."""

from collections.abc import Callable

import pytest

from ingest.reading.reading import MeetingValue, Reading

MakeReading = Callable[[str, str], Reading]
UN = "https://www.un.org"
DESA = f"{UN}/development/desa/pd/events"


def meetings(found: Reading) -> list[str]:
    return [
        one.date.edtf if one.date else ""
        for one in found.of("meetings")
        if isinstance(one, MeetingValue)
    ]


def test_site_furniture_tables_and_footers_lend_no_dates(page: MakeReading) -> None:
    found = page(
        f"{DESA}/fourteenth-coordination-meeting-international-migration",
        "<html lang=en><body><nav><a>Global Forum, 3 May 2010</a></nav><main>"
        "<h1>Fourteenth Coordination Meeting on International Migration</h1>"
        "<dl><dt>Date:</dt><dd>25-26 February 2016</dd><dt>Deadline:</dt><dd>3 January "
        "2016</dd></dl>"
        "<table><tr><td>Last updated</td><td>5 May 2019</td></tr></table></main>"
        "<footer>© 2019 United Nations Global Forum</footer></body></html>",
    )
    assert meetings(found) == ["2016-02-25/2016-02-26"]


def test_a_title_and_date_torn_by_breaks_give_no_wrong_day(page: MakeReading) -> None:
    found = page(
        f"{DESA}/x",
        "<main><h1>Fourteenth Coordination Meeting<br>on International Migration</h1>"
        "<p>25 February 2016 to<br>26 February 2016</p></main>",
    )
    assert set(meetings(found)) <= {"2016-02-25/2016-02-26"}


def test_broken_encodings_give_nothing_rather_than_something_else(page: MakeReading) -> None:
    found = page(
        f"{UN}/fr/ga/68/meetings/migration/index.shtml",
        "Dialogue de haut niveau sur les migrations internationales et le d¨¦veloppement\n"
        "3 - 4 octobre 2013\nPrÃ©sident: M. KĹ‘rösi, 5 fÃ©vrier 2012\n",
    )
    assert (found.of("chairs"), meetings(found)) == ((), ["2013-10-03/2013-10-04"])


@pytest.mark.parametrize(
    "body",
    [
        "Registration for the Symposium on ships\n4 May 2004\n",
        "Report of the Symposium on ships\n4 May 2004\n",
        "Symposium on ships (posted 4 May 2004)\n",
        "Symposium on ships\nDeadline: 4 May 2004\nPublished: 5 May 2004\n",
        "Global Forum for Media Development\nHeld with friends, 4 May 2004\n",
        "© 2019 Global Forum on Migration and Development\n",
    ],
)
def test_a_page_about_papers_and_deadlines_has_no_meeting(page: MakeReading, body: str) -> None:
    assert meetings(page(f"{DESA}/x", body)) == []
