"""Sentences made to fool, through the whole reader: what a page does not say is not read."""

from typing import Any

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page

ELSEWHERE = "https://example.org/page"
OF_IOM = "https://www.iom.int/puebla-process"
LIST = "Peru, Chile, Brazil, Colombia and Ecuador."


def said(text: str, url: str = ELSEWHERE) -> dict[str, Any]:
    return facts(read_page(Capture(url=url, body=text.encode(), media_type="text/plain")))


@pytest.mark.parametrize(
    "lead",
    [
        "Members of ECOWAS are:",
        "Non-members:",
        "Candidate members are:",
        "Members of the Bureau are:",
        "Members of the Troika are:",
        "Associate members:",
        "Meeting participants:",
        "Participating States at the fifth meeting:",
        "Members that have ratified the Convention:",
        "Countries in the region, not members of the Almaty Process:",
        "The Ad Hoc Group comprises",
        "The Training Academy, launched in 2020, brings together",
    ],
)
@pytest.mark.parametrize("url", [ELSEWHERE, OF_IOM])
def test_others_are_no_members(lead: str, url: str) -> None:
    assert "participating_states" not in said(f"{lead} {LIST}", url)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Prague Process does not have 60 member States.",
        "The Prague Process will have 60 member States by 2030.",
        "The Prague Process could grow to 60 member States.",
        "20 participating States have submitted their national reports to the Prague Process.",
        "So far, 20 member States of the Prague Process have paid.",
        "In Tirana, twelve participating states of the Prague Process met.",
        "The Prague Process started in 2009 with 33 participating States.",
        "The Prague Process has 50 member States. It has 33 participating States.",
    ],
)
def test_what_is_denied_expected_past_a_share_or_contradicted_is_no_number(sentence: str) -> None:
    assert "participating_states_declared" not in said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le Maroc occupe la présidence de la Conférence des Parties.",
        "Kazakhstan has the Chairmanship of the Conference on Interaction in Asia.",
        "L’Allemagne assure la présidence du Forum économique mondial.",
        "Honduras ostenta la Presidencia Pro Tempore del Foro de Ministros del SICA.",
        "Nepal has the Chair of the Colombo Process's Technical Experts.",
        "In 2011, Bangladesh has the chair of the Colombo Process.",
        "En 2010, la France préside le Processus de Rabat.",
        "Le Conseil de l’Europe se réunit à Strasbourg. La France le préside depuis 2019.",
    ],
)
def test_the_chair_of_something_else_or_of_then_is_not_the_chair(sentence: str) -> None:
    assert "chair_current" not in said(sentence)


def test_a_meeting_of_another_process_is_not_the_pages_own() -> None:
    other = "The third meeting of the Almaty Process was held in Geneva on 3-4 May 2016."
    assert "meetings" not in said(
        other, "https://rosanjose.iom.int/en/regional-conference-migration"
    )


def test_the_type_of_another_process_is_not_the_pages_own() -> None:
    other = "Objectives\nThe Colombo Process is an inter-regional forum."
    assert "type" not in said(other, OF_IOM)


def test_who_observes_something_is_no_observer() -> None:
    told = said("Objectives\nMexico is the observer of human rights.", OF_IOM)
    assert "observer_states" not in told
