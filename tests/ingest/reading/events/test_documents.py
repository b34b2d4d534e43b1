from collections.abc import Callable

import pytest

from ingest.reading.events.documents import documents
from ingest.reading.normalize.documents import documents as normalized
from ingest.reading.outline.lines import Line
from ingest.reading.reading import DocumentValue

MakeLines = Callable[[str], tuple[Line, ...]]


def values(lines: tuple[Line, ...]) -> list[DocumentValue]:
    return [one for fact in documents(lines) for one in normalized(fact)]


def symbols(lines: tuple[Line, ...]) -> list[str]:
    return [symbol.text for one in values(lines) for symbol in one.symbols]


def test_each_symbol_of_a_sentence_has_its_own_date(lines: MakeLines) -> None:
    text = (
        "under resolutions 71/280 of 6 April 2017, 72/244 of 24 December 2017 and "
        "72/L.67 of 31 July 2018"
    )
    found = values(lines(text))
    assert [one.symbols[0].text for one in found] == ["A/RES/71/280", "A/RES/72/244", "A/72/L.67"]
    assert [one.date for one in found] == ["2017-04-06", "2017-12-24", "2018-07-31"]


def test_the_date_of_a_meeting_is_not_the_documents(lines: MakeLines) -> None:
    (one,) = values(lines("The report (A/68/190) went to the Dialogue of 3-4 October 2013."))
    assert (one.symbols[0].text, one.date) == ("A/68/190", None)


def test_an_entry_below_its_label_keeps_its_title(lines: MakeLines) -> None:
    (one,) = values(lines("Documents\nA/68/190 Work and migrants"))
    assert (one.where, one.title) == ("list", "Work and migrants")


def test_a_sentence_below_the_label_is_prose(lines: MakeLines) -> None:
    (one,) = values(lines("Documents\nSee the report in A/68/190."))
    assert (one.where, one.title) == ("prose", None)


def test_a_summary_behind_an_entry_is_no_part_of_its_title(lines: MakeLines) -> None:
    (one,) = values(lines("Documents\nReport on ports (A/68/190). The report tells of ports."))
    assert (one.where, one.title) == ("list", "Report on ports")


@pytest.mark.parametrize(
    "text",
    [
        "Resolution of the General Assembly A/RES/67/9",
        "A/RES/67/9 Resolution of the General Assembly",
        "Resolution adopted by the General Assembly (A/RES/67/9)",
        "Résolution de l’Assemblée générale 67/9",
        "Résolution A/RES/67/9 adoptée par l’Assemblée générale",
        "Resolución de la Asamblea General A/RES/67/9",
    ],
)
def test_the_kind_of_a_document_is_no_title(lines: MakeLines, text: str) -> None:
    (one,) = values(lines(f"Resolutions\n{text}"))
    assert (one.symbols[0].text, one.title) == ("A/RES/67/9", None)


@pytest.mark.parametrize(
    "text",
    ["POP/834", "GA/10717", "UNESCO/2013", "16-12772 (E) 290816", "resolution 2013/1", "UN/DESA"],
)
def test_numbers_that_look_alike_are_no_symbols(lines: MakeLines, text: str) -> None:
    assert symbols(lines(text)) == []


def test_a_press_release_has_a_number(lines: MakeLines) -> None:
    (one,) = values(lines("Press Release POP/834"))
    assert (one.symbols, one.details["number"]) == ((), "POP/834")


def test_a_later_number_of_an_enumeration_is_quoted_as_it_stands(lines: MakeLines) -> None:
    found = values(lines("Recordando sus resoluciones 58/208, de 23 de mayo de 2003, y 59/241."))
    assert [one.as_written for one in found][1:] == ["59/241"]
    assert found[1].symbols[0].text == "A/RES/59/241"
