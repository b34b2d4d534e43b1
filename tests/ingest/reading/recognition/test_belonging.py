"""What of a page is its process's, and what came with another page that was put on it."""

import pytest

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.review.rules import review_page
from snapshots.checks import Severity

COLOMBO = (
    "https://www.iom.int/regional-consultative-process-overseas-employment-and-contractual-labor-"
    "countries-origin-asia-colombo-process"
)
IMRF = "https://www.un.org/en/migration2022/about-the-forum"
OWN = "Colombo Process\nType: Regional\nEstablished: 2003\nMembers\n- Bhutan\n- Nepal\n"
ANOTHER = "Type: Interregional\nEstablished: 1996\nMembers\n- Peru\n- Chile\n"


def read(url: str, text: str) -> Reading:
    return read_page(Capture(url=url, body=text.encode()))


@pytest.mark.parametrize(
    "title",
    ["Puebla Process", "Puebla Process on Migration", "Regional Conference on Migration (RCM)"],
)
def test_what_stands_under_the_title_of_another_process_is_not_read(title: str) -> None:
    alone, more = read(COLOMBO, OWN), read(COLOMBO, f"{OWN}\n{title}\n{ANOTHER}")
    assert more.values == alone.values
    assert [one.code for one in more.doubts] == ["another-process"]


def test_a_meeting_of_another_process_is_known_by_its_title_and_date() -> None:
    own = "International Migration Review Forum\n\n17-20 May 2022, New York\n"
    another = "Fourth Meeting of the Global Forum on Migration and Development"
    alone = read(IMRF, own)
    more = read(IMRF, f"{own}\n{another}\n8-11 November 2010, Puerto Vallarta, Mexico\n")
    assert more.of("meetings") == alone.of("meetings")
    assert "another-process" in [one.code for one in more.doubts]


def test_a_page_that_only_names_another_process_is_read_on() -> None:
    more = read(COLOMBO, OWN.replace("Members", "The Puebla Process is older.\nMembers"))
    assert len(more.of("participating_states")) == 2
    assert more.doubts == ()


def test_a_page_that_says_twice_what_a_page_says_once_waits() -> None:
    twice = read(COLOMBO, f"{OWN}\n{ANOTHER}")
    assert "said-twice" in [one.code for one in twice.doubts]
    findings = review_page(twice, read(COLOMBO, OWN))
    told = [one.message for one in findings if one.severity is Severity.HOLD]
    assert any("perhaps two pages in one" in one for one in told)


def test_a_document_of_another_process_is_no_page_of_it() -> None:
    title = "Declaration of the 2013 High-level Dialogue on International Migration and Development"
    more = read(IMRF, f"International Migration Review Forum\n\n{title} (A/RES/68/4)\n2013\n")
    assert "another-process" not in [one.code for one in more.doubts]
    assert more.of("documents")
