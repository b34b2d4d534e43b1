"""What holds a page, what is only worth a warning, and what is normal life."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading, StateValue
from ingest.review.rules import RULES, name_of, review_page
from ingest.review.template import RUN_RULES
from snapshots.checks import Severity
from snapshots.model import Language

Make = Callable[..., Reading]
TEN = "KEN UGA TZA RWA BDI SSD SDN ETH ERI DJI"
TWENTY = f"{TEN} SOM MOZ ZMB ZWE MWI BWA NAM ZAF LSO SWZ"
DOCUMENT = Path(__file__).parents[3] / "docs" / "review.md"


def held(fresh: Reading, good: Reading | None, *siblings: Reading) -> set[str]:
    return _rules(fresh, good, siblings, Severity.HOLD)


def warned(fresh: Reading, good: Reading | None, *siblings: Reading) -> set[str]:
    return _rules(fresh, good, siblings, Severity.WARN)


def _rules(
    fresh: Reading, good: Reading | None, siblings: tuple[Reading, ...], severity: Severity
) -> set[str]:
    found = review_page(fresh, good, siblings)
    return {one.rule for one in found if one.severity is severity}


def without(names: str, gone: Iterable[str]) -> str:
    return " ".join(name for name in names.split() if name not in set(gone))


def test_the_same_page_gives_nothing(make: Make) -> None:
    page = make(participating_states=TEN, declared=10, chair="KEN", latest="2013-10-03")
    assert review_page(page, page, (page,)) == ()


def test_a_finding_names_the_page_the_field_and_the_values(make: Make) -> None:
    good = make(participating_states=TEN)
    fresh = make(participating_states=without(TEN, ("KEN", "UGA")))
    (found,) = review_page(fresh, good)
    assert found.node == "page:https://www.iom.int/some-process"
    assert found.message == "participating_states lost 2 of 10: state:KEN, state:UGA"


# section-gone


@pytest.mark.parametrize("field", ["objectives", "association", "regions", "name"])
def test_a_text_that_is_gone_holds_the_page(make: Make, field: str) -> None:
    assert held(make(), make(**{field: ("Some words",)})) == {"section-gone"}


def test_a_list_that_is_gone_holds_the_page(make: Make) -> None:
    assert held(make(), make(observer_states="KEN")) == {"section-gone"}


def test_a_chair_that_went_to_the_past_ones_leaves_the_field_empty_in_order(make: Make) -> None:
    good = make(chair="KEN", chairs_past="UGA:2011")
    assert held(make(chairs_past="UGA:2011 KEN:2012"), good) == set()


def test_a_chair_of_whom_nothing_is_left_holds_the_page(make: Make) -> None:
    good = make(chair="KEN", chairs_past="KEN:2009 UGA:2011")
    assert held(make(chairs_past="KEN:2009 UGA:2011"), good) == {"section-gone"}


def test_a_chair_after_whom_nobody_is_named_holds_the_page() -> None:
    held_page, text = (
        "Established: 1996\nCurrent Chair: None\n",
        "Established: 1996\nCurrent Chair: Kenya\n",
    )
    assert held(_read(held_page), _read(text)) == {"values-gone"}
    assert held(_read(text), _read(held_page)) == set()


def _read(text: str) -> Reading:
    return read_page(Capture(url="https://www.iom.int/some-process", body=text.encode()))


# values-gone


def test_a_tenth_may_go_and_more_may_not(make: Make) -> None:
    good = make(participating_states=TWENTY)
    names = TWENTY.split()
    assert held(make(participating_states=without(TWENTY, names[:2])), good) == set()
    assert held(make(participating_states=without(TWENTY, names[:3])), good) == {"values-gone"}


@pytest.mark.parametrize("size", range(2, 10))
def test_one_of_few_is_too_many(make: Make, size: int) -> None:
    names = TWENTY.split()[:size]
    fresh = make(partners=tuple(names[1:]))
    assert held(fresh, make(partners=tuple(names))) == {"values-gone"}


@pytest.mark.parametrize("size", [2, 3, 10, 20])
def test_half_of_any_list_is_too_many(make: Make, size: int) -> None:
    names = TWENTY.split()[:size]
    left = " ".join(names[: (size + 1) // 2])
    for field in ("participating_states", "chairs_past", "observer_states"):
        assert held(make(**{field: left}), make(**{field: " ".join(names)})) == {"values-gone"}


def test_another_date_of_establishment_holds_the_page(make: Make) -> None:
    good = make(dated=False, established="1996")
    assert held(make(dated=False, established="2010"), good) == {"values-gone"}
    assert held(make(dated=False, established="1996-02"), good) == set()


def test_the_chair_goes_round(make: Make) -> None:
    assert held(make(chair="UGA"), make(chair="KEN")) == set()
    assert held(make(chair="UGA"), make(chair="KEN TZA")) == {"values-gone"}


def test_meetings_move_up_and_the_oldest_drops_off(make: Make) -> None:
    good = make(latest="2014-05-06", past="2013-10-03", upcoming="2015-06-01")
    fresh = make(latest="2015-06-01", past="2014-05-06", upcoming="2016-06-01")
    assert held(fresh, good) == set()


def test_a_meeting_that_drops_off_without_a_later_one_holds_the_page(make: Make) -> None:
    good = make(latest="2014-05-06", past="2013-10-03")
    assert held(make(latest="2014-05-06"), good) == {"values-gone"}
    assert held(make(latest="2014-05-06", past="2010-01-02"), good) == {"values-gone"}


def test_half_of_the_meetings_is_too_many_though_a_later_one_came(make: Make) -> None:
    good = make(past="2010-01-01 2011-01-01 2012-01-01 2013-01-01")
    assert held(make(past="2012-01-01 2014-01-01"), good) == {"values-gone"}


def test_rewritten_objectives_are_normal_life_and_fewer_paragraphs_are_not(make: Make) -> None:
    good = make(objectives=("To talk about migration.", "To meet."))
    assert held(make(objectives=("To exchange views.", "To convene.")), good) == set()
    assert held(make(objectives=("To exchange views.",)), good) == {"values-gone"}


def test_a_page_that_only_gains_is_never_held(make: Make) -> None:
    good = make(participating_states=TEN, chairs_past="KEN:2010")
    fresh = make(
        participating_states=TWENTY,
        chairs_past="KEN:2010 UGA:2011",
        chair="TZA",
        upcoming="2027-01-02",
        observer_states="FRA",
        name=("Some Process",),
    )
    assert held(fresh, good) == set()


def test_a_name_that_is_known_by_now_is_not_gone() -> None:
    text = "Participating States\n- Kenya\n- Uganda\n- Freedonia\n- Sudan\n"
    known = _read(text)
    values = tuple(
        msgspec.structs.replace(value, state="FRE") if _is_freedonia(value) else value
        for value in known.values
    )
    learnt = msgspec.structs.replace(known, values=values)
    assert held(learnt, known) == set()
    assert held(known, learnt) == {"values-gone"}


def _is_freedonia(value: object) -> bool:
    return isinstance(value, StateValue) and value.listed_as == "Freedonia"


# values-moved


def test_observers_under_the_members_label_hold_the_page(make: Make) -> None:
    good = make(participating_states=TEN, observer_states="FRA ITA ESP")
    fresh = make(participating_states="FRA ITA ESP", observer_states=TEN)
    assert "values-moved" in held(fresh, good)


def test_a_word_that_stands_in_both_fields_has_not_moved(make: Make) -> None:
    good = make(participating_states=TEN, observer_states="FRA")
    fresh = make(participating_states=TEN, observer_states="FRA KEN")
    assert held(fresh, good) == set()


def test_words_of_prose_under_another_label_hold_the_page(make: Make) -> None:
    good = make(objectives=("Migration for development",), association=("IGAD",))
    fresh = make(objectives=("IGAD",), association=("Migration for development",))
    assert "values-moved" in held(fresh, good)


# declared-count


def test_a_number_that_fitted_its_list_fits_it_again(make: Make) -> None:
    good = make(participating_states=TWENTY, declared=20)
    fewer = without(TWENTY, ("KEN",))
    assert held(make(participating_states=fewer, declared=20), good) == {"declared-count"}
    assert held(make(participating_states=fewer, declared=19), good) == set()
    assert held(make(participating_states=TWENTY, declared=21), good) == {"declared-count"}


def test_a_number_that_never_fitted_says_nothing(make: Make) -> None:
    good = make(participating_states=TWENTY, declared=25)
    assert held(make(participating_states=TWENTY, declared=26), good) == set()


# said-at-once


def test_what_is_said_once_does_not_come_all_at_once(make: Make) -> None:
    bare = make(dated=False, objectives=("Talk",))
    one, both = make(objectives=("Talk",)), make(objectives=("Talk",), type=("REGIONAL",))
    assert held(both, bare) == {"said-at-once"}
    assert held(one, bare) == held(both, one) == held(both, None) == set()
    assert held(both, make(dated=False, objectives=("Talk",), whole=False)) == set()


# declared-exceeded, no-name


def test_more_names_than_the_page_declares_make_it_wait(make: Make) -> None:
    more = make(participating_states=TEN, declared=9)
    assert held(more, None) == {"declared-exceeded"}
    assert "declared-exceeded" in held(more, make(participating_states=without(TEN, ("KEN",))))
    assert held(more, more) == set()
    assert held(make(participating_states=TEN, declared=10), None) == set()


def test_an_entry_that_is_no_name_makes_the_page_wait_once() -> None:
    said = "Participating States\n\n  • Kenya\n  • Uganda\n  • experts may be invited to take part"
    odd, even = _read(said), _read(said.rpartition("\n")[0])
    assert held(odd, even) == held(odd, None) == {"no-name"}
    assert held(odd, odd) == set()


# the page itself


def test_another_language_or_family_holds_the_page(make: Make) -> None:
    good = make(participating_states=TEN)
    fresh = make(participating_states=TEN, language=Language.FR, family="other")
    assert held(fresh, good) == {"language-changed", "family-changed"}


def test_a_whole_page_of_which_a_part_comes_is_held_and_the_other_way_round_is_not(
    make: Make,
) -> None:
    whole, part = make(participating_states=TEN), make(participating_states=TEN, whole=False)
    assert held(part, whole) == {"whole-changed"}
    assert held(whole, part) == set()


@pytest.mark.parametrize(
    "family", ["iom-iscm", "iom-index", "un-desa-event", "un-ga-meeting", "un-document", "other"]
)
def test_a_page_that_says_nothing_is_held_when_it_is_seen_first(make: Make, family: str) -> None:
    assert held(make(family=family, dated=False), None) == {"required-sections"}
    assert held(make(family=family, dated=False, whole=False), None) == set()


def test_a_name_alone_is_too_little_for_a_process_page(make: Make) -> None:
    assert held(make(dated=False, name=("Some Process",)), None) == {"required-sections"}
    assert held(make(name=("Some Process",)), None) == set()


def test_a_page_that_never_said_anything_is_as_it_was(make: Make) -> None:
    empty = make(dated=False, name=("Some Process",))
    assert held(empty, make(dated=False, name=("Some Process",), whole=False)) == set()
    assert "required-sections" in held(empty, make(name=("Some Process",)))


# warnings


def test_a_list_that_grows_by_half_gives_a_warning(make: Make) -> None:
    good = make(participating_states=TEN)
    assert warned(make(participating_states=TWENTY), good) == {"page-grew"}
    assert warned(make(participating_states=f"{TEN} FRA ITA ESP PRT"), good) == set()
    assert warned(make(observer_states="FRA ITA"), make(observer_states="FRA")) == set()


def test_a_list_that_leaves_its_sibling_behind_gives_a_warning(make: Make) -> None:
    good = make(participating_states=TEN)
    sibling = make(participating_states=TEN, language=Language.FR)
    assert warned(make(participating_states=f"{TEN} SOM"), good, sibling) == {"language-parity"}


def test_a_list_that_falls_far_behind_its_sibling_holds_the_page(make: Make) -> None:
    good = make(participating_states=TWENTY)
    sibling = make(participating_states=TWENTY, language=Language.FR)
    names = TWENTY.split()
    one, three = (make(participating_states=without(TWENTY, names[:n])) for n in (1, 3))
    assert held(one, good, sibling) == set()
    assert warned(one, good, sibling) == {"language-parity"}
    assert held(three, good, sibling) == {"values-gone", "language-parity"}


def test_languages_that_never_agreed_say_nothing(make: Make) -> None:
    sibling = make(participating_states=TWENTY, language=Language.FR)
    good, fresh = make(participating_states=TEN), make(participating_states=f"{TEN} SOM")
    assert review_page(fresh, good, (sibling,)) == ()


def test_a_list_that_no_language_had_gives_no_warning(make: Make) -> None:
    sibling = make(language=Language.FR)
    assert review_page(make(participating_states=TEN), make(), (sibling,)) == ()


def test_the_document_lists_exactly_the_rules_of_the_code() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [name_of(rule) for rule in (*RULES, *RUN_RULES)]
