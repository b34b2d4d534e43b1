"""The same page in three markups, made in `conftest.py` from the text page."""

from collections.abc import Mapping

import msgspec
import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page
from ingest.reading.reading import Reading, StateValue

MARKUPS = ("accordions", "strong_paragraphs", "plain_divisions")
FIELDS = (
    "established",
    "themes",
    "secretariat",
    "participating_states",
    "participating_states_declared",
    "observer_organizations",
    "partners",
    "meetings",
    "documents",
    "contact",
    "emails",
)


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_markup_gives_the_very_facts_of_the_text_page(
    hld: Reading, renderings: Mapping[str, Capture], markup: str
) -> None:
    expected = msgspec.json.encode(facts(hld))
    assert msgspec.json.encode(facts(read_page(renderings[markup]))) == expected


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_the_same_in_every_markup(
    hld: Reading, renderings: Mapping[str, Capture], markup: str, field: str
) -> None:
    assert facts(read_page(renderings[markup]))[field] == facts(hld)[field]


@pytest.mark.parametrize("markup", MARKUPS)
def test_no_markup_gives_a_field_that_the_text_page_lacks(
    hld: Reading, renderings: Mapping[str, Capture], markup: str
) -> None:
    assert facts(read_page(renderings[markup])).keys() == facts(hld).keys()


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_markup_is_told_to_be_french_and_of_the_same_family(
    renderings: Mapping[str, Capture], markup: str
) -> None:
    reading = read_page(renderings[markup])
    assert (reading.language.value, reading.family) == ("fr", "iom-iscm")


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_markup_keeps_the_names_as_listed(
    hld: Reading, renderings: Mapping[str, Capture], markup: str
) -> None:
    def listed(reading: Reading) -> list[str]:
        values = reading.of("participating_states")
        return [value.listed_as for value in values if isinstance(value, StateValue)]

    assert listed(read_page(renderings[markup])) == listed(hld)


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_markup_leaves_the_same_doubts(
    hld: Reading, renderings: Mapping[str, Capture], markup: str
) -> None:
    doubts = [(doubt.code, doubt.field) for doubt in hld.doubts]
    assert [(d.code, d.field) for d in read_page(renderings[markup]).doubts] == doubts


def test_a_footer_in_its_element_is_set_aside(renderings: Mapping[str, Capture]) -> None:
    reading = read_page(renderings["accordions"])
    text = msgspec.json.encode(facts(reading)).decode()
    assert "Atlantis" not in text
    assert "70/1" not in text
    assert sum(line.reason == "navigation" for line in reading.ignored) > 5
