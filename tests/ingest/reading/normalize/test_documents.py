from collections.abc import Callable

import pytest

from ingest.reading.found import Fact
from ingest.reading.normalize.documents import documents
from ingest.reading.reading import DocumentValue


@pytest.fixture
def listed(fact: Callable[..., Fact]) -> Callable[[str], DocumentValue]:
    def read(words: str) -> DocumentValue:
        (value,) = documents(fact(words, "documents", "list"))
        return value

    return read


@pytest.mark.parametrize(
    ("words", "symbol", "title"),
    [
        ("A/RES/67/219 Title : of it", "A/RES/67/219", "Title : of it"),
        ("Report (A/68/190)", "A/68/190", "Report"),
        ("Report: A/68/190", "A/68/190", "Report"),
        ("[A/61/515] Report.", "A/61/515", "Report"),
        ("A/RES/60/227", "A/RES/60/227", None),
        ("Résolution 60/227", "A/RES/60/227", None),
        (
            "Resolution of the Assembly: Dialogue (A/RES/60/227)",
            "A/RES/60/227",
            "Resolution of the Assembly: Dialogue",
        ),
    ],
)
def test_the_symbol_is_taken_out_of_the_title(
    listed: Callable[[str], DocumentValue], words: str, symbol: str, title: str | None
) -> None:
    value = listed(words)
    assert [one.text for one in value.symbols] == [symbol]
    assert (value.title, value.where) == (title, "list")


def test_date_and_body_behind_a_listed_resolution_are_no_title(
    listed: Callable[[str], DocumentValue],
) -> None:
    value = listed("Résolution 67/219 de l'Assemblée générale du 21 décembre 2012")
    assert (value.title, value.date, value.date_kind) == (None, "2012-12-21", "adoption")


def test_a_document_without_symbol_is_its_title(listed: Callable[[str], DocumentValue]) -> None:
    value = listed("Plan : eight points")
    assert (value.title, value.symbols, value.date) == ("Plan : eight points", (), None)


def test_a_day_in_the_title_is_the_date(listed: Callable[[str], DocumentValue]) -> None:
    assert listed("Plan, 3 mai 2010").date == "2010-05-03"
    assert listed("Plan for 2010").date is None


@pytest.mark.parametrize(
    "words",
    [
        "Resolution 58/208 of 23 December 2003",
        "résolution 58/208 du 23 décembre 2003",
        "resolución 58/208, de 23 de diciembre de 2003",
        "A/RES/58/208 of 23 December 2003",
    ],
)
def test_the_date_behind_a_resolution_is_its_adoption(
    listed: Callable[[str], DocumentValue], words: str
) -> None:
    value = listed(words)
    assert (value.date, value.date_kind) == ("2003-12-23", "adoption")


@pytest.mark.parametrize(
    "words", ["Resolution 58/208 of December 2003", "A/RES/58/208 Text of 23 December 2003"]
)
def test_a_month_or_a_date_elsewhere_is_no_adoption(
    listed: Callable[[str], DocumentValue], words: str
) -> None:
    assert listed(words).date_kind is None


def test_a_double_symbol_is_one_document(listed: Callable[[str], DocumentValue]) -> None:
    value = listed("E/2018/25-E/CN.9/2018/7 Report")
    assert value.double
    assert [symbol.text for symbol in value.symbols] == ["E/2018/25", "E/CN.9/2018/7"]
