"""What pages of one process disagree about: both sides are cited, and cut pages accuse nobody."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue
from ingest.reading.found import Quote
from ingest.reading.reading import ChairValue, NoChairValue, Reading, StateValue, TextValue, Value
from snapshots.model import Issue

Make = Callable[..., Any]
Issues = Callable[..., list[Issue]]


@pytest.fixture
def issues(page: Make, catalogue: Catalogue) -> Issues:
    """The disagreements of two pages with these values."""

    def make(
        first: list[Value], second: list[Value], whole: tuple[bool, bool] = (True, True)
    ) -> list[Issue]:
        pages: list[Reading] = [
            page(*first, whole=whole[0]),
            page(*second, path="/other", whole=whole[1]),
        ]
        found = assemble(pages, catalogue).issues
        return [issue for issue in found if issue.code == "pages-disagree"]

    return make


def quote(words: str) -> Quote:
    return Quote(words=words, line=1, rule="a rule")


def members(*states: str) -> list[Value]:
    return [
        StateValue(field="participating_states", quote=quote(one), state=one, listed_as=one)
        for one in states
    ]


def chairs(*states: str, current: bool = True) -> list[Value]:
    return [
        ChairValue(field="chairs", quote=quote(one), state=one, listed_as=one, current=current)
        for one in states
    ]


def association(words: str) -> list[Value]:
    return [TextValue(field="association", quote=quote(words or "None"), text=words)]


NO_CHAIR: list[Value] = [NoChairValue(field="chairs", quote=quote("No chair"))]


def sides(issue: Issue) -> dict[str, list[str]]:
    """Page → the words that are cited of it."""
    found: dict[str, list[str]] = {}
    for one in issue.citations:
        assert one.field == issue.field
        found.setdefault(one.page, []).append(one.words)
    return found


def test_states_on_one_whole_page_and_not_on_the_other_are_named_and_cited(issues: Issues) -> None:
    (issue,) = issues(members("PER", "CHL", "FJI"), members("FJI", "PER", "GHA"))
    assert (issue.node, issue.field) == ("process:hld", "participations")
    assert issue.message == "participations: hld-en alone has CHL; hld-en-2 alone has GHA"
    assert sides(issue) == {"hld-en": ["CHL"], "hld-en-2": ["GHA"]}


def test_the_page_that_lacks_a_state_is_cited_where_its_list_begins(issues: Issues) -> None:
    (issue,) = issues(members("PER", "CHL"), members("PER"))
    assert issue.message.endswith("hld-en alone has CHL; hld-en-2 has nothing that hld-en lacks")
    assert sides(issue) == {"hld-en": ["CHL"], "hld-en-2": ["PER"]}


@pytest.mark.parametrize("whole", [(True, False), (False, True), (False, False)])
def test_a_page_that_was_cut_accuses_nobody_of_a_missing_state(
    issues: Issues, whole: tuple[bool, bool]
) -> None:
    assert issues(members("PER", "CHL"), members("GHA"), whole) == []


def test_lists_in_another_order_agree(issues: Issues) -> None:
    assert issues(members("PER", "CHL"), members("CHL", "PER")) == []


def test_a_page_without_a_list_disagrees_with_none(issues: Issues) -> None:
    assert issues(members("PER", "CHL"), chairs("PER")) == []


def test_unknown_names_are_not_compared(issues: Issues) -> None:
    unknown = StateValue(
        field="participating_states", quote=quote("Atlantis"), state=None, listed_as="Atlantis"
    )
    assert issues(members("PER"), [*members("PER"), unknown]) == []


@pytest.mark.parametrize("whole", [(True, True), (False, False)])
@pytest.mark.parametrize("other", [chairs("AZE"), NO_CHAIR])
def test_another_current_chair_is_a_disagreement(
    issues: Issues, whole: tuple[bool, bool], other: list[Value]
) -> None:
    (issue,) = issues(chairs("KGZ"), other, whole)
    assert issue.field == "chairs"
    assert set(sides(issue)) == {"hld-en", "hld-en-2"}


def test_past_chairs_are_no_matter_of_disagreement(issues: Issues) -> None:
    past = chairs("AGO", current=False)
    assert issues(chairs("KGZ"), [*chairs("KGZ"), *past]) == []
    assert issues(chairs("KGZ"), past) == []


def test_a_cut_page_may_have_lost_a_co_chair(issues: Issues) -> None:
    both, one = chairs("TUR", "HUN"), chairs("TUR")
    assert issues(both, one, (True, False)) == []
    assert [issue.field for issue in issues(both, one)] == ["chairs"]


def test_two_associations_are_a_disagreement(issues: Issues) -> None:
    (issue,) = issues(association("African Union"), association("League of Arab States"))
    assert (issue.node, issue.field) == ("process:hld", "associations")
    assert sides(issue) == {"hld-en": ["African Union"], "hld-en-2": ["League of Arab States"]}


def test_an_association_and_none_are_a_disagreement(issues: Issues) -> None:
    (issue,) = issues(association("African Union"), association(""))
    assert "hld-en-2 says none" in issue.message


@pytest.mark.parametrize("other", ["Union africaine", "African Union (AU)", "Union of Atlantis"])
def test_an_association_in_other_words_is_none(issues: Issues, other: str) -> None:
    """Another language or spelling of one organization, and words that nobody knows."""
    assert issues(association("African Union"), association(other)) == []


def test_a_third_page_is_compared_with_the_one_that_is_followed(
    page: Make, catalogue: Catalogue
) -> None:
    pages = [
        page(*members("PER", "CHL")),
        page(*members("PER", "CHL"), path="/other"),
        page(*members("PER"), path="/press"),
    ]
    found = [one for one in assemble(pages, catalogue).issues if one.code == "pages-disagree"]
    assert [set(sides(issue)) for issue in found] == [{"hld-en", "hld-en-3"}]
