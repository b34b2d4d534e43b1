"""What sentences of a process page say besides its labels."""

from typing import Any

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page


def read(*lines: str) -> dict[str, Any]:
    body = "\n".join(["Established: 2000", "Objectives", *lines]).encode()
    return facts(read_page(Capture(url="https://www.iom.int/some-process", body=body)))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("IOM became an Observer and Thematic Expert.", ["IOM"]),
        ("Since 2012, UNHCR has observer status.", ["UNHCR"]),
        ("Depuis 2012, l’OIM a le statut d’observateur.", ["OIM"]),
        ("La OIM participa como observadora.", ["OIM"]),
    ],
)
def test_a_sentence_may_call_an_organization_an_observer(sentence: str, names: list[str]) -> None:
    assert read(sentence)["observer_organizations"] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "IOM was an observer until 2012.",
        "IOM is not an observer.",
        "The Chair became an observer.",
        "IOM helps every observer State.",
        "IOM is an Observer to the United Nations General Assembly.",
    ],
)
def test_who_does_not_observe_now_is_no_observer(sentence: str) -> None:
    assert "observer_organizations" not in read(sentence)


def test_observers_in_a_list_go_before_those_of_sentences() -> None:
    found = read("IOM became an Observer.", "Observer Organizations", "• UNHCR")
    assert found["observer_organizations"] == ["UNHCR"]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The Forum is an ISCM where 11 States of the region meet.", 11),
        ("Le Dialogue est un forum de 15 pays.", 15),
        ("The Process is a dialogue between 19 Asian countries and the EU.", None),
        ("IOM is an intergovernmental organization of 175 member States.", None),
        ("The Working Group is a forum where 5 States discuss skills.", None),
        ("It is a forum. In 2010, 52 countries attended.", None),
        ("The Process is a dialogue of more than 50 governments.", None),
    ],
)
def test_a_sentence_may_define_the_process_by_the_number_of_its_members(
    sentence: str, number: int | None
) -> None:
    assert read(sentence).get("participating_states_declared") == number


def test_a_document_may_be_told_by_its_year() -> None:
    found = read("They carry out the goals of the 2013 Istanbul Ministerial Declaration:")
    assert found["documents"] == [
        {"title": "2013 Istanbul Ministerial Declaration", "where": "prose"}
    ]


def test_an_agenda_of_a_year_is_no_document_of_the_process() -> None:
    assert "documents" not in read("States support the 2030 Development Agenda.")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The GFMD Support Unit, hosted by IOM, assists the Chair.", ["GFMD Support Unit"]),
        ("La OIM ejerce la Secretaría Técnica.", ["OIM"]),
        ("Le secrétariat est assuré par le CIDPM.", ["CIDPM"]),
        ("The Technical Secretariat sits in Lima and is administered by IOM.", ["IOM"]),
        ("La Secretaría está a cargo de la OIM.", ["OIM"]),
    ],
)
def test_a_sentence_may_name_the_secretariat_in_every_language(
    sentence: str, names: list[str]
) -> None:
    assert read("Secretariat", sentence)["secretariat"] == names


@pytest.mark.parametrize(
    "sentence",
    ["No hay una secretaría permanente.", "Il n’y a pas de secrétariat.", "Aucun secrétariat"],
)
def test_no_secretariat_is_none_in_every_language(sentence: str) -> None:
    assert "secretariat" not in read("Secretariat", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No hay presidencia actual.",
        "Pas de présidence permanente",
        "No formal Chair institute",
        "Aucune présidence",
    ],
)
def test_no_chair_is_none_in_every_language(sentence: str) -> None:
    assert read("Chair", sentence)["chair_current"] == []


@pytest.mark.parametrize(
    ("sentence", "chairs"),
    [
        ("Egypt has been the Chair since 2014.", ["EGY"]),
        ("The Dialogue is chaired by Morocco and co-chaired by Germany.", ["MAR", "DEU"]),
        ("The Senior Officials’ Meeting was chaired by Thailand.", None),
        ("Egypt is the chair of the Technical Working Group.", None),
        ("The thematic group is chaired by IOM.", None),
    ],
)
def test_a_sentence_may_name_the_chair(sentence: str, chairs: list[str] | None) -> None:
    assert read(sentence).get("chair_current") == chairs
