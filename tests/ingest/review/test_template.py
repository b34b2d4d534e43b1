"""A field that empties on many pages of one run is a new template."""

from collections.abc import Callable

from ingest.reading.reading import Reading
from ingest.review.profile import profile
from ingest.review.rules import Comparison
from ingest.review.template import review_run
from snapshots.checks import Severity

Make = Callable[..., Reading]
Pairs = tuple[Comparison, ...]


def pairs(make: Make, pages: int, emptied: int, *, without: int = 0) -> Pairs:
    """Pages with themes, of which the first have lost them, and some that never had any."""
    return tuple(_pair(make, n, n < pages, n < emptied) for n in range(pages + without))


def _pair(make: Make, n: int, had: bool, lost: bool) -> Comparison:
    url = f"https://www.iom.int/process-{n}"
    said = {"observer_states": "KEN UGA"} if had else {}
    good = make(url=url, **said)
    fresh = make(url=url) if lost else good
    return Comparison(fresh=profile(fresh), good=profile(good))


def rules(pages: Pairs, severity: Severity) -> list[str]:
    return [one.rule for one in review_run(pages) if one.severity is severity]


def test_a_run_without_changes_gives_nothing(make: Make) -> None:
    assert review_run(pairs(make, 30, 0)) == ()


def test_three_pages_of_few_hold_the_run_and_are_named(make: Make) -> None:
    found = [one for one in review_run(pairs(make, 12, 3)) if one.severity is Severity.HOLD]
    (finding,) = found
    assert (finding.rule, finding.node) == ("field-emptied", "family:iom-iscm")
    assert finding.message == (
        "template change: observer_states went empty on 3 of 12 pages of family iom-iscm: "
        "https://www.iom.int/process-0, https://www.iom.int/process-1, https://www.iom.int/process-2"
    )


def test_two_pages_do_not_hold_the_run(make: Make) -> None:
    assert rules(pairs(make, 4, 2), Severity.HOLD) == []


def test_less_than_a_fifth_of_the_pages_that_had_it_do_not_hold_the_run(make: Make) -> None:
    assert rules(pairs(make, 15, 3), Severity.HOLD) == ["field-emptied"]
    assert rules(pairs(make, 16, 3), Severity.HOLD) == []


def test_pages_that_never_had_the_field_do_not_count(make: Make) -> None:
    assert rules(pairs(make, 15, 3, without=60), Severity.HOLD) == ["field-emptied"]


def test_a_share_that_falls_by_more_than_ten_points_gives_a_warning(make: Make) -> None:
    assert rules(pairs(make, 20, 2), Severity.WARN) == []
    assert rules(pairs(make, 19, 2), Severity.WARN) == ["fill-rate"]
    assert rules(pairs(make, 4, 1), Severity.WARN) == []


def test_chairs_that_went_to_the_past_ones_are_no_template(make: Make) -> None:
    good, fresh = profile(make(chair="KEN")), profile(make(chairs_past="KEN:2012"))
    found = review_run((Comparison(fresh=fresh, good=good),) * 3)
    assert [one for one in found if one.severity is Severity.HOLD] == []


def test_families_are_counted_apart(make: Make) -> None:
    had = {"observer_states": "KEN"}
    other = [
        Comparison(fresh=profile(make(family="other")), good=profile(make(family="other", **had)))
    ]
    assert rules((*pairs(make, 4, 2), *other), Severity.HOLD) == []


def test_pages_that_are_seen_first_say_nothing(make: Make) -> None:
    assert review_run((Comparison(fresh=profile(make())),) * 9) == ()
