"""What is told of values that a page edits in place, and what of it waits."""

from collections.abc import Callable

import pytest

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.review.memory import ServedReading, accepted, revised, served
from ingest.review.rules import Context, review_page
from snapshots.checks import Severity

Make = Callable[..., Reading]
URL = "https://www.iom.int/colombo-process"
AT = "2026-12-01T02:00:00Z"
PAGE = """Colombo Process
Established: {established}
Members
- Bhutan
- {member}
- Chile
Latest meeting
- 4th Ministerial Consultation, {place}, {date}
Contact
Email: {email}
"""
SAID = {
    "established": "2003",
    "member": "Niger",
    "place": "Dhaka, Bangladesh",
    "date": "19 – 21 April 2011",
    "email": "info@example.org",
}


def read(**said: str) -> Reading:
    return read_page(Capture(url=URL, body=PAGE.format_map(SAID | said).encode()))


def rules(fresh: Reading, good: Reading | None, severity: Severity) -> set[str]:
    context = Context(at=AT, revisions=revised(fresh, good, AT))
    found = review_page(fresh, good, context=context)
    return {one.rule for one in found if one.severity is severity}


@pytest.mark.parametrize(
    "said",
    [
        {"date": "19 – 22 April 2011"},
        {"date": "20 – 21 April 2011"},
        {"place": "Lima, Bangladesh"},
        {"place": "Dhaka, Peru"},
        {"email": "sales@example.com"},
    ],
)
def test_what_is_edited_in_place_is_published_and_told(said: dict[str, str]) -> None:
    fresh = read(**said)
    assert rules(fresh, read(), Severity.HOLD) == set()
    assert rules(fresh, read(), Severity.REVISED) == {"revised"}
    (issue,) = [one for one in served(fresh, read(), AT).doubts if one.code == "revised"]
    assert "→" in issue.message
    assert issue.quote is not None


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"date": "19 – 21 April 2012"}, "past-moved"),
        ({"date": "19 – 21 April 2021"}, "past-moved"),
        ({"date": "19 – 21 August 2011"}, "past-moved"),
        ({"established": "14 May 2003"}, "more-precise"),
    ],
)
def test_what_moves_far_or_is_more_precise_than_before_waits(
    said: dict[str, str], rule: str
) -> None:
    assert rule in rules(read(**said), read(), Severity.HOLD)


def test_a_slip_that_is_mended_is_nothing(make: Make) -> None:
    good = make(themes=("Labour migraton and its governance",))
    fresh = make(themes=("Labour migration and its governance",))
    assert review_page(fresh, good) == ()


def test_another_reader_of_the_same_bytes_revises_nothing() -> None:
    assert revised(read(), read(), AT) == ()


def test_a_meeting_of_years_to_come_is_none_that_was_held() -> None:
    fresh = read(date="3 – 4 May 2029")
    assert rules(fresh, None, Severity.HOLD) == {"past-ahead"}


def test_a_revision_is_told_until_the_page_is_no_longer_remembered() -> None:
    first = served(read(member="Nigeria"), read(), AT)
    later = served(read(member="Nigeria", email="a@example.org"), first, "2027-01-01T00:00:00Z")
    told = [one.message for one in later.doubts if one.code == "revised"]
    assert told == [
        "contact_email: info@example.org → a@example.org",
        "participating_states: Niger → Nigeria",
    ]


def test_what_erodes_night_by_night_is_held_against_the_best_that_is_remembered(
    make: Make,
) -> None:
    names = [f"{one}{two}{three}" for one in "ABCDE" for two in "ABCD" for three in "ABCDE"]
    good: Reading = make(participating_states=" ".join(names))
    for night in range(1, 4):
        left = names[: 100 - 9 * night]
        fresh = make(participating_states=" ".join(left))
        earlier = good.profiles() if isinstance(good, ServedReading) else ()
        held = review_page(fresh, good, context=Context(at=AT, earlier=earlier))
        assert bool(held) is (night > 1)
        good = served(fresh, good, f"2026-12-0{night}T00:00:00Z")


def test_what_a_person_accepted_is_the_best_from_then_on(make: Make) -> None:
    before = served(make(participating_states="KEN UGA"), make(participating_states="KEN"), AT)
    assert len(before.profiles()) == 1
    assert accepted(make(participating_states="KEN"), before, AT).profiles() == ()


def test_revisions_are_told_in_the_order_of_the_page() -> None:
    numbers = [f"{n}th" for n in range(4, 14)]
    meetings = "".join(
        f"- {n} Ministerial Consultation, {{city}}, {at} – {at + 2} March {2003 + at}\n"
        for at, n in enumerate(numbers, start=1)
    )
    fresh, good = (
        read_page(
            Capture(url=URL, body=f"{PAGE}Past meetings\n{meetings}".format_map(said).encode())
        )
        for said in (SAID | {"city": "Lima, Peru"}, SAID | {"city": "Dhaka, Bangladesh"})
    )
    told = [one.before.split()[0] for one in revised(fresh, good, AT) if one.field == "meetings"]
    assert list(dict.fromkeys(told)) == numbers
