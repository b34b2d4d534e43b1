"""An id that is gone leads on where both records were read from the same lines, and only there."""

import msgspec
import pytest

from snapshots.diff import RENAMED, diff
from snapshots.model import (
    Citation,
    Language,
    Meeting,
    MeetingKind,
    Organization,
    Page,
    Process,
    Snapshot,
)

URL = "https://www.iom.int/hld"


def page(id: str = "hld-en", url: str = URL) -> Page:
    return Page(id=id, url=url, language=Language.EN, family="iom-iscm", capture="sha256:1")


def cited(line: int, page: str = "hld-en", capture: str = "sha256:1") -> Citation:
    return Citation(field="", page=page, capture=capture, line=line, words="Annual meeting")


def meeting(id: str, *lines: int, **where: str) -> Meeting:
    citations = tuple(cited(line, **where) for line in lines)
    return Meeting(id=id, titles={"en": "Meeting"}, kind=MeetingKind.PAST, citations=citations)


def renamed(before: Snapshot, after: Snapshot) -> dict[str, str]:
    return {
        one.id: msgspec.json.decode(one.after or "")
        for one in diff(before, after)
        if one.field == RENAMED
    }


def meetings(*found: Meeting, url: str = URL) -> Snapshot:
    return Snapshot(meetings=found, pages=(page(url=url),))


def test_a_record_that_is_read_of_the_same_lines_goes_on() -> None:
    before = meetings(meeting("hld-2013", 7, 8))
    assert renamed(before, meetings(meeting("hld-2013-10", 7, 8, 9))) == {"hld-2013": "hld-2013-10"}


def test_records_that_become_one_go_on_as_that_one() -> None:
    before = meetings(meeting("a", 7), meeting("b", 8))
    assert renamed(before, meetings(meeting("b", 7, 8))) == {"a": "b"}
    assert renamed(before, meetings(meeting("c", 7, 8))) == {"a": "c", "b": "c"}


@pytest.mark.parametrize(
    "after",
    [
        meetings(),
        meetings(meeting("b", 8)),
        meetings(meeting("b", 7, capture="sha256:2")),
        meetings(meeting("b", 7), meeting("c", 7)),
        meetings(meeting("b", 7), url="https://www.iom.int/other"),
    ],
    ids=["gone", "another line", "another capture", "two of them", "another page"],
)
def test_nothing_is_guessed(after: Snapshot) -> None:
    assert renamed(meetings(meeting("a", 7)), after) == {}


def test_who_was_read_of_the_lines_before_is_not_the_same_now() -> None:
    assert renamed(meetings(meeting("a", 7), meeting("b", 7)), meetings(meeting("b", 7))) == {}


def test_a_process_and_its_pages_go_on_at_their_addresses() -> None:
    old = Process(id="hld", names={"en": "Dialogue"}, pages=("hld-en",))
    new = Process(id="un-hld", names={"en": "UN Dialogue"}, pages=("un-hld-en",))
    before = Snapshot(processes=(old,), pages=(page(),), meetings=(meeting("hld-2013", 7),))
    after = Snapshot(
        processes=(new,),
        pages=(page("un-hld-en"),),
        meetings=(meeting("un-hld-2013", 7, page="un-hld-en"),),
    )
    assert renamed(before, after) == {
        "hld": "un-hld",
        "hld-en": "un-hld-en",
        "hld-2013": "un-hld-2013",
    }


def test_what_cites_nothing_goes_on_where_it_says_the_same() -> None:
    old, new = (Organization(id=one, names={"en": "Refugee Agency"}) for one in ("hcr", "unhcr"))
    assert renamed(Snapshot(organizations=(old,)), Snapshot(organizations=(new,))) == {
        "hcr": "unhcr"
    }
    other = Organization(id="unhcr", names={"en": "Refugees"})
    assert renamed(Snapshot(organizations=(old,)), Snapshot(organizations=(other,))) == {}
