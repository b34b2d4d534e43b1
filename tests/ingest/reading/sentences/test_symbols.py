import pytest

from ingest.reading.outline.text import read_text
from ingest.reading.sentences.symbols import entries, mentions, numbered_documents


def listed(text: str) -> list[tuple[str, str, str]]:
    return [(one.symbol, one.title, one.behind) for one in entries(read_text(text).lines)]


def test_each_number_of_an_enumeration_has_its_own_date() -> None:
    text = (
        "sus resoluciones 58/208, de 23 de diciembre de 2003, 59/241, de 22 de diciembre de 20042, "
        "y 67/219, relativas a la migración"
    )
    assert [(one.parts["symbol"], one.parts.get("date")) for one in mentions(text)] == [
        ("58/208", "23 de diciembre de 2003"),
        ("59/241", "22 de diciembre de 2004"),
        ("67/219", None),
    ]


def test_a_date_that_is_cut_off_is_no_date() -> None:
    (one,) = mentions("under Assembly resolution 45/264 of 13 May 199")
    assert "date" not in one.parts


def test_a_date_of_something_else_is_not_the_documents() -> None:
    (one,) = mentions("by resolution 72/244 the conference of 10 December 2018 was called")
    assert "date" not in one.parts


def test_the_date_of_a_report_may_stand_before_its_symbol() -> None:
    (one,) = mentions("since my previous report of 31 August 2018 (S/2018/807)")
    assert one.parts["date"] == "31 August 2018"


def test_quotation_marks_behind_entitled_hold_the_title() -> None:
    (before,) = mentions("tabled a draft entitled “Ships and crews” (A/C.2/60/L.16), which read")
    (behind,) = mentions("la résolution 71/1 du 19 septembre 2016, intitulée « Navires »")
    assert before.parts["title"] == "Ships and crews"
    assert before.parts["type"] == "draft resolution"
    assert behind.parts["title"] == "Navires"


def test_a_range_is_kept_as_written() -> None:
    (one,) = mentions("see A/62/439 and Add.1-6.")
    assert one.parts["range"] == "A/62/439 and Add.1-6"


def test_a_body_with_numbers_of_its_own_needs_the_assembly_named() -> None:
    text = "Recalling its resolution 33/7 and General Assembly resolution 71/1"
    assert [one.parts["symbol"] for one in mentions(text, own_numbers=True)] == ["71/1"]


def test_a_line_of_title_and_symbol_is_an_entry() -> None:
    assert listed(
        'Report of the Secretary General (A/72/643): "Work for all"\n'
        "Remesas de la gente de mar [A/70/401]\n"
        "The report (A/72/643) is long\n"
        "The Assembly adopted the text (A/RES/70/9)\n"
        "See the report (A/72/643)\n"
    ) == [
        ("A/72/643", "Report of the Secretary General", "Work for all"),
        ("A/70/401", "Remesas de la gente de mar", ""),
    ]


def test_the_title_of_a_symbol_may_stand_on_the_lines_above_it() -> None:
    text = "Le Dialogue\n\nRésumé du Dialogue\nsur les ports et la mer\n[A/61/515]\n"
    assert listed(text) == [("A/61/515", "Résumé du Dialogue sur les ports et la mer", "")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "to follow up the Declaration of the 2013 Dialogue on Ports (A/RES/68/4)",
            "Declaration of the 2013 Dialogue on Ports",
        ),
        (
            "in the 2030 Agenda for Ships (see General Assembly resolution 70/1)",
            "2030 Agenda for Ships",
        ),
        (
            "dans la Déclaration du Dialogue sur les ports (résolution 68/4)",
            "Déclaration du Dialogue sur les ports",
        ),
        (
            "en la Declaración de Lima sobre puertos (A/RES/68/4)",
            "Declaración de Lima sobre puertos",
        ),
        ("la Declaración que la Asamblea aprobó (A/RES/68/4)", None),
        ("its statement on ports (A/RES/68/4)", None),
    ],
)
def test_the_title_of_what_was_adopted_stands_before_the_bracket(
    text: str, title: str | None
) -> None:
    (one,) = mentions(text)
    assert one.parts.get("title") == title


@pytest.mark.parametrize(
    ("text", "number", "date"),
    [
        (
            "Economic and Social Council decision 1995/313 of 27 July 1995,",
            "1995/313",
            "27 July 1995",
        ),
        (
            "la décision 1995/313 du Conseil économique et social, en date du 27 juillet 1995",
            "1995/313",
            "27 juillet 1995",
        ),
        ("la decisión 2000/288 del Consejo Económico y Social", "2000/288", None),
    ],
)
def test_a_decision_is_known_by_body_and_number(text: str, number: str, date: str | None) -> None:
    (one,) = numbered_documents(text)
    assert one.parts["number"] == number
    assert one.parts["body"] == "Economic and Social Council"
    assert one.parts.get("date") == date


def test_resolutions_of_a_commission_are_enumerated_by_year() -> None:
    text = (
        "las resoluciones de la Comisión de Población y Desarrollo 2006/2, de 10 de mayo de 20062, "
        "2008/1, de 11 de abril de 20083, y 2014/1"
    )
    found = list(numbered_documents(text))
    assert [one.parts["number"] for one in found] == ["2006/2", "2008/1", "2014/1"]
    assert found[0].parts["date"] == "10 de mayo de 2006"


def test_a_number_without_a_body_names_nothing() -> None:
    assert not list(numbered_documents("its resolution 2013/1, and resolution 58/208"))
