import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ingest.reading.families.un_document import read
from ingest.reading.found import PageFacts
from ingest.reading.normalize.normalize import normalize
from ingest.reading.outline.read import read_outline
from ingest.reading.outline.text import read_text
from ingest.reading.reading import DocumentValue

URL = "https://undocs.org/x"
PAGE = """Navegación
Naciones Unidas A/70/401
Asamblea General Distr. general
3 de agosto de 2015
Original: inglés
Tema 21 c) del programa provisional*

Comercio

Remesas de la gente de mar

Informe del Secretario General

Resumen
La Asamblea, en sus resoluciones 58/208, de 23 de diciembre de 2003, y 59/241, de 22 de
diciembre de 2004, pidió un informe. Véase A/70/401.

* A/70/150.
"""
PRESS = """ASSEMBLY PUTS OFF DRAFT
Department of Public Information • News and Media Division • New York
Action on the draft resolution (document A/62/L.25/Rev.1) waits.
"""


def documents(text: str) -> list[DocumentValue]:
    values = normalize(read(read_text(text), URL)).values
    return [value for value in values if isinstance(value, DocumentValue)]


def symbols(found: list[DocumentValue]) -> list[str]:
    return [symbol.text for one in found for symbol in one.symbols]


def test_a_report_is_its_own_subject_and_names_others() -> None:
    subject, *others = documents(PAGE)
    assert subject.subject
    assert subject.title == "Remesas de la gente de mar"
    assert (subject.date, subject.date_kind) == ("2015-08-03", "distribution")
    assert symbols(others) == ["A/70/150", "A/RES/58/208", "A/RES/59/241"]
    assert [one.date for one in others] == [None, "2003-12-23", "2004-12-22"]


def test_the_star_leads_to_the_provisional_agenda() -> None:
    footnote = next(one for one in documents(PAGE) if one.where == "footnote")
    assert footnote.title == "programa provisional"


def test_every_line_is_cited_or_accounted_for() -> None:
    outline = read_text(PAGE)
    found = read(outline, URL)
    assert told(found) == {line.number for line in outline.lines}


def told(found: PageFacts) -> set[int]:
    return {fact.quote.line for fact in found.facts} | {one.line for one in found.ignored}


def test_a_press_release_is_no_document_but_names_some() -> None:
    (one,) = documents(PRESS)
    assert symbols([one]) == ["A/62/L.25/Rev.1"]
    assert not one.subject


def test_the_end_of_an_old_resolution_tells_its_adoption() -> None:
    text = (
        "United Nations\nA/RES/50/900\nDistr. GENERAL\n23 February 1996\n"
        "Resolution adopted by the General Assembly\n50/900. Ships\nThe General Assembly,\n"
        "Recalls much.\n95th plenary meeting\n20 December 1995"
    )
    (one,) = documents(text)
    assert (one.date, one.date_kind) == ("1995-12-20", "adoption")
    assert one.details["distributed"] == "1996-02-23"


def test_a_range_stands_for_every_document_in_it() -> None:
    (one,) = documents("The Committee had A/62/439 and Add.1-3 before it.")
    assert symbols([one]) == ["A/62/439", *(f"A/62/439/Add.{n}" for n in (1, 2, 3))]
    assert not one.double


def test_fragments_of_a_spine_are_no_symbols() -> None:
    assert documents("E/2\n01\n8/2\n5-E\n/CN\n.9/2\n01\n8/7") == []


def test_a_page_without_any_document_is_doubted() -> None:
    assert [one.code for one in read(read_text("Nothing here"), URL).doubts] == ["no-document"]


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_documents_of_the_cases_are_read(cases: Path, suffix: str) -> None:
    for path in sorted(cases.rglob("*.expected.json")):
        case = msgspec.json.decode(path.read_bytes())
        page = path.with_name(path.name.replace(".expected.json", suffix))
        if case["family"] != "un-document" or not page.exists():
            continue
        outline = read_outline(page.read_bytes())
        found = read(outline, case["url"])
        values = normalize(found).values
        made = [one for one in values if isinstance(one, DocumentValue)]
        expected = case["facts"]["documents"]
        assert set(symbols(made)) == set(_expected_symbols(expected)), page.name
        assert _dates(made) == _expected_dates(expected), page.name
        assert told(found) == {line.number for line in outline.lines}, page.name


def _expected_symbols(expected: list[dict[str, Any]]) -> list[str]:
    return [
        symbol
        for one in expected
        for symbol in one.get("symbols", [one["symbol"]] if "symbol" in one else [])
    ]


def _expected_dates(expected: list[dict[str, Any]]) -> dict[str, str]:
    return {
        _name(one.get("symbol") or one.get("number", "")): one["date"]
        for one in expected
        if "date" in one
    }


def _dates(made: list[DocumentValue]) -> dict[str, str]:
    return {
        _name("-".join(s.text for s in one.symbols) or one.details.get("number", "")): one.date
        for one in made
        if one.date
    }


def _name(words: str) -> str:
    return re.sub(r"\s", "", words)


ADOPTED = ("A/RES/70/9", "Ports and ships", "2015-12-23")


@pytest.mark.parametrize(
    "text",
    [
        "70/9. Ports and ships\nAdopted by the U.N. General Assembly on 23 December 2015\n",
        "Resolution 70/9 adopted by the U.N. General Assembly on 23 December 2015\n"
        "Ports and ships\n",
        "Resolution adopted by the General Assembly of the United Nations on 23 December 2015\n"
        "70 / 9 . Ports and ships\n",
        "Resolution adopted without a vote by the General Assembly, 23 December 2015\n"
        "70/9.Ports and ships\n",
        "Ports and ships (A/RES/70/9)\nResolution adopted by the UN General Assembly on "
        "23 December 2015\n",
        "United Nations A/RES/70/9 General Assembly Distr.: General 3 February 2016 Seventieth "
        "session Agenda items 13, 21 and 117 Resolution adopted by the General Assembly on "
        "23 December 2015 [without reference to a Main Committee (A/70/L.9)] 70/9. Ports and "
        "ships ",
    ],
)
@pytest.mark.parametrize("begins", ["The General Assembly,\n", "Recalling its resolution 69/1,\n"])
def test_the_head_of_a_resolution_may_have_many_forms(text: str, begins: str) -> None:
    own, *_ = documents(text + begins)
    assert (own.symbols[0].text, own.title, own.date) == ADOPTED
    assert own.date_kind == "adoption"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Résolution 70/9 adoptée par l’Assemblée générale des Nations Unies le 23 décembre "
            "2015\n"
            "Ports et navires\nL’Assemblée générale,\n",
            "Ports et navires",
        ),
        (
            "70/9. Puertos y buques\n"
            "Aprobada por la Asamblea General de las Naciones Unidas el 23 de diciembre de 2015\n"
            "La Asamblea General,\n",
            "Puertos y buques",
        ),
    ],
)
def test_the_head_of_a_resolution_in_french_and_spanish(text: str, title: str) -> None:
    own, *_ = documents(text)
    assert (own.symbols[0].text, own.title, own.date) == ("A/RES/70/9", title, "2015-12-23")


def test_a_sentence_about_a_resolution_is_not_its_head() -> None:
    found = documents("Resolution 70/9 adopted by the General Assembly in 2015 is about ports.\n")
    assert [(one.subject, one.where) for one in found] == [(False, "prose")]


def test_a_head_on_one_line_ends_where_the_text_begins() -> None:
    own, *_ = documents(
        "Naciones Unidas A/70/401 Asamblea General Distr. general 3 de agosto de 2015 Español "
        "Original: inglés Septuagésimo período de sesiones Tema 21 c) del programa provisional* "
        "Remesas de la gente de mar Informe del Secretario General Resumen El presente informe es "
        "de remesas.\n"
    )
    assert (own.title, own.date) == ("Remesas de la gente de mar", "2015-08-03")
    assert own.details["type"] == "report of the Secretary-General"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Declaration of the Dialogue on Ports\nWe, the ministers, met in Lima.\n",
            "Declaration of the Dialogue on Ports",
        ),
        (
            "Déclaration de Rabat sur les ports\nNous, ministres, réunis à Rabat,\n",
            "Déclaration de Rabat sur les ports",
        ),
        (
            "Lima Declaration on Ports\n1. We recognize that ports are good for ships.\n",
            "Lima Declaration on Ports",
        ),
    ],
)
def test_a_declaration_needs_no_symbol(text: str, title: str) -> None:
    (own,) = documents(text)
    assert (own.subject, own.title, own.details["type"]) == (True, title, "declaration")


@pytest.mark.parametrize(
    "text",
    [
        "Concept note\nForum on Ports\n",
        "Forum on Ports\nConcept note\n",
        "Nota conceptual\nForum on Ports\n",
        "Forum on Ports\nNote conceptuelle\nIntroduction\n",
    ],
)
def test_a_concept_note_is_about_what_stands_beside_it(text: str) -> None:
    (own,) = documents(text)
    assert (own.subject, own.title) == (True, "Forum on Ports")
    assert own.details["type"] == "concept note"


def test_a_list_of_documents_is_none_of_them() -> None:
    found = documents(
        "Report of the Secretary-General (A/68/190)\nSummary of the hearings (A/68/283)\n"
    )
    assert [(one.where, one.title) for one in found] == [
        ("list", None),
        ("list", "Summary of the hearings"),
    ]
