from pathlib import Path

import msgspec
import pytest

from ingest.reading.documents.masthead import Masthead, looks_like_document, read_masthead
from ingest.reading.outline.read import read_outline
from ingest.reading.outline.text import read_text

REPORT = """United Nations A/70/401
General Assembly Distr.: General
3 August 2015
Original: English
15-12345 (E) 240815
Seventieth session
Item 21 (c) of the provisional agenda*
Trade and interdependence

Remittances of migrants
and their families

Report of the Secretary-General

Summary
The report answers resolution 69/1.
* A/70/150.
"""
RESOLUTION = """Nations Unies A/RES/71/7*
Assemblée générale Distr. générale
3 octobre 2016
Points 13 et 117 de l’ordre du jour
Résolution adoptée par l’Assemblée générale le 19 septembre 2016
[sans renvoi à une grande commission (A/71/L.9)]
71/7. Déclaration sur les ports
et les marins
L’Assemblée générale
Adopte le texte qui suit.
"""
OLD_RESOLUTION = """United Nations
A/RES/50/900
General Assembly
Distr. GENERAL
23 February 1996
Fiftieth session
RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY
[on the report of the Third Committee (A/50/700 and Corr.1)]
50/900. Families of seafarers
The General Assembly,
"""
TABLE = """51/18 | Familles de marins | |
Date: 18 novembre 1996 Adoptée sans vote |
Séance plénière: 61ème
Rapport: A/51/601/Add.2 |
L'Assemblée générale,
"""
CONFERENCE = """Conference on the Rights of Seafarers Marrakech, Morocco, 3 and 4 May 2016
Item 4 of the provisional agenda*
Outcome
Draft outcome of the Conference
Note by the President of the General Assembly
"""
DRAFT = """Naciones Unidas A/C.3/70/L.40
Asamblea General Distr. limitada
2 de noviembre de 2015
Tercera Comisión
Tema 27 del programa
Desarrollo social
Proyecto de resolución presentado por la Presidencia
Familias de la gente de mar
La Asamblea General,
"""


def head(text: str) -> Masthead:
    found = read_masthead(read_text(text).lines)
    assert found is not None
    return found


def test_a_report_tells_title_agenda_and_day_of_distribution() -> None:
    parts = head(REPORT).parts
    assert parts["symbol"] == "A/70/401"
    assert parts["title"] == "Remittances of migrants and their families"
    assert parts["agenda_title"] == "Trade and interdependence"
    assert parts["agenda_item"] == "21 (c)"
    assert parts["type"] == "report of the Secretary-General"
    assert (parts["date"], parts["date_kind"]) == ("3 August 2015", "distribution")
    assert (parts["session"], parts["job_number"]) == ("70", "15-12345")
    assert parts["original_language"] == "en"


def test_a_resolution_keeps_adoption_and_distribution_apart() -> None:
    found = head(RESOLUTION)
    assert found.parts["symbol"] == "A/RES/71/7"
    assert found.parts["title"] == "Déclaration sur les ports et les marins"
    assert (found.parts["date"], found.parts["date_kind"]) == ("19 septembre 2016", "adoption")
    assert found.parts["distributed"] == "3 octobre 2016"
    assert [(one.symbol, one.type) for one in found.related] == [("A/71/L.9", "draft resolution")]


def test_a_resolution_without_day_of_adoption_keeps_that_of_its_distribution() -> None:
    found = head(OLD_RESOLUTION)
    assert (found.parts["date"], found.parts["date_kind"]) == ("23 February 1996", "distribution")
    assert found.parts["title"] == "Families of seafarers"
    assert [(one.symbol, one.type) for one in found.related] == [
        ("A/50/700 and Corr.1", "report of the Third Committee")
    ]


def test_a_resolution_on_one_line_is_read_up_to_its_title() -> None:
    parts = head(" ".join(OLD_RESOLUTION.split("\n")) + " Recalling its resolution 49/1,").parts
    assert parts["title"] == "Families of seafarers"
    assert parts["symbol"] == "A/RES/50/900"


def test_a_resolution_of_another_council_gets_no_symbol_from_its_number() -> None:
    adopted = "Resolution adopted by the Human Rights Council"
    text = f"{adopted}\n35/17. Seafarers\nThe Human Rights Council,"
    parts = head(text).parts
    assert "symbol" not in parts
    assert parts["number"] == "35/17"


def test_the_french_table_is_a_resolution() -> None:
    found = head(TABLE)
    assert found.parts["symbol"] == "51/18"
    assert found.parts["title"] == "Familles de marins"
    assert (found.parts["date"], found.parts["vote"]) == ("18 novembre 1996", "sans vote")
    assert [one.symbol for one in found.related] == ["A/51/601/Add.2"]


def test_a_conference_document_names_the_conference_with_place_and_date() -> None:
    found = head(CONFERENCE)
    assert found.parts["title"] == "Draft outcome of the Conference"
    assert "symbol" not in found.parts
    assert found.occasion is not None
    assert found.occasion.title == "Conference on the Rights of Seafarers"
    assert found.occasion.place == "Marrakech, Morocco"


def test_the_title_of_a_draft_stands_behind_its_sponsor() -> None:
    parts = head(DRAFT).parts
    assert parts["title"] == "Familias de la gente de mar"
    assert parts["type"] == "draft resolution"
    assert parts["sponsor"] == "Presidencia"


@pytest.mark.parametrize("text", [REPORT, RESOLUTION, OLD_RESOLUTION, CONFERENCE, DRAFT])
def test_a_document_is_recognized_at_any_address(text: str) -> None:
    assert looks_like_document(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Established: 1951\nMembers\n- Samoa\nMain documents\n- A/68/190\n- Resolution 65/170",
        "The Assembly adopted resolution 68/4.\nA/RES/68/4\nReport of the Secretary-General",
        "United Nations Security Council Resolution 9\nCode S/RES/9\nResult Adopted",
        "Coordination Meeting\nNew York, 3-4 October 2013\nDocuments\nA/68/190",
    ],
)
def test_pages_that_talk_of_documents_are_none(text: str) -> None:
    assert not looks_like_document(read_text(text))


def test_among_the_cases_only_documents_look_like_documents(cases: Path) -> None:
    for path in sorted(cases.rglob("*.expected.json")):
        page = path.with_name(path.name.replace(".expected.json", ".txt"))
        if page.exists() and looks_like_document(read_outline(page.read_bytes())):
            assert msgspec.json.decode(path.read_bytes())["family"] == "un-document", page.name
